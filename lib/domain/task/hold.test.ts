import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, events, member, person, project, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { claimTask } from './claim.ts'
import { completeTask } from './complete.ts'
import { holdTask } from './hold.ts'
import { releaseHold } from './release-hold.ts'
import { releaseTask } from './release.ts'
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

it('a hold blocks a pending task until it is released, and tells its creator or assignee', async () => {
  const { id } = await task(bob, web)
  expect(await holdTask(ann, { task: id, reason: ' legal looks at it ' })).toMatchObject({ version: 2 })
  expect(await taskRow(id)).toMatchObject({
    status: 'BLOCKED',
    isBlocked: true,
    openBlockers: 0,
    holdReason: 'legal looks at it',
    heldById: ann.actorId,
  })
  expect((await events({ taskId: id })).at(-1)?.changes).toEqual([
    { field: 'hold', old: null, new: 'legal looks at it' },
    { field: 'status', old: 'PENDING', new: 'BLOCKED' },
  ])
  await releaseHold(ann, { task: id })
  expect(await taskRow(id)).toMatchObject({
    status: 'PENDING',
    isBlocked: false,
    holdReason: null,
    heldById: null,
    heldAt: null,
    version: 3,
  })
  expect(await toldOf(bob, id)).toEqual(['HELD', 'HOLD_RELEASED'])
})

it('releasing the hold of a task with open blockers leaves it blocked', async () => {
  const a = await task(ann, web)
  const b = await task(ann, web, { dependsOn: [a.id] })
  await holdTask(ann, { task: b.id, reason: 'r' })
  await releaseHold(ann, { task: b.id })
  expect(await taskRow(b.id)).toMatchObject({ status: 'BLOCKED', isBlocked: true, openBlockers: 1 })
})

it('a task in progress goes on, its holder is told, and it is BLOCKED when it stops', async () => {
  const bot = await agent(ann, { project: web })
  const { id } = await task(ann, web)
  const { fence } = await claimTask(bot, { task: id })
  await holdTask(ann, { task: id, reason: 'r' })
  expect(await taskRow(id)).toMatchObject({ status: 'IN_PROGRESS', isBlocked: true })
  expect(await toldOf(bot, id)).toEqual(['HELD'])
  await expect(completeTask(bot, { task: id, fence })).rejects.toMatchObject({ code: 'TASK_BLOCKED', holdReason: 'r' })
  await releaseTask(bot, { task: id, fence })
  expect(await taskRow(id)).toMatchObject({ status: 'BLOCKED' })
})

it('one hold at a time, on open tasks only, and only a hold is released', async () => {
  const { id } = await task(ann, web)
  await expect(releaseHold(ann, { task: id })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' })
  await holdTask(ann, { task: id, reason: 'r' })
  await expect(holdTask(ann, { task: id, reason: 's' })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' })
  await completeTask(ann, { task: id, force: true, reason: 'r' })
  await releaseHold(ann, { task: id })
  await expect(holdTask(ann, { task: id, reason: 's' })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' })
})

it('leaves every derived column and counter right', () => expectDerivedRight(web.id))
