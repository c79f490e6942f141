import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { addContext } from '../context/add.ts'
import { addFileReference } from '../file/add.ts'
import { LIMITS } from '../limits.ts'
import { claimTask } from './claim.ts'
import { completeTask } from './complete.ts'
import { createPlan } from '../plan/create.ts'
import { createTask } from './create.ts'
import { holdTask } from './hold.ts'
import { updateTask } from './update.ts'
import type { ProjectRow, TaskRow } from './types.ts'

let ann: Caller
let web: ProjectRow
let target: TaskRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  target = await task(ann, web)
})

const emoji = (length: number) => '😀'.repeat(length)
const many = (length: number) => Array.from({ length }, (_, i) => `t${i}`)

/** What is just allowed and what is just too much, per input field that creating and updating share. */
const FIELDS: [field: string, allowed: unknown[], refused: unknown[]][] = [
  ['title', ['a', emoji(500), ` ${emoji(500)} `], ['', '   ', emoji(501), 'a\0', '\udc00']],
  ['description', ['', emoji(5000)], [emoji(5001), 'a\0', '\ud800']],
  ['impactNotes', [emoji(5000)], [emoji(5001)]],
  [
    'brief',
    [{ why: emoji(5000), what: emoji(5000), done: emoji(5000) }],
    [{ why: emoji(5001) }, { what: emoji(5001) }, { done: emoji(5001) }],
  ],
  ['priority', [0, 3], [-1, 4, 1.5]],
  ['tags', [many(30), [emoji(50)]], [many(31), [emoji(51)], [''], ['a\0']]],
  ['requiredCapabilities', [many(30), [emoji(50)]], [many(31), [emoji(51)], ['']]],
  ['estimatedHours', [0.01, 100_000], [0, -1, 100_001, Number.NaN, Number.POSITIVE_INFINITY]],
  [
    'deadline',
    [new Date('0001-01-01T00:00:00Z'), new Date('9999-12-31T23:59:59Z')],
    [new Date('invalid'), new Date('+010000-01-01T00:00:00Z')],
  ],
]

