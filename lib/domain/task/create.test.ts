import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { events, inbox, member, person, project, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { completeTask } from './complete.ts'
import { createTasks } from './create-many.ts'
import { createTask } from './create.ts'
import { deleteTask } from './delete.ts'
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

describe('one task', () => {
  it('has an id of 8 hex characters, the next key, a trimmed title, MEDIUM priority and version 1', async () => {
    const { id, key, number } = await task(ann, web, { title: '  Sweep  ' })
    expect(id).toMatch(/^[0-9a-f]{8}$/)
    expect(key).toBe(`${web.key}-${number}`)
    expect(await taskRow(id)).toMatchObject({
      title: 'Sweep',
      priority: 1,
      effectivePriority: 1,
      status: 'PENDING',
      version: 1,
      createdById: ann.actorId,
    })
    expect((await events({ taskId: id })).map(({ action, data }) => [action, data])).toEqual([
      ['TASK_CREATED', { key, version: 1, title: 'Sweep' }],
    ])
  })

  it('keeps text exactly as given', async () => {
    const description = '  <b>as\r\nis</b>\t\n'
    expect(await task(ann, web, { description, brief: { why: ' w ' } })).toMatchObject({ description, why: ' w ' })
  })

  it('is born blocked, with version 1, when a blocker is open; and raises the blocker', async () => {
    const [open, done] = [await task(ann, web), await task(ann, web)]
    await completeTask(ann, { task: done.id })
    const { id } = await task(ann, web, { dependsOn: [open.key.toLowerCase(), open.id, done.id], priority: 3 })
    expect(await taskRow(id)).toMatchObject({ status: 'BLOCKED', openBlockers: 1, isBlocked: true, version: 1 })
    expect(await taskRow(open.id)).toMatchObject({ openDependents: 1, effectivePriority: 3, version: 1 })
    expect(await db().dependency.count({ where: { taskId: id } })).toBe(2)
  })

  it('tells its assignee', async () => {
    const { id } = await task(ann, web, { assignee: bob.handle })
    expect(await toldOf(bob, id)).toEqual(['ASSIGNED'])
    const own = await task(bob, web, { assignee: bob.actorId })
    expect(await toldOf(bob, own.id)).toEqual([])
  })

  it('does not depend on itself or on what is not there', async () => {
    await expect(createTask(ann, { project: web.id, title: 't', dependsOn: ['#1'] })).rejects.toMatchObject({
      issues: [{ field: 'dependsOn' }],
    })
    await expect(createTask(ann, { project: web.id, title: 't', parent: '#1' })).rejects.toMatchObject({ issues: [{ field: 'parent' }] })
    await expect(createTask(ann, { project: web.id, title: 't', dependsOn: ['nothing'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      ref: 'nothing',
    })
    await expect(createTask(ann, { project: 'NOWHERE', title: 't' })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'project' })
  })

  it('a number is never given twice, also after deleting', async () => {
    const last = await task(ann, web)
    await deleteTask(ann, { task: last.id })
    expect((await task(ann, web)).number).toBe(last.number + 1)
  })
})

describe('a batch', () => {
  it('names tasks of the same list by position, in either direction, and is born with its derived columns', async () => {
    const outside = await task(ann, web)
    const { tasks } = await createTasks(ann, {
      project: web.key,
      tasks: [
        { title: 'last', dependsOn: ['#2', '#3'], priority: 3 },
        { title: 'middle', dependsOn: ['#3'], parent: '#1' },
        { title: 'first', dependsOn: [outside.id] },
        { title: 'free' },
      ],
    })
    const [last, middle, first, free] = await Promise.all(tasks.map(taskRow))
    expect(last).toMatchObject({ status: 'BLOCKED', openBlockers: 2, openDependents: 0, effectivePriority: 3 })
    expect(middle).toMatchObject({ status: 'BLOCKED', openBlockers: 1, openDependents: 1, effectivePriority: 3 })
    expect(first).toMatchObject({ status: 'BLOCKED', openBlockers: 1, openDependents: 2, effectivePriority: 3 })
    expect(free).toMatchObject({ status: 'PENDING', effectivePriority: 1 })
    expect(await taskRow(outside.id)).toMatchObject({ openDependents: 1, effectivePriority: 3 })
    expect([last, middle, first, free].map((row) => (row?.number ?? 0) - (last?.number ?? 0))).toEqual([0, 1, 2, 3])
    await expectDerivedRight(web.id)
  })

  it('is all or nothing: one bad task refuses all, and no number or event is used', async () => {
    const count = async () => [
      await db().task.count(),
      (await db().project.findUniqueOrThrow({ where: { id: web.id } })).lastNumber,
      await db().event.count(),
    ]
    const before = await count()
    const good = { title: 'good' }
    for (const [bad, refusal] of [
      [{ title: ' ' }, { issues: [{ field: 'tasks.1.title' }] }],
      [{ title: 't', assignee: 'nobody-here' }, { issues: [{ field: 'tasks.1.assignee' }] }],
      [{ title: 't', dependsOn: ['#3'] }, { issues: [{ field: 'tasks.1.dependsOn' }] }],
      [{ title: 't', dependsOn: ['#0'] }, { issues: [{ field: 'tasks.1.dependsOn' }] }],
      [{ title: 't', dependsOn: ['#2'] }, { issues: [{ field: 'tasks.1.dependsOn' }] }],
      [{ title: 't', parent: 'missing' }, { code: 'NOT_FOUND' }],
    ] as const)
      await expect(
        createTasks(ann, { project: web.id, tasks: [good, { ...bad, ...('dependsOn' in bad ? { dependsOn: [...bad.dependsOn] } : {}) }] }),
      ).rejects.toMatchObject(refusal)
    expect(await count()).toEqual(before)
  })

  it('shares the first spelling of a tag, and tells an assignee once a task', async () => {
    const own = await project(ann, { members: [[bob, 'MEMBER']] })
    const { tasks } = await createTasks(ann, {
      project: own.id,
      tasks: [
        { title: '1', tags: ['Api'], assignee: bob.handle },
        { title: '2', tags: ['API', 'x'], assignee: bob.handle },
      ],
    })
    expect(await db().taskTag.findMany({ where: { projectId: own.id, fold: 'api' }, select: { tag: true } })).toEqual([
      { tag: 'Api' },
      { tag: 'Api' },
    ])
    expect((await inbox(bob)).filter((row) => row.taskId && tasks.includes(row.taskId)).map((row) => row.reason)).toEqual([
      'ASSIGNED',
      'ASSIGNED',
    ])
  })

  it('of 500 chained tasks with all that hangs on them is one write', async () => {
    const own = await project(ann)
    const tasks = Array.from({ length: 500 }, (_, i) => ({
      title: `Task ${i}`,
      dependsOn: i ? [`#${i}`] : [],
      tags: [`tag-${i % 40}`, 'all'],
      criteria: ['works'],
      requiredCapabilities: ['ts'],
      priority: i === 499 ? 3 : 0,
    }))
    const created = await createTasks(ann, { project: own.id, tasks })
    expect(await taskRow(created.tasks[0] ?? '')).toMatchObject({ status: 'PENDING', effectivePriority: 3 })
    await expectDerivedRight(own.id)
  })
})
