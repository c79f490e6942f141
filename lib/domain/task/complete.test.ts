import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, events, member, person, project, statusOf, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { addDependency } from '../dependency/add.ts'
import { assignTask } from './assign.ts'
import { claimTask } from './claim.ts'
import { completeTask } from './complete.ts'
import { createPlan } from '../plan/create.ts'
import { holdTask } from './hold.ts'
import { reopenTask } from './reopen.ts'
import { startTask } from './start.ts'
import { updateTask } from './update.ts'
import type { ProjectRow } from './types.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
})

const actionsOf = async (taskId: string) => (await events({ taskId })).map((event) => event.action)

describe('unblocking', () => {
  it('frees a dependent with its last open blocker, exactly once', async () => {
    const [a, b] = [await task(ann, web), await task(ann, web)]
    const c = await task(ann, web, { dependsOn: [a.id, b.id] })
    expect(await completeTask(ann, { task: a.id })).toMatchObject({ unblocked: [] })
    expect(await taskRow(c.id)).toMatchObject({ status: 'BLOCKED', openBlockers: 1 })
    expect(await completeTask(ann, { task: b.id })).toMatchObject({ unblocked: [c.id] })
    expect(await taskRow(c.id)).toMatchObject({ status: 'PENDING', openBlockers: 0, isBlocked: false })
    expect((await actionsOf(c.id)).filter((action) => action === 'TASK_UNBLOCKED')).toHaveLength(1)
  })

  it('goes one level and no further', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web, { dependsOn: [a.id] })
    const c = await task(ann, web, { dependsOn: [b.id] })
    expect(await completeTask(ann, { task: a.id })).toMatchObject({ unblocked: [b.id] })
    expect([await statusOf(b.id), await statusOf(c.id)]).toEqual(['PENDING', 'BLOCKED'])
  })

  it('tells the assignee, or the creator when there is none, but never the one who completes', async () => {
    const a = await task(ann, web)
    const assigned = await task(ann, web, { dependsOn: [a.id], assignee: bob.handle })
    const unassigned = await task(bob, web, { dependsOn: [a.id] })
    const own = await task(ann, web, { dependsOn: [a.id] })
    await completeTask(ann, { task: a.id })
    expect(await toldOf(bob, assigned.id)).toEqual(['ASSIGNED', 'UNBLOCKED'])
    expect(await toldOf(bob, unassigned.id)).toEqual(['UNBLOCKED'])
    expect(await toldOf(ann, own.id)).toEqual([])
    expect(await toldOf(ann, assigned.id)).toEqual([])
  })

  it('a task on hold stays blocked, one started goes on free, a finished one is not reported', async () => {
    const a = await task(ann, web)
    const held = await task(ann, web, { dependsOn: [a.id] })
    await holdTask(ann, { task: held.id, reason: 'r' })
    const started = await task(ann, web)
    await startTask(bob, { task: started.id })
    await addDependency(ann, { task: started.id, dependsOn: a.id })
    const finished = await task(ann, web, { dependsOn: [a.id] })
    await completeTask(ann, { task: finished.id, force: true, reason: 'r' })
    expect(await completeTask(ann, { task: a.id })).toMatchObject({ unblocked: [started.id] })
    expect(await taskRow(held.id)).toMatchObject({ status: 'BLOCKED', openBlockers: 0 })
    expect(await taskRow(started.id)).toMatchObject({ status: 'IN_PROGRESS', isBlocked: false })
    expect(await toldOf(bob, started.id)).toEqual(['BLOCKED', 'UNBLOCKED'])
    expect(await actionsOf(finished.id)).not.toContain('TASK_UNBLOCKED')
  })

  it('the event says what freed it', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web, { dependsOn: [a.id] })
    await completeTask(ann, { task: a.id })
    expect((await events({ taskId: b.id })).at(-1)).toMatchObject({
      action: 'TASK_UNBLOCKED',
      subjectId: a.id,
      data: { by: a.key, version: 2 },
      changes: [{ field: 'status', old: 'BLOCKED', new: 'PENDING' }],
    })
  })

  it('frees 1,200 dependents at once', async () => {
    const own = await project(ann)
    const hub = await task(ann, own)
    for (let i = 0; i < 3; i++)
      await createPlan(ann, {
        project: own.id,
        tasks: Array.from({ length: 400 }, () => ({ title: 't', dependsOn: [hub.id], assignee: ann.handle })),
      })
    expect((await completeTask(ann, { task: hub.id })).unblocked).toHaveLength(1200)
    await expectDerivedRight(own.id)
  })
})

