import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, member, person, project, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { createPlan } from '../plan/create.ts'
import { deleteTask } from '../task/delete.ts'
import { cancelTask } from '../task/cancel.ts'
import { startTask } from '../task/start.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'
import { addDependency } from './add.ts'
import { removeDependency } from './remove.ts'
import type { DependencyKind } from './types.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
let a: TaskRow
let b: TaskRow
let c: TaskRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
})
beforeEach(async () => {
  a = await task(ann, web)
  b = await task(ann, web)
  c = await task(ann, web)
})

const depend = (task: TaskRow, dependsOn: TaskRow, kind: DependencyKind = 'BLOCKS') =>
  addDependency(ann, { task: task.id, dependsOn: dependsOn.key, kind })
const ALL_KINDS: DependencyKind[] = ['BLOCKS', 'PARENT', 'RELATED', 'DUPLICATES', 'DISCOVERED_FROM']

describe('adding', () => {
  it('BLOCKS blocks a waiting task, the other kinds change no status', async () => {
    for (const kind of ALL_KINDS.filter((kind) => kind !== 'BLOCKS')) await depend(b, a, kind)
    expect(await taskRow(b.id)).toMatchObject({ status: 'PENDING', openBlockers: 0, version: 1 })
    expect(await taskRow(a.id)).toMatchObject({ openDependents: 0 })
    await depend(b, a)
    expect(await taskRow(b.id)).toMatchObject({ status: 'BLOCKED', openBlockers: 1, version: 2 })
    expect(await db().dependency.count({ where: { taskId: b.id } })).toBe(5)
  })

  it('a finished blocker does not block, an open one of a finished task neither', async () => {
    await completeTask(ann, { task: a.id })
    await depend(b, a)
    expect(await taskRow(b.id)).toMatchObject({ status: 'PENDING', openBlockers: 0 })
    await completeTask(ann, { task: b.id })
    await depend(b, c)
    expect(await taskRow(b.id)).toMatchObject({ status: 'COMPLETED', openBlockers: 1, isBlocked: true })
  })

  it('a started task goes on, shows it, and its holder is told', async () => {
    const bot = await agent(ann, { project: web })
    await claimTask(bot, { task: b.id })
    await startTask(bob, { task: c.id })
    await depend(b, a)
    await depend(c, a)
    expect(await taskRow(b.id)).toMatchObject({ status: 'IN_PROGRESS', isBlocked: true })
    expect([await toldOf(bot, b.id), await toldOf(bob, c.id)]).toEqual([['BLOCKED'], ['BLOCKED']])
  })

  it('the same edge again is answered as it is, without another event', async () => {
    const first = await depend(b, a)
    const before = await events({ taskId: b.id })
    expect(await depend(b, a)).toEqual(first)
    expect(await events({ taskId: b.id })).toEqual(before)
  })

  it('the event says kind and both ends', async () => {
    const { dependency } = await depend(b, a, 'RELATED')
    expect((await events({ taskId: b.id })).at(-1)).toMatchObject({
      ...{ action: 'DEPENDENCY_ADDED', subjectId: dependency, data: { kind: 'RELATED', dependsOn: a.id, dependsOnKey: a.key } },
    })
  })

  it('on itself, over projects, or on what is hidden or missing is refused', async () => {
    await expect(depend(a, a, 'RELATED')).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field: 'dependsOn' }] })
    const other = await task(ann, await project(ann))
    await expect(depend(a, other)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ field: 'dependsOn', message: expect.stringContaining('another project') }],
    })
    await expect(task(ann, web, { dependsOn: [other.id] })).rejects.toMatchObject({ issues: [{ field: 'dependsOn.0' }] })
    const strangers = await person()
    const hidden = await task(strangers, await project(strangers))
    await expect(depend(a, hidden)).rejects.toMatchObject({ code: 'NOT_FOUND', ref: hidden.key })
    await expect(addDependency(ann, { task: 'WEB-999999', dependsOn: a.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('a second parent is refused, and the first is named', async () => {
    await depend(c, a, 'PARENT')
    await expect(depend(c, b, 'PARENT')).rejects.toMatchObject({ code: 'ALREADY_EXISTS', field: 'parent', value: a.key })
    await removeDependency(ann, { task: c.id, dependsOn: a.id, kind: 'PARENT' })
    await depend(c, b, 'PARENT')
  })
})

describe('cycles', () => {
  for (const kind of ['BLOCKS', 'PARENT'] as const)
    it(`of ${kind} are refused with the shortest path of keys`, async () => {
      await depend(b, a, kind)
      await depend(c, b, kind)
      await expect(depend(a, c, kind)).rejects.toMatchObject({ code: 'DEPENDENCY_CYCLE', path: [a.key, c.key, b.key, a.key] })
      await expect(depend(a, b, kind)).rejects.toMatchObject({ path: [a.key, b.key, a.key] })
      expect(await db().dependency.count({ where: { taskId: a.id } })).toBe(0)
    })

  it('BLOCKS and PARENT are free of cycles each by itself, the other kinds need not be', async () => {
    await depend(b, a, 'PARENT')
    await depend(a, b, 'BLOCKS')
    for (const kind of ['RELATED', 'DUPLICATES', 'DISCOVERED_FROM'] as const) {
      await depend(a, b, kind)
      await depend(b, a, kind)
    }
  })

  it('edges that were released or hidden count, because they may come back', async () => {
    await depend(b, a)
    await cancelTask(ann, { task: a.id, policy: 'RELEASE' })
    await expect(depend(a, b)).rejects.toMatchObject({ code: 'DEPENDENCY_CYCLE' })
    const hidden = await task(ann, web, { dependsOn: [b.id] })
    await depend(c, hidden)
    await completeTask(ann, { task: c.id, force: true, reason: 'r' })
    await deleteTask(ann, { task: hidden.id })
    await expect(depend(b, c)).rejects.toMatchObject({ path: [b.key, c.key, hidden.key, b.key] })
  })

  it('within a batch name the positions, and nothing is created', async () => {
    const before = await db().task.count()
    const tasks = [
      { title: '1', dependsOn: ['#3'] },
      { title: '2', dependsOn: ['#1', a.key] },
      { title: '3', dependsOn: ['#2'] },
    ]
    await expect(createPlan(ann, { project: web.id, tasks })).rejects.toMatchObject({
      code: 'DEPENDENCY_CYCLE',
      path: ['#1', '#3', '#2', '#1'],
    })
    const parents = [
      { title: '1', parent: '#2' },
      { title: '2', parent: '#1' },
    ]
    await expect(createPlan(ann, { project: web.id, tasks: parents })).rejects.toMatchObject({ path: ['#1', '#2', '#1'] })
    expect(await db().task.count()).toBe(before)
  })
})

describe('removing', () => {
  it('by id or by its ends frees the task when it waited for nothing else', async () => {
    const { dependency } = await depend(c, a)
    await depend(c, b)
    expect(await removeDependency(ann, { dependency })).toMatchObject({ task: c.id, dependsOn: a.id, unblocked: [] })
    expect(await taskRow(c.id)).toMatchObject({ status: 'BLOCKED', openBlockers: 1 })
    expect(await removeDependency(ann, { task: c.key, dependsOn: b.id, kind: 'BLOCKS' })).toMatchObject({ unblocked: [c.id] })
    expect(await taskRow(c.id)).toMatchObject({ status: 'PENDING', openBlockers: 0 })
    expect((await events({ taskId: c.id })).slice(-2).map((event) => event.action)).toEqual(['DEPENDENCY_REMOVED', 'TASK_UNBLOCKED'])
  })

  it('tells the assignee or creator of the freed task', async () => {
    const waiting = await task(bob, web, { dependsOn: [a.id] })
    await removeDependency(ann, { task: waiting.id, dependsOn: a.id })
    expect(await toldOf(bob, waiting.id)).toEqual(['UNBLOCKED'])
  })

  it('one that is not there, or belongs to strangers, is not found; unnamed it is refused', async () => {
    const strangers = await person()
    const theirs = await project(strangers)
    const hidden = await task(strangers, theirs, { dependsOn: [(await task(strangers, theirs)).id] })
    const [edge] = await db().dependency.findMany({ where: { taskId: hidden.id } })
    for (const dependency of [edge?.id ?? '', 'dep_0'])
      await expect(removeDependency(ann, { dependency })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'dependency' })
    await expect(removeDependency(ann, { task: a.id, dependsOn: b.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(removeDependency(ann, { task: a.id })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('a repeated request answers as the first did', async () => {
    const { dependency } = await depend(b, a)
    const first = await removeDependency(ann, { dependency, idempotencyKey: 'again' })
    expect(await removeDependency(ann, { dependency, idempotencyKey: 'again' })).toEqual({ ...first, replayed: true })
  })
})

it('leaves every derived column and counter right', () => expectDerivedRight(web.id))
