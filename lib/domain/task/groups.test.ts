import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { member, person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { createPlan } from '../plan/create.ts'
import { deleteTask } from './delete.ts'
import { taskGroups, type Grouping } from './groups.ts'
import { listTasks } from './list.ts'
import type { ProjectRow } from './types.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
let ids: readonly string[]
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
  const { tasks } = await createPlan(ann, {
    project: web.key,
    tasks: [
      { ref: 'epic', title: 'Epic', priority: 3 },
      { ref: 'a', title: 'Part', parent: 'epic', tags: ['UI', 'Späť'], assignee: bob.handle },
      { ref: 'b', title: 'Another part', parent: 'epic', tags: ['ui'], dependsOn: ['a'] },
      { ref: 'gone', title: 'Deleted', tags: ['ui'] },
      { ref: 'old', title: 'Deleted epic' },
      { ref: 'orphan', title: 'Part of what is deleted' },
    ],
  })
  ids = tasks
  await deleteTask(ann, { task: ids[3] ?? '' })
})

const groups = async (by: Grouping, filter = {}, who = ann) =>
  (await taskGroups(who, { project: web.id, by, filter }))?.map(({ value, count }) => [value, count])

describe('the groups of a list', () => {
  it('are counted by status and priority, without deleted tasks', async () => {
    expect(await groups('STATUS')).toEqual([
      ['PENDING', 4],
      ['BLOCKED', 1],
    ])
    expect(await groups('PRIORITY')).toEqual([
      [1, 4],
      [3, 1],
    ])
  })

  it('name those without a value', async () => {
    expect(await groups('ASSIGNEE')).toEqual([
      [null, 4],
      [bob.actorId, 1],
    ])
  })

  it('count a task in the group of each of its tags, whatever their case', async () => {
    expect(await groups('TAG')).toEqual([
      [null, 3],
      ['ui', 2],
      ['späť', 1],
    ])
  })

  it('count the parts of a task, also of a filter', async () => {
    expect(await groups('PARENT')).toEqual([
      [null, 3],
      [ids[0], 2],
    ])
    expect(await groups('PARENT', { status: ['BLOCKED'] })).toEqual([[ids[0], 1]])
    expect(await groups('STATUS', { ready: true, status: ['BLOCKED'] })).toEqual([])
  })

  it('are the same as the lists behind them', async () => {
    const titles = async (filter: Parameters<typeof listTasks>[1]['filter']) =>
      (await listTasks(ann, { project: web.id, orderBy: 'KEY', filter })).rows.map(({ title }) => title)
    expect(await titles({ parent: [ids[0] ?? ''] })).toEqual(['Part', 'Another part'])
    expect(await titles({ parent: [`${web.key}-1`.toLowerCase()], tags: ['SPÄŤ'] })).toEqual(['Part'])
    expect(await titles({ hasParent: true })).toHaveLength(2)
    expect(await titles({ hasParent: false })).toHaveLength(3)
    expect(await titles({ hasTags: true })).toHaveLength(2)
    expect(await titles({ hasTags: false })).toHaveLength(3)
  })

  it('are null to a stranger', async () => {
    expect(await taskGroups(await person(), { project: web.id, by: 'TAG' })).toBeNull()
  })
})
