import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, member, person, task, taskRow, team, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { removeMember } from '../project/remove-member.ts'
import { addDependency } from '../dependency/add.ts'
import { cancelTask } from '../task/cancel.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { deleteTask } from '../task/delete.ts'
import { releaseHold } from '../task/release-hold.ts'
import { reopenTask } from '../task/reopen.ts'
import { restoreTask } from '../task/restore.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'
import { answerQuestion } from './answer.ts'
import { askQuestion } from './ask.ts'
import { declineQuestion } from './decline.ts'
import { questionsOf } from './queries.ts'

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

describe('an answer', () => {
  it('releases the hold, reaches the asker with the text, and lets it claim again', async () => {
    const { question } = await askAsHolder()
    await answerQuestion(bob, { question, answer: '--safe' })
    expect(await stored(question)).toMatchObject({ state: 'ANSWERED', answer: '--safe', answeredById: bob.actorId })
    expect(await taskRow(one.id)).toMatchObject({
      status: 'PENDING',
      isBlocked: false,
      holdReason: null,
      heldAt: null,
      assigneeId: bot.actorId,
    })
    expect(await toldOf(bot, one.id)).toEqual(['ANSWER'])
    expect((await events({ taskId: one.id })).at(-1)).toMatchObject({
      action: 'QUESTION_ANSWERED',
      subjectId: question,
      actorId: bob.actorId,
    })
    const { fence } = await claimTask(bot, { task: one.id })
    expect(fence).toBe(2)
    expect((await questionsOf([one.id])).get(one.id)).toMatchObject([{ body: 'Which name?', answer: '--safe' }])
    await expectDerivedRight(web.id)
  })

  it('that declines does the same with the reason', async () => {
    const { question } = await askAsHolder()
    await declineQuestion(ann, { question, reason: 'Your choice.' })
    expect(await stored(question)).toMatchObject({ state: 'DECLINED', answer: 'Your choice.', answeredById: ann.actorId })
    expect(await taskRow(one.id)).toMatchObject({ status: 'PENDING', holdReason: null })
    expect(await toldOf(bot, one.id)).toEqual(['ANSWER'])
  })

  it('leaves a task blocked that waits for another too', async () => {
    const { question } = await askAsHolder()
    await addDependency(ann, { task: one.id, dependsOn: (await task(ann, web)).id })
    await answerQuestion(ann, { question, answer: 'Yes' })
    expect(await taskRow(one.id)).toMatchObject({ status: 'BLOCKED', isBlocked: true, holdReason: null, openBlockers: 1 })
    await expectDerivedRight(web.id)
  })

  it('comes from people who are MEMBER or OWNER: not from agents, VIEWERs or strangers, nor through another id', async () => {
    const { question } = await askAsHolder()
    const helper = await agent(ann, { project: web, role: 'OWNER' })
    for (const who of [bot, helper, await member(ann, web, 'VIEWER')]) {
      await expect(answerQuestion(who, { question, answer: 'Yes' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await expect(declineQuestion(who, { question, reason: 'No' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    const stranger = await person()
    await expect(answerQuestion(stranger, { question, answer: 'Yes' })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'question' })
    await expect(answerQuestion(ann, { question: 'qst_0', answer: 'Yes' })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'question' })
    await expect(answerQuestion(ann, { question, answer: ' ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect((await stored(question)).state).toBe('OPEN')
  })

  it('is given once: of two at the same time one wins, the other learns that the question is closed', async () => {
    for (let round = 0; round < rounds(50); round++) {
      const { id } = await task(ann, web)
      const { question } = await askQuestion(bot, { task: id, body: 'Which?' })
      const outcomes = await Promise.allSettled([
        answerQuestion(ann, { question, answer: 'by ann' }),
        answerQuestion(bob, { question, answer: 'by bob' }),
        declineQuestion(bob, { question, reason: 'by bob' }),
      ])
      const won = outcomes.filter((outcome) => outcome.status === 'fulfilled')
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as { code: string }] : []))
      expect(won).toHaveLength(1)
      expect(lost.map(({ code }) => code)).toEqual(['QUESTION_CLOSED', 'QUESTION_CLOSED'])
      expect(await toldOf(bot, id)).toEqual(['ANSWER'])
    }
    await expectDerivedRight(web.id)
  })

  it('with a known key acts once and answers the same', async () => {
    const { question } = await askAsHolder()
    const input = { question, answer: 'Yes', idempotencyKey: 'answer' }
    const first = await answerQuestion(ann, input)
    expect(await answerQuestion(ann, input)).toEqual({ ...first, replayed: true })
    expect(await toldOf(bot, one.id)).toEqual(['ANSWER'])
  })

  it('reaches nobody who has left, and still releases the hold', async () => {
    const eve = await member(ann, web)
    const { question } = await askAsHolder(eve)
    await removeMember(ann, { project: web.id, actor: eve.handle })
    await answerQuestion(ann, { question, answer: 'Yes' })
    expect(await toldOf(eve, one.id)).toEqual([])
    expect(await taskRow(one.id)).toMatchObject({ status: 'PENDING', assigneeId: null })
  })
})

describe('a question is withdrawn, its hold with it and its asker told, when', () => {
  const ENDS: Record<string, [end: () => Promise<unknown>, status: string]> = {
    'the hold is released': [() => releaseHold(ann, { task: one.id }), 'PENDING'],
    'the task is cancelled': [() => cancelTask(ann, { task: one.id }), 'CANCELLED'],
    'the task is completed by force': [() => completeTask(ann, { task: one.id, force: true, reason: 'done by hand' }), 'COMPLETED'],
    'the task is deleted': [() => deleteTask(ann, { task: one.id }), 'PENDING'],
  }
  it.each(Object.keys(ENDS))('%s', async (name) => {
    const { question } = await askAsHolder()
    const [end, status] = ENDS[name] ?? []
    await end?.()
    expect(await stored(question)).toMatchObject({ state: 'WITHDRAWN', answer: '', answeredById: ann.actorId })
    expect(await taskRow(one.id)).toMatchObject({ status, holdReason: null, isBlocked: false })
    expect((await toldOf(bot, one.id)).filter((reason) => reason === 'ANSWER')).toHaveLength(1)
    expect(await events({ taskId: one.id })).toContainEqual(expect.objectContaining({ action: 'QUESTION_WITHDRAWN', subjectId: question }))
    await expect(answerQuestion(ann, { question, answer: 'Late' })).rejects.toMatchObject({
      code: name.endsWith('deleted') ? 'NOT_FOUND' : 'QUESTION_CLOSED',
    })
    await expectDerivedRight(web.id)
  })

  it('a cascade cancels its task; what comes back later waits for nobody', async () => {
    const after = await task(ann, web, { dependsOn: [one.id] })
    const { question } = await askQuestion(bot, { task: after.id, body: 'Which?' })
    await cancelTask(ann, { task: one.id, policy: 'CANCEL' })
    expect((await stored(question)).state).toBe('WITHDRAWN')
    await reopenTask(ann, { task: one.id })
    await reopenTask(ann, { task: after.id })
    expect(await taskRow(after.id)).toMatchObject({ status: 'BLOCKED', holdReason: null, openBlockers: 1 })
    await deleteTask(ann, { task: after.id })
    await restoreTask(ann, { task: after.id })
    await expectDerivedRight(web.id)
  })

  it('and one can be asked anew', async () => {
    await askAsHolder()
    await releaseHold(ann, { task: one.id })
    const { question } = await askAsHolder()
    expect((await stored(question)).state).toBe('OPEN')
    expect((await questionsOf([one.id])).get(one.id)?.map(({ state }) => state)).toEqual(['OPEN', 'WITHDRAWN'])
  })
})
