import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, events, inbox, lapse, member, person, project, statusOf, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { addDependency } from '../dependency/add.ts'
import { claimTask } from './claim.ts'
import { completeTask } from './complete.ts'
import { completeTasks } from './complete-many.ts'
import { cancelTasks, deleteTasks, holdTasks, releaseHolds, releaseTasks, reopenTasks, restoreTasks, startTasks } from './moves-many.ts'
import type { ProjectRow, TaskRow } from './types.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
let tasks: TaskRow[]
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})
beforeEach(async () => {
  web = await project(ann)
  bob = await member(ann, web)
  bot = await agent(ann, { project: web })
  tasks = [await task(ann, web), await task(ann, web), await task(ann, web)]
})

const chosen = (...some: (TaskRow | undefined)[]) => ({ tasks: some.map((each) => ({ task: each?.id ?? '' })) })
/** What became of each: `+`, or the code of its refusal. */
const codes = ({ fates }: Awaited<ReturnType<typeof startTasks>>) => fates.map(({ refusal }) => refusal?.code ?? '+')
const statuses = (...some: (TaskRow | undefined)[]) => Promise.all(some.map((each) => statusOf(each?.id ?? '')))

describe('starting and giving back many', () => {
  it('starts what is ready, says of each other why not, and gives all back', async () => {
    const [one, two, three] = tasks
    const waiting = await task(ann, web, { dependsOn: [one?.id ?? ''] })
    await claimTask(bot, { task: three?.id ?? '' })
    expect(codes(await startTasks(ann, chosen(one, two, three, waiting)))).toEqual(['+', '+', 'ALREADY_CLAIMED', 'TASK_BLOCKED'])
    expect(await statuses(one, two, three, waiting)).toEqual(['IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS', 'BLOCKED'])
    expect(await taskRow(one?.id ?? '')).toMatchObject({ assigneeId: ann.actorId, startedAt: expect.any(Date) })
    expect(codes(await startTasks(bot, chosen(two)))).toEqual(['FORBIDDEN'])
    expect(codes(await releaseTasks(ann, chosen(one, two, waiting)))).toEqual(['+', '+', 'INVALID_TRANSITION'])
    expect(await statuses(one, two)).toEqual(['PENDING', 'PENDING'])
    await expectDerivedRight(web.id)
  })

  it('asks each holder for its fence, and lets nobody be kept out by a lease that ran out', async () => {
    const [one, two] = tasks
    const { fence } = await claimTask(bot, { task: one?.id ?? '' })
    const input = { tasks: [{ task: one?.id ?? '', fence, note: 'Half done.' }], idempotencyKey: `give-${one?.id}` }
    expect(codes(await releaseTasks(bot, { tasks: [{ task: one?.id ?? '', fence: fence + 1 }] }))).toEqual(['STALE_CLAIM'])
    const first = await releaseTasks(bot, input)
    expect(codes(first)).toEqual(['+'])
    expect(await releaseTasks(bot, input)).toEqual({ ...first, replayed: true })
    await claimTask(bot, { task: two?.id ?? '' })
    await lapse(two?.id ?? '')
    expect(codes(await startTasks(ann, chosen(two)))).toEqual(['+'])
  })
})

describe('holding many', () => {
  it('holds each for its own reason, tells who is concerned, and takes all off hold again', async () => {
    const [one, two] = tasks
    const mine = await task(ann, web, { assignee: bob.handle })
    const reasons = [
      { task: one?.id ?? '', reason: 'The parts come on Friday.' },
      { task: mine.id, reason: 'The customer thinks.' },
      { task: two?.id ?? '', reason: ' ' },
    ]
    expect(codes(await holdTasks(ann, { tasks: reasons }))).toEqual(['+', '+', 'INVALID_INPUT'])
    expect((await taskRow(mine.id)).holdReason).toBe('The customer thinks.')
    expect((await inbox(bob)).map(({ reason }) => reason)).toContain('HELD')
    expect(await statuses(one, mine, two)).toEqual(['BLOCKED', 'BLOCKED', 'PENDING'])
    expect(codes(await holdTasks(ann, { tasks: reasons.slice(0, 1) }))).toEqual(['INVALID_TRANSITION'])
    expect(codes(await releaseHolds(ann, chosen(one, mine, two)))).toEqual(['+', '+', 'INVALID_TRANSITION'])
    expect(await statuses(one, mine)).toEqual(['PENDING', 'PENDING'])
    await expectDerivedRight(web.id)
  })
})