describe('completing', () => {
  it('stores summary and hours, ends the claim, sets completedAt', async () => {
    const bot = await agent(ann, { project: web })
    const { id } = await task(ann, web)
    const { fence } = await claimTask(bot, { task: id })
    await completeTask(bot, { task: id, fence, summary: ' as given\n', actualHours: 1.5 })
    expect(await taskRow(id)).toMatchObject({
      status: 'COMPLETED',
      completionSummary: ' as given\n',
      actualHours: 1.5,
      completedAt: expect.any(Date),
      version: 3,
    })
    expect((await events({ taskId: id })).at(-1)?.changes).toEqual([
      { field: 'status', old: 'IN_PROGRESS', new: 'COMPLETED' },
      { field: 'completionSummary', old: '', new: ' as given\n' },
      { field: 'actualHours', old: null, new: 1.5 },
    ])
  })

  it('a started task that gained a blocker or a hold is refused until it is free or forced', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web)
    await startTask(ann, { task: b.id })
    await addDependency(ann, { task: b.id, dependsOn: a.id })
    await expect(completeTask(ann, { task: b.id })).rejects.toMatchObject({ code: 'TASK_BLOCKED', blockerKeys: [a.key] })
    await completeTask(ann, { task: a.id })
    await holdTask(ann, { task: b.id, reason: 'stop' })
    await expect(completeTask(ann, { task: b.id })).rejects.toMatchObject({ code: 'TASK_BLOCKED', holdReason: 'stop', blockerKeys: [] })
    await completeTask(ann, { task: b.id, force: true, reason: 'the hold was a mistake' })
    expect((await events({ taskId: b.id })).at(-1)).toMatchObject({ data: { forced: true, reason: 'the hold was a mistake' } })
  })

  it('criteria not met or unknown refuse it, and are named; met or forced they do not', async () => {
    const { id, key } = await task(ann, web, { criteria: ['one', 'two', 'three'] })
    await updateTask(ann, { task: id, criteria: [{ text: 'one', state: 'MET' }, { text: 'two', state: 'NOT_MET' }, { text: 'three' }] })
    await expect(completeTask(ann, { task: id })).rejects.toMatchObject({
      code: 'CRITERIA_UNMET',
      taskKey: key,
      criteria: [
        { text: 'two', state: 'NOT_MET' },
        { text: 'three', state: 'UNKNOWN' },
      ],
    })
    await completeTask(ann, { task: id, force: true, reason: 'shipping anyway' })
    const other = await task(ann, web, { criteria: ['one'] })
    await updateTask(ann, { task: other.id, criteria: [{ text: 'one', state: 'MET' }] })
    await completeTask(ann, { task: other.id })
  })

  it('forcing needs a reason, and an OWNER or the creator when that is a person', async () => {
    const { id } = await task(bob, web)
    for (const reason of [undefined, null, '', '  '])
      await expect(completeTask(ann, { task: id, force: true, reason })).rejects.toMatchObject({ issues: [{ field: 'reason' }] })
    const carl = await member(ann, web)
    await expect(completeTask(carl, { task: id, force: true, reason: 'r' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await completeTask(bob, { task: id, force: true, reason: 'r' })
    const bot = await agent(ann, { project: web })
    const made = await task(bot, web)
    await expect(completeTask(bot, { task: made.id, force: true, reason: 'r' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('reopening', () => {
  it('blocks dependents that have not started again, and tells holders of started ones', async () => {
    const a = await task(ann, web, { assignee: bob.handle })
    const [waiting, started] = [await task(bob, web, { dependsOn: [a.id] }), await task(ann, web, { dependsOn: [a.id] })]
    await completeTask(ann, { task: a.id })
    await startTask(bob, { task: started.id })
    const { blocked } = await reopenTask(ann, { task: a.id })
    expect(blocked.toSorted()).toEqual([waiting.id, started.id].toSorted())
    expect(await taskRow(waiting.id)).toMatchObject({ status: 'BLOCKED', isBlocked: true })
    expect(await taskRow(started.id)).toMatchObject({ status: 'IN_PROGRESS', isBlocked: true })
    expect(await toldOf(bob, started.id)).toEqual(['BLOCKED'])
    expect(await toldOf(bob, waiting.id)).toEqual(['UNBLOCKED'])
    expect(await toldOf(bob, a.id)).toEqual(['ASSIGNED', 'REOPENED'])
    expect(await taskRow(a.id)).toMatchObject({ status: 'PENDING', completedAt: null })
  })

  it('a task is BLOCKED after reopening when its blockers are open by then', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web, { dependsOn: [a.id] })
    await completeTask(ann, { task: a.id })
    await completeTask(ann, { task: b.id })
    await reopenTask(ann, { task: a.id })
    expect(await statusOf(b.id)).toBe('COMPLETED')
    await reopenTask(ann, { task: b.id })
    expect(await statusOf(b.id)).toBe('BLOCKED')
    await assignTask(ann, { task: b.id, assignee: bob.handle })
    await completeTask(ann, { task: a.id })
    expect(await statusOf(b.id)).toBe('PENDING')
  })
})

it('leaves every derived column and counter right', () => expectDerivedRight(web.id))
