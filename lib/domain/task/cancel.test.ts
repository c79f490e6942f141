import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, member, person, project, statusOf, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { addDependency } from '../dependency/add.ts'
import { assignTask } from './assign.ts'
import { cancelTask } from './cancel.ts'
import { claimTask } from './claim.ts'
import { completeTask } from './complete.ts'
import { createPlan } from '../plan/create.ts'
import { holdTask } from './hold.ts'
import { reopenTask } from './reopen.ts'
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

const edgesOf = (dependsOnId: string) => db().dependency.findMany({ where: { dependsOnId } })
const all = () =>
  Promise.all([
    db().task.findMany({ orderBy: { id: 'asc' } }),
    db().dependency.findMany({ orderBy: { id: 'asc' } }),
    db().event.count(),
    db().project.findMany(),
  ])

describe('KEEP_BLOCKED, the default', () => {
  it('changes no edge: the cancelled blocker counts as open, and assignees and creators are told', async () => {
    const a = await task(ann, web)
    const b = await task(bob, web, { dependsOn: [a.id] })
    expect(await cancelTask(ann, { task: a.id, reason: 'obsolete' })).toMatchObject({ cancelled: [a.id], freed: [], dryRun: false })
    expect(await taskRow(b.id)).toMatchObject({ status: 'BLOCKED', openBlockers: 1 })
    expect(await edgesOf(a.id)).toMatchObject([{ releasedAt: null }])
    expect(await toldOf(bob, b.id)).toEqual(['CANCELLED'])
    expect((await events({ taskId: a.id })).at(-1)).toMatchObject({ action: 'TASK_CANCELLED', data: { reason: 'obsolete' } })
  })

  it('a reopened blocker that is then completed frees them', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web, { dependsOn: [a.id] })
    await cancelTask(ann, { task: a.id })
    await reopenTask(ann, { task: a.id })
    expect(await completeTask(ann, { task: a.id })).toMatchObject({ unblocked: [b.id] })
  })
})

describe('RELEASE', () => {
  it('frees dependents for whom it was the last blocker, and marks the edges', async () => {
    const [a, other] = [await task(ann, web), await task(ann, web)]
    const free = await task(bob, web, { dependsOn: [a.id] })
    const waits = await task(ann, web, { dependsOn: [a.id, other.id] })
    expect(await cancelTask(ann, { task: a.id, policy: 'RELEASE' })).toMatchObject({ cancelled: [a.id], freed: [free.id] })
    expect([await statusOf(free.id), await statusOf(waits.id)]).toEqual(['PENDING', 'BLOCKED'])
    expect((await edgesOf(a.id)).every((edge) => edge.releasedAt !== null)).toBe(true)
    expect(await toldOf(bob, free.id)).toEqual(['UNBLOCKED'])
    expect((await events({ taskId: free.id })).map((event) => event.action)).toContain('DEPENDENCY_RELEASED')
  })

  it('reopening does not revive the released edges, adding the dependency again does', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web, { dependsOn: [a.id] })
    await cancelTask(ann, { task: a.id, policy: 'RELEASE' })
    expect(await reopenTask(ann, { task: a.id })).toMatchObject({ blocked: [] })
    expect(await statusOf(b.id)).toBe('PENDING')
    await addDependency(ann, { task: b.id, dependsOn: a.id })
    expect(await statusOf(b.id)).toBe('BLOCKED')
    expect(await edgesOf(a.id)).toMatchObject([{ releasedAt: null }])
  })
})