describe('cancelling and reopening many', () => {
  it('cancels each by its policy; what an earlier one takes along is done', async () => {
    const [one, two] = tasks
    const [freed, along] = [await task(ann, web, { dependsOn: [one?.id ?? ''] }), await task(ann, web, { dependsOn: [two?.id ?? ''] })]
    const answer = await cancelTasks(ann, {
      tasks: [
        { task: one?.id ?? '', policy: 'RELEASE', reason: 'Not needed.' },
        { task: two?.id ?? '', policy: 'CANCEL' },
        { task: along.id },
      ],
    })
    expect([codes(answer), answer.freed]).toEqual([['+', '+', '+'], [freed.id]])
    expect(await statuses(one, two, along, freed)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED', 'PENDING'])
    expect((await events({ taskId: along.id })).filter(({ action }) => action === 'TASK_CANCELLED')).toHaveLength(1)
    expect(codes(await cancelTasks(ann, chosen(one)))).toEqual(['INVALID_TRANSITION'])
    await expectDerivedRight(web.id)
  })

  it('reopens a chain as it was, whichever of it comes first', async () => {
    const [one] = tasks
    const two = await task(ann, web, { dependsOn: [one?.id ?? ''] })
    const three = await task(ann, web, { dependsOn: [two.id] })
    expect(codes(await completeTasks(ann, chosen(one, two, three)))).toEqual(['+', '+', '+'])
    expect(codes(await reopenTasks(ann, chosen(one, three, two, tasks[1])))).toEqual(['+', '+', '+', 'INVALID_TRANSITION'])
    expect(await statuses(one, two, three)).toEqual(['PENDING', 'BLOCKED', 'BLOCKED'])
    const reopened = (await events({ taskId: two.id })).findLast(({ action }) => action === 'TASK_REOPENED')
    expect(reopened?.changes).toEqual([{ field: 'status', old: 'COMPLETED', new: 'BLOCKED' }])
    await expectDerivedRight(web.id)
  })
})

describe('deleting and restoring many', () => {
  it('deletes a task with its parts that gate it, in any order, and brings all back', async () => {
    const [epic] = tasks
    const part = await task(ann, web, { parent: epic?.id })
    const last = await task(ann, web, { parent: epic?.id, dependsOn: [part.id] })
    await addDependency(ann, { task: epic?.id ?? '', dependsOn: last.id })
    const before = await Promise.all([epic, part, last].map((each) => taskRow(each?.id ?? '')))
    expect(codes(await deleteTasks(ann, chosen(epic)))).toEqual(['HAS_DEPENDENTS'])
    expect(codes(await deleteTasks(ann, chosen(part)))).toEqual(['HAS_DEPENDENTS'])
    for (const order of [
      [epic, part, last],
      [last, part, epic],
    ]) {
      expect(codes(await deleteTasks(ann, chosen(...order)))).toEqual(['+', '+', '+'])
      await expectDerivedRight(web.id)
      expect(codes(await restoreTasks(ann, chosen(...order)))).toEqual(['+', '+', '+'])
      await expectDerivedRight(web.id)
    }
    expect(await statuses(epic, part, last)).toEqual(before.map(({ status }) => status))
    expect(codes(await restoreTasks(ann, chosen(epic)))).toEqual(['INVALID_TRANSITION'])
  })

  it('keeps what something outside of the list needs, and what only that holds', async () => {
    const [epic] = tasks
    const part = await task(ann, web, { parent: epic?.id })
    const deeper = await task(ann, web, { parent: part.id })
    const [free] = [await task(ann, web)]
    expect(codes(await deleteTasks(ann, chosen(epic, part, free)))).toEqual(['HAS_DEPENDENTS', 'HAS_DEPENDENTS', '+'])
    // Of another's task its creator alone decides: what needs it stays with it.
    const own = await task(bob, web)
    const other = await task(ann, web, { dependsOn: [own.id] })
    expect(codes(await deleteTasks(bob, chosen(own, other)))).toEqual(['HAS_DEPENDENTS', 'FORBIDDEN'])
    await completeTask(ann, { task: deeper.id })
    expect(codes(await deleteTasks(ann, chosen(epic, part, deeper)))).toEqual(['+', '+', '+'])
    await expectDerivedRight(web.id)
  })

  it('ends the claims on what goes, and each started one waits when it is back', async () => {
    const [one, two] = tasks
    await claimTask(bot, { task: one?.id ?? '' })
    await startTasks(ann, chosen(two))
    expect(codes(await deleteTasks(ann, chosen(one, two)))).toEqual(['+', '+'])
    expect((await inbox(bot)).map(({ reason }) => reason)).toContain('CLAIM_ENDED')
    expect(codes(await restoreTasks(ann, chosen(one, two)))).toEqual(['+', '+'])
    expect(await statuses(one, two)).toEqual(['PENDING', 'PENDING'])
    await expectDerivedRight(web.id)
  })
})
