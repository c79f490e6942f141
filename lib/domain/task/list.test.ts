import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { caller, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { addDependency } from '../dependency/add.ts'
import { createPlan } from '../plan/create.ts'
import { deleteTask } from './delete.ts'
import type { TaskFilter } from './filter.ts'
import { listTasks } from './list.ts'
import { TASK_ORDERS, type TaskOrder } from './orders.ts'
import { startTask } from './start.ts'
import type { ProjectRow, TaskRow } from './types.ts'

let ann: Caller
let web: ProjectRow
let app: ProjectRow
const DAY = 24 * 3600_000

beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann, { key: 'WEB' })
  app = await project(ann, { key: 'APP' })
  for (const of of [web, app]) {
    const many = Array.from({ length: 40 }, (_, i) => ({
      title: `Task ${(i * 7) % 40}`,
      priority: i % 4,
      deadline: i % 3 ? null : new Date(Date.UTC(2030, 0, 1 + (i % 5))),
      tags: i % 5 ? [] : ['Ünder', 'two'],
    }))
    const { tasks } = await createPlan(ann, { project: of.id, tasks: many })
    for (const [i, id] of tasks.entries()) {
      // Some at the same moment, so that the last column decides.
      const at = new Date(Date.UTC(2024, 0, 1) + Math.floor(i / 3) * DAY)
      await transaction([of.id], (tx) =>
        tx.task.update({ where: { id }, data: { createdAt: at, updatedAt: new Date(at.getTime() + (i % 7) * DAY) } }),
      )
    }
    const ids = tasks as string[]
    for (let i = 0; i < 20; i += 2) await addDependency(ann, { task: ids[i] ?? '', dependsOn: ids[i + 1] ?? '' })
    await startTask(ann, { task: ids[31] ?? '' })
    await deleteTask(ann, { task: ids[39] ?? '' })
  }
})

async function walk(list: Parameters<typeof listTasks>[1]): Promise<TaskRow[]> {
  const rows: TaskRow[] = []
  for (let after: string | undefined; ;) {
    const page = await listTasks(ann, { ...list, after })
    rows.push(...page.rows)
    expect(page.hasPreviousPage).toBe(after !== undefined)
    if (!page.hasNextPage) return rows
    after = page.cursors.at(-1)
  }
}

const keys = (rows: { key: string }[]) => rows.map((row) => row.key)
const number = (row: TaskRow) => row.number
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const last = (time: Date | null) => time?.getTime() ?? Infinity
const EXPECTED: Record<TaskOrder, (a: TaskRow, b: TaskRow) => number> = {
  READY: (a, b) =>
    b.effectivePriority - a.effectivePriority ||
    b.openDependents - a.openDependents ||
    +a.createdAt - +b.createdAt ||
    compareText(a.id, b.id),
  NEWEST: (a, b) => +b.createdAt - +a.createdAt || compareText(b.id, a.id),
  OLDEST: (a, b) => +a.createdAt - +b.createdAt || compareText(a.id, b.id),
  UPDATED: (a, b) => +b.updatedAt - +a.updatedAt || compareText(b.id, a.id),
  PRIORITY: (a, b) => b.priority - a.priority || compareText(b.id, a.id),
  TITLE: (a, b) => compareText(a.title, b.title) || compareText(a.id, b.id),
  DEADLINE: (a, b) => (last(a.deadline) === last(b.deadline) ? compareText(a.id, b.id) : last(a.deadline) - last(b.deadline)),
  KEY: (a, b) => compareText(a.key.split('-')[0] ?? '', b.key.split('-')[0] ?? '') || number(a) - number(b),
}

