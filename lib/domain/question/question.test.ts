import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, lapse, member, person, project, task, taskRow, team, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { claimsOf } from '../claim/queries.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { holdTask } from '../task/hold.ts'
import { startTask } from '../task/start.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'
import { answerQuestion } from './answer.ts'
import { askQuestion } from './ask.ts'
import { listQuestions, questionsByIds } from './queries.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
let one: TaskRow
beforeAll(async () => {
  await testDatabase()
  ;({ ann, bob, bot, web } = await team())
})
beforeEach(async () => void (one = await task(ann, web)))

const stored = (id: string) => db().question.findUniqueOrThrow({ where: { id } })
const askAsHolder = async (by: Caller = bot, on = one.id) => {
  const { fence } = await claimTask(by, { task: on })
  return askQuestion(by, { task: on, fence, body: 'Which name?', options: ['--strict', '--safe'] })
}

describe('the holder who asks', () => {
  it('gives up its claim as ASKED without an attempt, stays assignee, and the task waits for a person', async () => {
    const { question } = await askAsHolder()
    const row = await taskRow(one.id)
    expect(row).toMatchObject({ status: 'BLOCKED', isBlocked: true, assigneeId: bot.actorId, attempts: 0, heldById: bot.actorId })
    expect(row.holdReason).toBe('Waiting for a person to answer: Which name?')
    expect((await claimsOf([one.id])).get(one.id)).toMatchObject([{ outcome: 'ASKED', fence: 1 }])
    expect(await stored(question)).toMatchObject({
      state: 'OPEN',
      body: 'Which name?',
      askerId: bot.actorId,
      options: '["--strict","--safe"]',
    })
    expect((await events({ taskId: one.id })).at(-1)).toMatchObject({
      action: 'QUESTION_ASKED',
      subjectId: question,
      changes: [{ field: 'hold' }, { field: 'status', old: 'IN_PROGRESS', new: 'BLOCKED' }],
    })
    await expect(completeTask(bot, { task: one.id, fence: 1 })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    await expectDerivedRight(web.id)
  })

  it('reaches the people who may answer and the creator, but no agent and no VIEWER', async () => {
    const own = await project(ann)
    const [mate, reader, helper] = [await member(ann, own), await member(ann, own, 'VIEWER'), await agent(ann, { project: own })]
    const asker = await agent(ann, { project: own })
    const made = await task(helper, own)
    await askAsHolder(asker, made.id)
    expect(await toldOf(ann, made.id)).toEqual(['QUESTION'])
    expect(await toldOf(mate, made.id)).toEqual(['QUESTION'])
    for (const who of [reader, helper, asker]) expect(await toldOf(who, made.id)).toEqual([])
  })

  it('sends a good fence: none, an old one and one of another are refused', async () => {
    const { fence } = await claimTask(bot, { task: one.id })
    const ask = (by: Caller, more: { fence?: number } = {}) => askQuestion(by, { task: one.id, body: 'Which?', ...more })
    await expect(ask(bot)).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    await expect(ask(bot, { fence: 7 })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    await expect(ask(bob, { fence })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    await lapse(one.id)
    await expect(ask(bot, { fence })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    expect(await db().question.count({ where: { taskId: one.id } })).toBe(0)
  })

  it('quotes a long question in the hold, whole in the question', async () => {
    const body = '🚂'.repeat(5_000)
    const { question } = await askQuestion(bob, { task: one.id, body })
    expect((await stored(question)).body).toBe(body)
    expect([...((await taskRow(one.id)).holdReason ?? '')].length).toBeLessThan(300)
  })
})

describe('others', () => {
  it('ask about a task that nobody holds; its assignee hears of the hold', async () => {
    const theirs = await task(ann, web, { assignee: bot.handle })
    await askQuestion(bob, { task: theirs.id, body: 'Still wanted?' })
    expect(await taskRow(theirs.id)).toMatchObject({ status: 'BLOCKED', assigneeId: bot.actorId })
    expect(await toldOf(bot, theirs.id)).toEqual(['ASSIGNED', 'HELD'])
    expect(await toldOf(ann, theirs.id)).toEqual(['QUESTION'])
  })

  it('cannot while somebody holds it, unless the lease has run out', async () => {
    await claimTask(bot, { task: one.id })
    await expect(askQuestion(bob, { task: one.id, body: 'Which?' })).rejects.toMatchObject({
      code: 'ALREADY_CLAIMED',
      holderHandle: bot.handle,
    })
    await lapse(one.id)
    await askQuestion(bob, { task: one.id, body: 'Which?' })
    expect((await claimsOf([one.id])).get(one.id)).toMatchObject([{ outcome: 'EXPIRED' }])
  })

  it('leave a task that is in progress without a lease in progress, on hold', async () => {
    await startTask(bob, { task: one.id })
    await askQuestion(bot, { task: one.id, body: 'Which?' })
    expect(await taskRow(one.id)).toMatchObject({ status: 'IN_PROGRESS', isBlocked: true, assigneeId: bob.actorId })
    expect(await toldOf(bob, one.id)).toEqual(['QUESTION'])
  })

  it('need to be members, and the task open and not on hold', async () => {
    const ask = (by: Caller, on = one) => askQuestion(by, { task: on.id, body: 'Which?' })
    await expect(ask(await member(ann, web, 'VIEWER'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(ask(await person())).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await holdTask(ann, { task: one.id, reason: 'wait' })
    await expect(ask(bob)).rejects.toMatchObject({ code: 'INVALID_TRANSITION', message: expect.stringContaining('wait') })
    const done = await task(ann, web)
    await completeTask(ann, { task: done.id })
    await expect(ask(bob, done)).rejects.toMatchObject({ code: 'INVALID_TRANSITION' })
  })

  it.each([
    [{ body: '' }, 'body'],
    [{ body: '  \n' }, 'body'],
    [{ body: 'x'.repeat(5_001) }, 'body'],
    [{ body: 'x', options: Array.from({ length: 11 }, (_, i) => `${i}`) }, 'options'],
    [{ body: 'x', options: ['y'.repeat(201)] }, 'options.0'],
    [{ body: 'x', options: ['same', ' same'] }, 'options'],
  ])('are refused what is outside the limits', async (input, field) => {
    await expect(askQuestion(bob, { task: one.id, ...input })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field }] })
  })
})

describe('questions are listed', () => {
  it('newest first in pages, by project and state, to those who see them', async () => {
    const own = await project(ann)
    const asked: string[] = []
    for (let i = 0; i < 5; i++) {
      const { id } = await task(ann, own)
      asked.unshift((await askQuestion(ann, { task: id, body: `${i}` })).question)
    }
    const [last = ''] = asked
    await answerQuestion(ann, { question: last, answer: 'Yes' })
    const list = (by: Caller, more = {}) => listQuestions(by, { project: own.key, ...more })
    expect((await list(ann)).rows.map(({ id }) => id)).toEqual(asked)
    expect((await list(ann, { state: 'ANSWERED' })).rows.map(({ id }) => id)).toEqual([last])
    const first = await list(ann, { state: 'OPEN', first: 3 })
    const second = await list(ann, { state: 'OPEN', first: 3, after: first.cursors.at(-1) })
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(asked.slice(1))
    expect([first.hasNextPage, second.hasNextPage]).toEqual([true, false])
    for (const who of [bob, await person()]) {
      expect((await list(who)).rows).toEqual([])
      expect((await questionsByIds(who, asked)).size).toBe(0)
    }
    expect((await listQuestions(bob, {})).rows.filter(({ projectId }) => projectId === own.id)).toEqual([])
    expect((await questionsByIds(await person({ isAdmin: true }), asked)).size).toBe(5)
  })
})
