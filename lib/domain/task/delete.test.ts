import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { agent, events, member, person, project, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { addContext } from '../context/add.ts'
import { addDependency } from '../dependency/add.ts'
import { addFileReference } from '../file/add.ts'
import { assignTask } from './assign.ts'
import { cancelTask } from './cancel.ts'
import { claimTask } from './claim.ts'
import { completeTask } from './complete.ts'
import { deleteTask } from './delete.ts'
import { holdTask } from './hold.ts'
import { releaseHold } from './release-hold.ts'
import { releaseTask } from './release.ts'
import { reopenTask } from './reopen.ts'
import { restoreTask, RESTORABLE_MS } from './restore.ts'
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

const countersOf = async () => {
  const { pending, blocked, inProgress, completed, cancelled } = await db().project.findUniqueOrThrow({ where: { id: web.id } })
  return pending + blocked + inProgress + completed + cancelled
}

describe('deleting', () => {
  it('is refused while an open task depends on it or a child is there, and names them', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web, { dependsOn: [a.id] })
    const child = await task(ann, web, { parent: a.id })
    await expect(deleteTask(ann, { task: a.id })).rejects.toMatchObject({
      code: 'HAS_DEPENDENTS',
      taskKey: a.key,
      dependentKeys: expect.arrayContaining([b.key, child.key]),
    })
    await completeTask(ann, { task: b.id, force: true, reason: 'r' })
    await expect(deleteTask(ann, { task: a.id })).rejects.toMatchObject({ dependentKeys: [child.key] })
    await deleteTask(ann, { task: child.id })
    await deleteTask(ann, { task: a.id })
    expect(await taskRow(a.id)).toMatchObject({ deletedAt: expect.any(Date), deletedById: ann.actorId })
  })

  it('a released dependent does not stand in the way', async () => {
    const a = await task(ann, web)
    await task(ann, web, { dependsOn: [a.id] })
    await cancelTask(ann, { task: a.id, policy: 'RELEASE' })
    await deleteTask(ann, { task: a.id })
  })

  it('ends the claim, tells the holder, and leaves the counters', async () => {
    const bot = await agent(ann, { project: web })
    const { id } = await task(ann, web)
    await claimTask(bot, { task: id })
    const before = await countersOf()
    await deleteTask(ann, { task: id })
    expect(await countersOf()).toBe(before - 1)
    expect(await toldOf(bot, id)).toEqual(['CLAIM_ENDED'])
    expect(await taskRow(id)).toMatchObject({ status: 'PENDING', assigneeId: null })
    expect(await db().claim.findFirst({ where: { taskId: id } })).toMatchObject({ outcome: 'CANCELLED' })
  })

  it('hides it from every act but restoring, and its key stays used', async () => {
    const { id, key, number } = await task(ann, web)
    const other = await task(ann, web)
    await deleteTask(ann, { task: id })
    const acts = [
      () => updateTask(ann, { task: id, title: 'x' }),
      () => assignTask(ann, { task: id, assignee: ann.handle }),
      () => claimTask(ann, { task: id }),
      () => startTask(ann, { task: id }),
      () => releaseTask(ann, { task: id }),
      () => completeTask(ann, { task: id }),
      () => cancelTask(ann, { task: id }),
      () => reopenTask(ann, { task: id }),
      () => holdTask(ann, { task: id, reason: 'r' }),
      () => releaseHold(ann, { task: id }),
      () => deleteTask(ann, { task: key }),
      () => addContext(ann, { task: id, body: 'x' }),
      () => addFileReference(ann, { task: id, path: 'a' }),
      () => addDependency(ann, { task: id, dependsOn: other.id }),
      () => addDependency(ann, { task: other.id, dependsOn: id }),
    ]
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'task' })
    const invalid = (field: string) => ({ code: 'INVALID_INPUT', issues: [{ field, message: expect.stringContaining('no task') }] })
    await expect(task(ann, web, { dependsOn: [id] })).rejects.toMatchObject(invalid('dependsOn.0'))
    await expect(task(ann, web, { parent: key })).rejects.toMatchObject(invalid('parent'))
    expect((await task(ann, web)).number).toBeGreaterThan(number)
  })

  it('a deleted dependent turns with its blocker, unseen: no event, no notification, no counter', async () => {
    const a = await task(ann, web)
    const b = await task(bob, web, { dependsOn: [a.id] })
    await deleteTask(ann, { task: b.id })
    const before = await events({ taskId: b.id })
    expect(await completeTask(ann, { task: a.id })).toMatchObject({ unblocked: [] })
    expect(await events({ taskId: b.id })).toEqual(before)
    expect(await toldOf(bob, b.id)).toEqual([])
    await restoreTask(bob, { task: b.id })
    expect(await taskRow(b.id)).toMatchObject({ status: 'PENDING', openBlockers: 0 })
  })
})

describe('restoring', () => {
  it('brings the task and its edges back, with the status that holds by then', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web, { dependsOn: [a.id], priority: 3 })
    await deleteTask(ann, { task: b.id })
    expect(await taskRow(a.id)).toMatchObject({ openDependents: 0, effectivePriority: 1 })
    await restoreTask(ann, { task: b.id })
    expect(await taskRow(a.id)).toMatchObject({ openDependents: 1, effectivePriority: 3 })
    expect(await taskRow(b.id)).toMatchObject({ status: 'BLOCKED', deletedAt: null, deletedById: null })
  })

  it('a restored blocker blocks again', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web, { dependsOn: [a.id] })
    await completeTask(ann, { task: b.id, force: true, reason: 'r' })
    await deleteTask(ann, { task: a.id })
    await reopenTask(ann, { task: b.id })
    expect(await taskRow(b.id)).toMatchObject({ status: 'PENDING' })
    await restoreTask(ann, { task: a.id })
    expect(await taskRow(b.id)).toMatchObject({ status: 'BLOCKED' })
  })

  it('a task that is not deleted, or was more than 30 days ago, is not restored', async () => {
    const { id } = await task(ann, web)
    await expect(restoreTask(ann, { task: id })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' })
    await deleteTask(ann, { task: id })
    const deletedAgo = (ms: number) =>
      transaction([web.id], (tx) => tx.task.update({ where: { id }, data: { deletedAt: new Date(Date.now() - ms) } }))
    await deletedAgo(RESTORABLE_MS + 60_000)
    await expect(restoreTask(ann, { task: id })).rejects.toMatchObject({
      code: 'INVALID_TRANSITION',
      message: expect.stringContaining('30 days'),
    })
    await deletedAgo(RESTORABLE_MS - 60_000)
    await restoreTask(ann, { task: id })
  })
})

it('leaves every derived column and counter right', () => expectDerivedRight(web.id))