describe('CANCEL', () => {
  it('cancels every open task reachable over unreleased edges, and ends their claims', async () => {
    const bot = await agent(ann, { project: web })
    const a = await task(ann, web)
    const b = await task(ann, web)
    const { fence } = await claimTask(bot, { task: b.id })
    await addDependency(ann, { task: b.id, dependsOn: a.id })
    const c = await task(ann, web, { dependsOn: [b.id], assignee: bob.handle })
    const done = await task(ann, web, { dependsOn: [b.id] })
    await completeTask(ann, { task: done.id, force: true, reason: 'r' })
    const behindDone = await task(ann, web, { dependsOn: [done.id] })
    const child = await task(ann, web, { parent: a.id })
    const { cancelled } = await cancelTask(ann, { task: a.id, policy: 'CANCEL' })
    expect(cancelled.toSorted()).toEqual([a.id, b.id, c.id].toSorted())
    for (const id of cancelled) expect(await statusOf(id)).toBe('CANCELLED')
    expect([await statusOf(done.id), await statusOf(behindDone.id), await statusOf(child.id)]).toEqual(['COMPLETED', 'PENDING', 'PENDING'])
    expect(await db().claim.findFirst({ where: { taskId: b.id, fence } })).toMatchObject({
      outcome: 'CANCELLED',
      endedAt: expect.any(Date),
    })
    expect(await taskRow(b.id)).toMatchObject({ assigneeId: null })
    expect(await toldOf(bot, b.id)).toEqual(['BLOCKED', 'CLAIM_ENDED'])
    expect(await toldOf(bob, c.id)).toEqual(['ASSIGNED', 'CANCELLED'])
  })

  it('does not go through edges that were released', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web, { dependsOn: [a.id] })
    await cancelTask(ann, { task: a.id, policy: 'RELEASE' })
    await reopenTask(ann, { task: a.id })
    expect(await cancelTask(ann, { task: a.id, policy: 'CANCEL' })).toMatchObject({ cancelled: [a.id] })
    expect(await statusOf(b.id)).toBe('PENDING')
  })

  it('is refused whole when the actor may not cancel one of them', async () => {
    const a = await task(bob, web)
    const b = await task(bob, web, { dependsOn: [a.id] })
    const c = await task(ann, web, { dependsOn: [b.id] })
    const before = await all()
    await expect(cancelTask(bob, { task: a.id, policy: 'CANCEL' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      rule: expect.stringContaining(c.key),
    })
    await expect(cancelTask(bob, { task: a.id, policy: 'CANCEL', dryRun: true })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await all()).toEqual(before)
    await cancelTask(bob, { task: a.id })
  })

  it('cancels a chain of 300 and a fan of 300', async () => {
    const own = await project(ann)
    const chain = Array.from({ length: 300 }, (_, i) => ({ title: 't', dependsOn: i ? [`#${i}`] : [] }))
    const fan = Array.from({ length: 200 }, () => ({ title: 't', dependsOn: ['#1'] }))
    const { tasks } = await createPlan(ann, { project: own.id, tasks: [...chain, ...fan] })
    const { cancelled } = await cancelTask(ann, { task: tasks[0] ?? '', policy: 'CANCEL' })
    expect(cancelled).toHaveLength(500)
    await expectDerivedRight(own.id)
  })
})

describe('a dry run', () => {
  it('answers with what would happen under each policy, and changes nothing', async () => {
    const a = await task(ann, web)
    const b = await task(ann, web, { dependsOn: [a.id] })
    const c = await task(ann, web, { dependsOn: [b.id] })
    const held = await task(ann, web, { dependsOn: [a.id] })
    await holdTask(ann, { task: held.id, reason: 'r' })
    const before = await all()
    expect(await cancelTask(ann, { task: a.id, dryRun: true })).toMatchObject({ cancelled: [a.id], freed: [], dryRun: true })
    expect(await cancelTask(ann, { task: a.id, policy: 'RELEASE', dryRun: true })).toMatchObject({ cancelled: [a.id], freed: [b.id] })
    const whole = await cancelTask(ann, { task: a.id, policy: 'CANCEL', dryRun: true, idempotencyKey: 'dry' })
    expect(whole.cancelled.toSorted()).toEqual([a.id, b.id, c.id, held.id].toSorted())
    expect(await all()).toEqual(before)
    expect(await cancelTask(ann, { task: a.id, policy: 'CANCEL', idempotencyKey: 'dry' })).toMatchObject({ dryRun: false, replayed: false })
  })
})

it('ends the claim of the task itself; its holder’s earlier assignment returns', async () => {
  const bot = await agent(ann, { project: web })
  const a = await task(ann, web)
  await assignTask(ann, { task: a.id, assignee: bot.handle })
  await claimTask(bot, { task: a.id })
  await cancelTask(ann, { task: a.id })
  expect(await taskRow(a.id)).toMatchObject({ status: 'CANCELLED', assigneeId: bot.actorId })
  expect(await toldOf(bot, a.id)).toEqual(['ASSIGNED', 'CLAIM_ENDED'])
})

it('leaves every derived column and counter right', () => expectDerivedRight(web.id))
