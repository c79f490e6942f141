import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, events, member, person, project, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { releaseTask } from '../task/release.ts'
import { reopenTask } from '../task/reopen.ts'
import type { ProjectRow } from '../task/types.ts'
import { giveFeedback } from './give.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
})
beforeEach(async () => {
  bob = await member(ann, web)
  bot = await agent(ann, { project: web })
})

/** A task of Bob's that the agent has completed. */
async function done() {
  const { id } = await task(bob, web)
  const { fence } = await claimTask(bot, { task: id })
  await completeTask(bot, { task: id, fence })
  return id
}
const good = { quality: 5, timeliness: 4 }

it('a creator rates the work on a completed task; whoever did it is told', async () => {
  const id = await done()
  await giveFeedback(bob, { task: id, ...good, note: ' as given ' })
  expect(await taskRow(id)).toMatchObject({
    feedbackQuality: 5,
    feedbackTimeliness: 4,
    feedbackNote: ' as given ',
    feedbackById: bob.actorId,
    feedbackAt: expect.any(Date),
    version: 4,
  })
  expect((await events({ taskId: id })).at(-1)).toMatchObject({
    action: 'FEEDBACK_GIVEN',
    actorId: bob.actorId,
    changes: [{ field: 'feedback', old: null, new: { quality: 5, timeliness: 4, note: ' as given ' } }],
    data: { version: 4 },
  })
  expect(await toldOf(bot, id)).toEqual(['FEEDBACK'])
  expect(await toldOf(bob, id)).toEqual([])
})

it('an OWNER does too, but no other member, nor a stranger', async () => {
  const id = await done()
  await expect(giveFeedback(await member(ann, web), { task: id, ...good })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    rule: 'only its creator or an OWNER gives feedback, and never who did the work',
  })
  await expect(giveFeedback(await person(), { task: id, ...good })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await giveFeedback(ann, { task: id, ...good })
})

it('it is given once, also after the task was reopened and completed again', async () => {
  const id = await done()
  await giveFeedback(bob, { task: id, ...good, idempotencyKey: 'rate' })
  expect(await giveFeedback(bob, { task: id, ...good, idempotencyKey: 'rate' })).toMatchObject({ replayed: true })
  const { key } = await taskRow(id)
  const twice = { code: 'ALREADY_EXISTS', field: 'feedback', value: key, message: `${key} has got its feedback.` }
  await expect(giveFeedback(ann, { task: id, quality: 1, timeliness: 1 })).rejects.toMatchObject(twice)
  await reopenTask(bob, { task: id })
  expect(await taskRow(id)).toMatchObject({ feedbackQuality: 5 })
  await expect(giveFeedback(bob, { task: id, ...good })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' })
  await completeTask(bot, { task: id })
  await expect(giveFeedback(bob, { task: id, ...good })).rejects.toMatchObject(twice)
})

it('only a completed task gets it', async () => {
  const { id } = await task(bob, web)
  await expect(giveFeedback(bob, { task: id, ...good })).rejects.toMatchObject({ code: 'INVALID_TRANSITION', from: 'PENDING' })
})

it('whoever completed it, held its last claim or was its assignee then gives none, not even an owner', async () => {
  const forbidden = { code: 'FORBIDDEN' }
  const own = await task(bob, web)
  await completeTask(bob, { task: own.id })
  await expect(giveFeedback(bob, { task: own.id, ...good })).rejects.toMatchObject(forbidden)

  const assigned = await task(ann, web, { assignee: ann.handle })
  const other = await agent(ann, { project: web, role: 'OWNER' })
  await completeTask(other, { task: assigned.id })
  for (const caller of [ann, other]) await expect(giveFeedback(caller, { task: assigned.id, ...good })).rejects.toMatchObject(forbidden)

  const held = await task(bob, web)
  const { fence } = await claimTask(bob, { task: held.id })
  await releaseTask(bob, { task: held.id, fence })
  await completeTask(ann, { task: held.id })
  for (const caller of [ann, bob]) await expect(giveFeedback(caller, { task: held.id, ...good })).rejects.toMatchObject(forbidden)

  const again = await task(bob, web)
  await completeTask(ann, { task: again.id })
  await reopenTask(bob, { task: again.id })
  await completeTask(bob, { task: again.id })
  await giveFeedback(ann, { task: again.id, ...good })
})

it('marks are whole numbers from 1 to 5, the note has at most 500 characters', async () => {
  const id = await done()
  for (const [bad, field] of [
    [{ ...good, quality: 0 }, 'quality'],
    [{ ...good, timeliness: 6 }, 'timeliness'],
    [{ ...good, quality: 2.5 }, 'quality'],
    [{ ...good, note: '🙂'.repeat(501) }, 'note'],
  ] as const)
    await expect(giveFeedback(bob, { task: id, ...bad })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field }] })
  await giveFeedback(bob, { task: id, ...good, note: '🙂'.repeat(500) })
})
