import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { events, member, person, project, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { completeTask } from './complete.ts'
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
      issues: [{ field: 'dependsOn.0' }],
    })
    await expect(createTask(ann, { project: web.id, title: 't', parent: '#1' })).rejects.toMatchObject({ issues: [{ field: 'parent' }] })
    await expect(createTask(ann, { project: web.id, title: 't', dependsOn: ['nothing'] })).rejects.toMatchObject({
      issues: [{ field: 'dependsOn.0', message: `"nothing" is no task of ${web.key}` }],
    })
    await expect(createTask(ann, { project: 'NOWHERE', title: 't' })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'project' })
  })

  it('a number is never given twice, also after deleting', async () => {
    const last = await task(ann, web)
    await deleteTask(ann, { task: last.id })
    expect((await task(ann, web)).number).toBe(last.number + 1)
  })
})