describe('lists of tasks', () => {
  for (const order of Object.keys(TASK_ORDERS) as TaskOrder[])
    it(`in the order ${order}, each task comes once however small the pages, in one project and in all`, async () => {
      for (const project of ['WEB', undefined]) {
        const there = await db().task.findMany({ where: { deletedAt: null, ...(project && { projectId: web.id }) } })
        // Titles of one length, so that a locale's order is that of the letters.
        const expected = keys(there.sort(EXPECTED[order]))
        if (order === 'TITLE') {
          const titles = (await walk({ project, orderBy: order, first: 7 })).map((row) => row.title)
          expect(titles).toHaveLength(there.length)
          expect(new Set(keys(await walk({ project, orderBy: order, first: 7 })))).toEqual(new Set(expected))
        } else for (const first of [1, 7, 100]) expect(keys(await walk({ project, orderBy: order, first }))).toEqual(expected)
      }
    })

  it('narrow to what every condition of the filter leaves', async () => {
    const all = await db().task.findMany({ where: { projectId: web.id, deletedAt: null }, include: { tags: true, blockers: true } })
    const fits = async (filter: TaskFilter, wanted: (row: (typeof all)[number]) => boolean) => {
      const found = await walk({ project: 'web', filter, first: 10 })
      expect(new Set(keys(found))).toEqual(new Set(keys(all.filter(wanted))))
      expect(await (await listTasks(ann, { project: 'web', filter })).count?.()).toBe(found.length)
    }
    await fits({ ready: true }, (row) => row.status === 'PENDING')
    await fits({ status: ['BLOCKED', 'IN_PROGRESS'] }, (row) => row.status === 'BLOCKED' || row.status === 'IN_PROGRESS')
    await fits({ open: false }, () => false)
    await fits({ ready: true, status: ['BLOCKED'] }, () => false)
    await fits({ priority: [3, 0] }, (row) => row.priority === 3 || row.priority === 0)
    await fits({ tags: ['üNDER', 'TWO'] }, (row) => row.tags.length === 2)
    await fits({ tags: ['ünder', 'three'] }, () => false)
    await fits({ hasDependencies: true }, (row) => row.blockers.length > 0)
    await fits({ hasOpenBlockers: false }, (row) => row.openBlockers === 0)
    await fits({ assignee: [ann.handle] }, (row) => row.assigneeId === ann.actorId)
    await fits({ assignee: [ann.actorId], unassigned: true }, () => true)
    await fits({ unassigned: true }, (row) => row.assigneeId === null)
    const [from, until] = [new Date(Date.UTC(2024, 0, 3)), new Date(Date.UTC(2024, 0, 6))]
    await fits({ createdAfter: from, createdBefore: until }, (row) => row.createdAt >= from && row.createdAt < until)
    await fits({ updatedAfter: from, updatedBefore: until }, (row) => row.updatedAt >= from && row.updatedAt < until)
    const due = new Date(Date.UTC(2030, 0, 3))
    await fits({ deadlineAfter: due }, (row) => row.deadline !== null && row.deadline >= due)
    expect(keys(await walk({ project: 'WEB', filter: { deleted: true } }))).toEqual(['WEB-40'])
  })

  it('find a text in any case and never as a pattern', async () => {
    const p = await project(ann)
    const titles = ['Größe der Kanäle', 'GRÖSSE DER KANÄLE', '100% sure', 'a_b*c?[d]', 'Plain']
    for (const title of titles) await task(ann, p, { title })
    const found = async (text: string) => (await walk({ project: p.key, filter: { text }, orderBy: 'KEY' })).map((row) => row.title)
    expect(await found('kanÄLE')).toEqual(titles.slice(0, 2))
    expect(await found('PLAIN')).toEqual(['Plain'])
    expect(await found('0%')).toEqual(['100% sure'])
    expect(await found('%')).toEqual(['100% sure'])
    expect(await found('A_B*C?[')).toEqual(['a_b*c?[d]'])
    expect(await found('ä.*')).toEqual([])
    expect(await found('ä*')).toEqual([])
    expect(await found(`${p.key}-5`)).toEqual(['Plain'])
  })

  it('show nothing of projects the caller is no member of, or that the token is not for', async () => {
    const stranger = await person()
    const bob = await member(ann, app, 'VIEWER')
    const admin = await person({ isAdmin: true })
    expect((await listTasks(stranger, {})).rows).toEqual([])
    expect((await listTasks(stranger, { project: 'WEB' })).rows).toEqual([])
    expect((await listTasks(bob, { project: 'WEB' })).rows).toEqual([])
    expect(new Set((await listTasks(bob, { first: 100 })).rows.map((row) => row.projectId))).toEqual(new Set([app.id]))
    expect((await listTasks(caller(bob, { projectIds: [web.id] }), {})).rows).toEqual([])
    expect((await listTasks(admin, { project: 'WEB', first: 100 })).rows).toHaveLength(39)
    expect((await listTasks(caller(admin, { isAdmin: true, projectIds: [app.id] }), { project: 'WEB' })).rows).toEqual([])
  })

  it('refuse a cursor that is not theirs, and sizes out of bounds', async () => {
    const { cursors } = await listTasks(ann, { orderBy: 'NEWEST' })
    const forged = Buffer.from('["NEWEST","tomorrow","x"]').toString('base64url')
    for (const after of ['nonsense', forged, 'WyJORVdFU1QiXQ'])
      await expect(listTasks(ann, { orderBy: 'NEWEST', after })).rejects.toThrow('is not a cursor of this list')
    await expect(listTasks(ann, { orderBy: 'OLDEST', after: cursors[0] })).rejects.toThrow('is not a cursor of this list')
    for (const first of [0, 101, -1, 1.5]) await expect(listTasks(ann, { first })).rejects.toThrow('first')
  })
})