describe('each limit holds once below and once above', () => {
  for (const [field, allowed, refused] of FIELDS)
    it(`${field}, on creating and on updating`, async () => {
      for (const value of allowed) {
        await createTask(ann, { project: web.id, title: 'A', ...{ [field]: value } })
        await updateTask(ann, { task: target.id, ...{ [field]: value } })
      }
      for (const value of refused) {
        const refusal = { code: 'INVALID_INPUT', issues: [{ field: expect.stringMatching(new RegExp(`^${field}`)) }] }
        await expect(createTask(ann, { project: web.id, title: 'A', ...{ [field]: value } })).rejects.toMatchObject(refusal)
        await expect(updateTask(ann, { task: target.id, ...{ [field]: value } })).rejects.toMatchObject(refusal)
      }
    })

  const refusedAt = (field: string) => ({ code: 'INVALID_INPUT', issues: [{ field }] })

  it('criteria: 10 of 500 characters, evidence of 5,000', async () => {
    await createTask(ann, { project: web.id, title: 'A', criteria: Array.from({ length: 10 }, () => emoji(500)) })
    await updateTask(ann, { task: target.id, criteria: Array.from({ length: 10 }, () => ({ text: emoji(500), evidence: emoji(5000) })) })
    await expect(createTask(ann, { project: web.id, title: 'A', criteria: many(11) })).rejects.toMatchObject(refusedAt('criteria'))
    await expect(createTask(ann, { project: web.id, title: 'A', criteria: [emoji(501)] })).rejects.toMatchObject(refusedAt('criteria.0'))
    const eleven = many(11).map((text) => ({ text }))
    await expect(updateTask(ann, { task: target.id, criteria: eleven })).rejects.toMatchObject(refusedAt('criteria'))
    await expect(updateTask(ann, { task: target.id, criteria: [{ text: 'a', evidence: emoji(5001) }] })).rejects.toMatchObject(
      refusedAt('criteria.0.evidence'),
    )
  })

  it('actual hours from 0, a summary of 5,000', async () => {
    await updateTask(ann, { task: target.id, actualHours: 0, completionSummary: emoji(5000) })
    await expect(updateTask(ann, { task: target.id, actualHours: -0.1 })).rejects.toMatchObject(refusedAt('actualHours'))
    await expect(updateTask(ann, { task: target.id, completionSummary: emoji(5001) })).rejects.toMatchObject(refusedAt('completionSummary'))
    const done = await task(ann, web)
    await expect(completeTask(ann, { task: done.id, summary: emoji(5001) })).rejects.toMatchObject(refusedAt('summary'))
    await completeTask(ann, { task: done.id, summary: emoji(5000), actualHours: 0 })
    expect(await taskRow(done.id)).toMatchObject({ completionSummary: emoji(5000), actualHours: 0 })
  })

  it('a hold reason of 1 to 2,000, context of 1 to 20,000', async () => {
    const held = await task(ann, web)
    for (const reason of ['  ', emoji(2001)])
      await expect(holdTask(ann, { task: held.id, reason })).rejects.toMatchObject(refusedAt('reason'))
    await holdTask(ann, { task: held.id, reason: emoji(2000) })
    for (const body of ['', emoji(20_001)]) await expect(addContext(ann, { task: held.id, body })).rejects.toMatchObject(refusedAt('body'))
    await addContext(ann, { task: held.id, body: emoji(20_000) })
  })

  it('a lease of 30 seconds to a day', async () => {
    const free = await task(ann, web)
    for (const leaseSeconds of [29, 24 * 3600 + 1, 30.5])
      await expect(claimTask(ann, { task: free.id, leaseSeconds })).rejects.toMatchObject(refusedAt('leaseSeconds'))
    const { expiresAt } = await claimTask(ann, { task: free.id, leaseSeconds: 30 })
    expect(new Date(expiresAt).getTime() - Date.now()).toBeLessThanOrEqual(31_000)
  })

  it('500 tasks in a batch', async () => {
    const titles = (count: number) => Array.from({ length: count }, (_, i) => ({ title: `Task ${i}` }))
    const { tasks } = await createPlan(ann, { project: web.id, tasks: titles(500) })
    expect(new Set(tasks).size).toBe(500)
    await expect(createPlan(ann, { project: web.id, tasks: titles(501) })).rejects.toMatchObject(refusedAt('tasks'))
    await expect(createPlan(ann, { project: web.id, tasks: [] })).rejects.toMatchObject(refusedAt('tasks'))
  })

  it('files: a path of 1,000 and a note of 500, 200 a task', async () => {
    const path = `${'a'.repeat(995)}/${emoji(4)}`
    await addFileReference(ann, { task: target.id, path, note: emoji(500) })
    await expect(addFileReference(ann, { task: target.id, path: `${path}b` })).rejects.toMatchObject(refusedAt('path'))
    await expect(addFileReference(ann, { task: target.id, path: 'a', note: emoji(501) })).rejects.toMatchObject(refusedAt('note'))
    const full = await task(ann, web)
    const row = { projectId: web.id, taskId: full.id, createdAt: new Date() }
    const rows = Array.from({ length: LIMITS.filesPerTask - 1 }, (_, i) => ({ ...row, id: `fil_${i}`, path: `file-${i}` }))
    await transaction([web.id], (tx) => tx.fileReference.createMany({ data: rows }))
    await addFileReference(ann, { task: full.id, path: 'the last' })
    await expect(addFileReference(ann, { task: full.id, path: 'one more' })).rejects.toMatchObject(refusedAt('path'))
  })

  it('a refusal names every bad field at once, and changes nothing', async () => {
    const before = await db().task.count()
    await expect(createTask(ann, { project: web.id, title: '', estimatedHours: 0, tags: ['ok', ''] })).rejects.toMatchObject({
      issues: [{ field: 'title' }, { field: 'tags.1' }, { field: 'estimatedHours' }],
    })
    expect(await db().task.count()).toBe(before)
  })
})
