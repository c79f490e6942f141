import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import type { ImportFormat } from '#lib/domain/import/formats.ts'
import { person } from '#lib/testing/builders.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'
import { FORMATS } from './formats.ts'
import type { ReadOptions } from './read-options.ts'
import { writeTasksDb } from './testing-tasks-db.ts'

const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-sources-'))
let database: TestDatabase
let owner: Caller
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.reset()
  owner = await person({ isAdmin: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function path(content?: string) {
  const file = join(folder, `file-${++files}`)
  if (content !== undefined) writeFileSync(file, content)
  return file
}
async function bring(format: ImportFormat, file: string, options: ReadOptions & { dryRun?: boolean } = {}) {
  const report = await FORMATS[format]?.(owner, file, { project: 'HERE', ...options })
  if (!report) throw new Error(format)
  return report
}
const byKey = (externalKey: string) =>
  db().task.findFirstOrThrow({
    where: { externalKey },
    include: {
      tags: true,
      files: { orderBy: { path: 'asc' } },
      criteria: true,
      context: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
      blockers: { include: { dependsOn: true } },
      assignee: true,
    },
  })
const counts = async () =>
  Promise.all([
    db().task.count(),
    db().dependency.count(),
    db().event.count(),
    db().contextEntry.count(),
    db().actor.count(),
    db().fileReference.count(),
  ])

describe("the command-line tool's store", () => {
  const store = (more?: string) => {
    const file = path()
    writeTasksDb(file, more)
    return file
  }

  it('keeps ids, statuses, dependencies, entries, agents, criteria and hours, and adds up', async () => {
    const report = await bring('task-orchestrator', store(), { timeZone: 'Europe/Berlin' })
    expect(report).toMatchObject({
      lines: 5,
      created: 5,
      skipped: 0,
      links: { found: 4, added: 3 },
      findings: { DANGLING_LINK: 1, FILE_LEFT_OUT: 1 },
    })
    expect(report.inventory.find(({ name }) => name === 'collaboration_events')).toMatchObject({ found: 4 })
    const schema = await byKey('740bd7f8')
    expect(schema).toMatchObject({
      ...{ id: '740bd7f8', status: 'COMPLETED', priority: 2, estimatedHours: 8, actualHours: 9, completionSummary: 'Reviewed' },
      ...{ why: 'everything reads it', what: 'tables', done: 'reviewed', description: '', feedbackQuality: 5, feedbackNote: 'good' },
      // A clock in Berlin, an hour ahead in winter.
      ...{ createdAt: new Date('2026-11-22T14:09:00.181Z'), completedAt: new Date('2026-11-22T14:09:05.200Z') },
      files: [
        { path: 'docs/er.md', lineStart: null },
        { path: 'prisma/schema.sql', lineStart: 1, lineEnd: 120 },
      ],
      assignee: { handle: 'db_specialist', name: 'DB specialist', kind: 'AGENT' },
    })
    expect(schema.context.map(({ kind, body }) => `${kind} ${body}`)).toEqual([
      'UPDATE PostgreSQL it is',
      'DISCOVERY Sessions need Redis',
      'SYNC Week 1',
      'UPDATE handover:\n\nYours now',
    ])
    expect(schema.blockers).toMatchObject([{ kind: 'PARENT', dependsOn: { externalKey: 'phase:p1', title: 'Foundations' } }])
    expect(JSON.parse(schema.externalData ?? '')).toMatchObject({
      record: { participants: [{ agent_id: 'db_specialist' }], notifications: [{ message: 'Redis' }] },
    })
    const tokens = await byKey('5be08e20')
    expect(tokens).toMatchObject({
      id: '5be08e20',
      status: 'BLOCKED',
      priority: 1,
      why: 'logins',
      deadline: new Date('2026-12-24T17:00:00Z'),
    })
    expect(tokens.description).toBe('As agreed.\nFiles: src/auth/jwt.ts:10:40, /etc/passwd')
    expect(tokens.criteria.map(({ text }) => text)).toEqual(['Tokens expire in 15 minutes (ttl <= 900)'])
    expect(tokens.files).toMatchObject([{ path: 'src/auth/jwt.ts', lineStart: 10, lineEnd: 40 }])
    expect(JSON.parse(tokens.externalData ?? '')).toMatchObject({ record: { metadata: { risk: 'high' } } })
    expect(await byKey('6c49d911')).toMatchObject({ status: 'IN_PROGRESS', estimatedHours: null })
    expect(await byKey('aaaaaaaa')).toMatchObject({ status: 'BLOCKED', holdReason: expect.stringContaining('blocked') })
    expect((await db().actorCapability.findMany()).map(({ capability }) => capability).toSorted()).toEqual(['schema', 'sql'])
    const kept = await db().contextEntry.findMany({ where: { taskId: null } })
    expect(kept.map(({ body }) => body.split('\n')[0]).toSorted()).toEqual([
      'From the command-line tool, table agents:',
      'From the command-line tool, table notifications:',
    ])
    expect(await diagnose()).toEqual([])
  })

  it('writes nothing the second time, and what changed after a change', async () => {
    await bring('task-orchestrator', store())
    const before = await counts()
    expect(await bring('task-orchestrator', store())).toMatchObject({ created: 0, updated: 0, unchanged: 5 })
    expect(await counts()).toEqual(before)
    const change = `UPDATE tasks SET status = 'completed', actual_hours = 3, completed_at = '2026-11-23T10:00:00' WHERE id = '6c49d911';`
    expect(await bring('task-orchestrator', store(change))).toMatchObject({ created: 0, updated: 1, unchanged: 4 })
    expect(await byKey('6c49d911')).toMatchObject({ status: 'COMPLETED', actualHours: 3 })
    expect(await byKey('5be08e20')).toMatchObject({ status: 'PENDING', openBlockers: 0 })
  })

  it('is refused in words when it is no such store', async () => {
    await expect(bring('task-orchestrator', path('no database'))).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(bring('task-orchestrator', path('SQLite format 3\0 but not really'))).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('a file of Task Master', () => {
  const task = (id: number | string, more: object = {}) => ({
    id,
    title: `T${id}`,
    description: '',
    status: 'pending',
    priority: 'high',
    dependencies: [],
    ...more,
  })
  const FILE = {
    master: {
      tasks: [
        task(1, {
          status: 'done',
          subtasks: [
            task(1, { status: 'review', priority: undefined }),
            task(2, { dependencies: [1, '1.1', '2'] }),
            task(2, { title: 'Again' }),
          ],
        }),
        task('2', { dependencies: ['1', 9], status: 'deferred', details: 'D'.repeat(6000), testStrategy: 'Look', complexity: 7 }),
      ],
      metadata: { created: '2025-06-13T23:52:56.848Z', updated: '2025-08-02T14:13:14.826Z' },
    },
    other: { tasks: [task(1, { status: 'cancelled' }), { title: 'No id' }], metadata: {} },
  }

  it('keeps lists, subtasks and dependencies apart though their numbers repeat', async () => {
    const report = await bring('task-master', path(JSON.stringify(FILE)))
    expect(report).toMatchObject({ lines: 7, created: 6, skipped: 1, findings: { DUPLICATE_KEY: 1, DANGLING_LINK: 1, TEXT_CUT: 1 } })
    const sub = await byKey('master:1.2')
    expect(sub.blockers.map(({ kind, dependsOn }) => `${kind} ${dependsOn.externalKey}`).toSorted()).toEqual([
      'BLOCKS master:1.1',
      'PARENT master:1',
    ])
    expect(await byKey('master:1.1')).toMatchObject({
      status: 'IN_PROGRESS',
      priority: 2,
      createdAt: new Date('2025-06-13T23:52:56.848Z'),
      tags: [{ tag: 'master' }],
    })
    expect(await byKey('master:1.2#2')).toMatchObject({ title: 'Again' })
    const late = await byKey('master:2')
    expect(late).toMatchObject({ status: 'BLOCKED', holdReason: 'It was deferred in Task Master.' })
    expect(late.context.some(({ body }) => body.includes('D'.repeat(6000)))).toBe(true)
    expect(JSON.parse(late.externalData ?? '')).toMatchObject({ record: { complexity: 7 } })
    expect(await byKey('other:1')).toMatchObject({ status: 'CANCELLED' })
    const before = await counts()
    expect(await bring('task-master', path(JSON.stringify(FILE)))).toMatchObject({ unchanged: 6, skipped: 1 })
    expect(await counts()).toEqual(before)
  })

  it('is read by chosen lists, and by the one list of older files', async () => {
    expect(await bring('task-master', path(JSON.stringify(FILE)), { lists: ['other'], dryRun: true })).toMatchObject({ lines: 2 })
    expect(await bring('task-master', path(JSON.stringify(FILE.master)), { dryRun: true })).toMatchObject({ lines: 5 })
    await expect(bring('task-master', path('{"a":1}'))).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(bring('task-master', path('{'))).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('a table', () => {
  const TABLE =
    'Issue key,Summary,Status,Priority,Assignee,Labels,Due date,Estimate,Story points,Blocked by\n' +
    'AB-1,Lay the cable,Done,High,ann,"power, site",13/11/2026,1h 30m,3,\n' +
    'AB-2,"Test\nthe cable",In Progress,Urgent,bob,power,01/12/2026,2d,5,AB-1\n' +
    'AB-3,,To Do,,,,,,,\n' +
    'AB-4,Sign off,Waiting for customer,Low,"ann, bob",,soon,x,1,"AB-2, AB-9"\n'

  it('is read by guessed columns; what has no field stays beside the task', async () => {
    const report = await bring('csv', path(`\uFEFF${TABLE}`))
    expect(report).toMatchObject({ lines: 4, created: 3, skipped: 1, links: { found: 3, added: 2 } })
    expect(report.findings).toEqual({ DEFAULTED: 3, DANGLING_LINK: 1, KEPT_BESIDE: 1 })
    expect(await byKey('AB-1')).toMatchObject({
      status: 'COMPLETED',
      priority: 2,
      estimatedHours: 1.5,
      deadline: new Date('2026-11-13T00:00:00Z'),
    })
    const second = await byKey('AB-2')
    expect(second).toMatchObject({ status: 'IN_PROGRESS', priority: 3, estimatedHours: 16, deadline: new Date('2026-12-01T00:00:00Z') })
    expect(JSON.parse(second.externalData ?? '')).toMatchObject({ record: { 'Story points': '5' } })
    expect(await byKey('AB-4')).toMatchObject({ status: 'BLOCKED', priority: 0, assignee: { name: 'ann' } })
    const before = await counts()
    expect(await bring('csv', path(`\uFEFF${TABLE}`))).toMatchObject({ unchanged: 3 })
    expect(await counts()).toEqual(before)
    expect(await bring('csv', path(TABLE.replace('Sign off', 'Sign it off')))).toMatchObject({ updated: 1, unchanged: 2 })
    expect(await byKey('AB-4')).toMatchObject({ title: 'Sign it off' })
  })

  it('without a column of keys finds a row again by its title, and links by title', async () => {
    const table = 'Name;Depends on;Parent\nDig;;\nBuild;Dig;\nPaint;Dig|Build;Build\n'
    expect(await bring('csv', path(table))).toMatchObject({ created: 3, links: { added: 4 } })
    expect(await bring('csv', path(table))).toMatchObject({ unchanged: 3 })
  })

  it.each([
    ['', 'no line of headers'],
    ['a,b\n1,2\n', 'no column is mapped to the title'],
    ['title\n"never closed\n', 'quotation mark'],
  ])('%j is refused in words', async (table, reason) => {
    await expect(bring('csv', path(table))).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(reason) })
  })

  it('is refused when it is not UTF-8, and for columns that cannot be', async () => {
    const file = path()
    writeFileSync(file, Buffer.from([0x74, 0x69, 0x74, 0x6c, 0x65, 0x0a, 0xe9, 0x0a]))
    await expect(bring('csv', file)).rejects.toMatchObject({ message: expect.stringContaining('UTF-8') })
    const table = path('a,b\n1,2\n')
    await expect(bring('csv', table, { columns: { c: 'title' } })).rejects.toMatchObject({
      message: expect.stringContaining('no column c'),
    })
    await expect(bring('csv', table, { columns: { a: 'nope' } })).rejects.toMatchObject({ message: expect.stringContaining('no field') })
    expect(await bring('csv', table, { columns: { a: 'title', b: null } })).toMatchObject({ created: 1 })
  })
})
