import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, dialect } from '#lib/db.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { claimTask } from '#lib/domain/task/claim.ts'
import { agent, events, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { readBead } from './beads.ts'
import { bringIn } from './bring-in.ts'
import type { Plan } from './plan.ts'
import { readBeadsFile } from './read-beads.ts'

const FIXTURE = join(import.meta.dirname, 'fixtures/beads-300.jsonl')
let database: TestDatabase
let owner: Caller

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.reset()
  owner = await person({ isAdmin: true })
})

const bead = (id: string, more: Record<string, unknown> = {}) => ({
  ...{
    id,
    title: id,
    status: 'open',
    priority: 2,
    issue_type: 'task',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-02T00:00:00Z',
  },
  ...more,
})
const on = (id: string, type = 'blocks') => ({ depends_on_id: id, type, created_at: '2026-01-01T00:00:00Z', created_by: 'daemon' })
const plan = (...beads: ReturnType<typeof bead>[]): Plan => ({
  ...{ format: 'beads', lines: beads.length, blank: 0, skipped: [] },
  tasks: beads.map((json, i) => readBead(json, i + 1)),
})
const bring = (source: Plan, more: { dryRun?: boolean } = {}) => bringIn(owner, source, { project: 'BEADS', ...more })
const byKey = (externalKey: string) =>
  db().task.findFirstOrThrow({ where: { externalKey }, include: { tags: true, criteria: true, context: true, blockers: true } })

/** One hash of all rows of each table. */
async function checksums() {
  const tables = await db().$queryRawUnsafe<{ name: string }[]>(
    dialect() === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[A-Z]*'`
      : `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^[A-Z]'`,
  )
  const sums: Record<string, string> = {}
  for (const { name } of tables) {
    const rows = await db().$queryRawUnsafe<object[]>(`SELECT * FROM "${name}"`)
    const lines = rows.map((row) => JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)))
    sums[name] = `${rows.length} ${createHash('sha256').update(lines.sort().join('\n')).digest('hex')}`
  }
  return sums
}

describe('300 real tasks', () => {
  it('arrive whole: the report adds up, derived values are right, one event each and nobody is told', async () => {
    const source = await readBeadsFile(FIXTURE)
    const report = await bring(source)
    expect(report).toMatchObject({
      lines: 300,
      created: 300,
      updated: 0,
      unchanged: 0,
      skipped: 0,
      statuses: { PENDING: 136, COMPLETED: 122, deleted: 42 },
    })
    expect(report.rows).toHaveLength(300)
    expect(report.links).toMatchObject({ found: 189, added: 161, kept: 0 })
    expect(report.findings).toEqual({ DANGLING_LINK: 28, UNASSIGNED: 12, TEXT_CUT: 5, SECOND_PARENT: 4 })
    const row = await db().project.findUniqueOrThrow({ where: { key: 'BEADS' } })
    await expectDerivedRight(row.id)
    expect(await diagnose()).toEqual([])
    expect(await db().task.count()).toBe(300)
    expect(await db().dependency.count()).toBe(161)
    const imported = await db().event.findMany({ where: { stream: 'BEADS', action: 'IMPORTED' } })
    expect(new Set(imported.map((event) => event.taskId)).size).toBe(300)
    expect(imported.length).toBe(300)
    expect(await db().notification.count()).toBe(0)
    expect(row.blocked).toBeGreaterThan(20)
  })

  it('write nothing the second time: no row, no event, the same checksum of every table', async () => {
    const source = await readBeadsFile(FIXTURE)
    const first = await bring(source)
    const before = await checksums()
    const second = await bring(await readBeadsFile(FIXTURE))
    expect(second).toMatchObject({ lines: 300, created: 0, updated: 0, unchanged: 300, skipped: 0, actors: 0 })
    expect(second.links).toMatchObject({ found: 189, added: 0, kept: 161, removed: 0 })
    expect(second.findings.DANGLING_LINK).toBe(first.findings.DANGLING_LINK)
    expect(await checksums()).toEqual(before)
  })

  it('are only counted in a dry run', async () => {
    const before = await checksums()
    const report = await bring(await readBeadsFile(FIXTURE), { dryRun: true })
    expect(report).toMatchObject({ dryRun: true, created: 300, links: { added: 161 }, actors: 33 })
    expect(await checksums()).toEqual(before)
  })

  it('keep what has no field: the record beside each task holds it, and texts come back whole', async () => {
    await bring(await readBeadsFile(FIXTURE))
    const long = await byKey('bd-1rh')
    expect([...long.description].length).toBeLessThanOrEqual(5000)
    expect(long.context.some((entry) => entry.body.startsWith('The whole description:') && entry.body.length > 7500)).toBe(true)
    const gate = await byKey('bd-mol-bzx')
    expect(JSON.parse(gate.externalData ?? '')).toMatchObject({
      format: 'beads',
      status: 'open',
      record: { issue_type: 'gate', await_id: 'release.yml', timeout: 1_800_000_000_000 },
    })
    const gone = await byKey('bd-6s61')
    expect(gone.deletedAt?.toISOString()).toBe('2025-12-25T00:25:31.251Z')
    const commented = await byKey('bd-03z45')
    const author = await db().actor.findUniqueOrThrow({ where: { id: commented.context[0]?.authorId ?? '' } })
    expect(author).toMatchObject({ name: 'beads/crew/giles', handle: 'beads-crew-giles', kind: 'AGENT', agentType: 'beads' })
    expect(author.retiredAt).not.toBeNull()
  })
})

// The whole of Beads' file is not part of this repository.
const { BEADS_FILE: file } = process.env
if (file)
  it('the whole file comes in within a minute, and the second run writes nothing', async () => {
    const report = await bring(await readBeadsFile(file))
    expect(report).toMatchObject({
      lines: 5722,
      created: 5722,
      skipped: 0,
      links: { found: 1024, added: 969 },
      findings: { DANGLING_LINK: 55, SECOND_PARENT: 4, TEXT_CUT: 13 },
    })
    expect(report.statuses).toEqual({ deleted: 3319, COMPLETED: 2259, PENDING: 144 })
    expect(report.milliseconds).toBeLessThan(60_000)
    const before = await checksums()
    expect(await bring(await readBeadsFile(file))).toMatchObject({ unchanged: 5722 })
    expect(await checksums()).toEqual(before)
    expect(await diagnose()).toEqual([])
  }, 180_000)

describe('tasks of an import', () => {
  it('are blocked from the first moment, with the times and version of the source', async () => {
    await bring(plan(bead('a', { dependencies: [on('b')] }), bead('b', { priority: 4 })))
    const [a, b] = [await byKey('a'), await byKey('b')]
    expect(a).toMatchObject({
      status: 'BLOCKED',
      openBlockers: 1,
      isBlocked: true,
      version: 1,
      updatedAt: new Date('2026-01-02T00:00:00Z'),
    })
    expect(b).toMatchObject({ status: 'PENDING', priority: 0, effectivePriority: 1, openDependents: 1 })
    expect(a.blockers[0]).toMatchObject({ kind: 'BLOCKS', origin: 'blocks', createdAt: new Date('2026-01-01T00:00:00Z') })
  })

  it('keep an id of our form when it is free; the old id is always the external key', async () => {
    const place = await project(owner)
    const taken = await task(owner, place)
    await bring(plan(bead('0a1b2c3d'), bead(taken.id), bead('bd-x')))
    expect((await byKey('0a1b2c3d')).id).toBe('0a1b2c3d')
    expect((await byKey(taken.id)).id).not.toBe(taken.id)
    expect((await byKey('bd-x')).id).toMatch(/^[0-9a-f]{8}$/)
  })

  it('belong to distinct actors whose names only differ in signs, and to the same ones in the next run', async () => {
    const beads = ['beads-dave', 'beads/dave', 'deacon/', 'deacon'].map((assignee, i) => bead(`b${i}`, { assignee }))
    await bring(plan(...beads))
    const handles = async () =>
      (await db().actor.findMany({ where: { kind: 'AGENT' }, orderBy: { handle: 'asc' } })).map(
        (actor) => `${actor.handle} = ${actor.name}`,
      )
    const first = await handles()
    expect(first).toEqual(['beads-dave = beads-dave', 'beads-dave-2 = beads/dave', 'deacon = deacon', 'deacon-2 = deacon/'])
    await bring(plan(...beads.map((one) => ({ ...one, title: 'again' }))))
    expect(await handles()).toEqual(first)
    expect(await db().member.count({ where: { role: 'MEMBER' } })).toBe(4)
  })

  it('go to a member whose handle is the very name', async () => {
    await bring(plan())
    const place = await db().project.findUniqueOrThrow({ where: { key: 'BEADS' } })
    const dave = await agent(owner, { handle: 'dave', project: place })
    await bring(plan(bead('a', { assignee: 'dave' })))
    expect((await byKey('a')).assigneeId).toBe(dave.actorId)
  })
})

describe('a newer file', () => {
  it('changes what changed in it, says so in one event, and leaves the rest', async () => {
    await bring(plan(bead('a'), bead('b', { labels: ['x'] })))
    const report = await bring(plan(bead('a'), bead('b', { title: 'New', labels: ['x', 'y'], priority: 0, notes: 'More.' })))
    expect(report).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
    const b = await byKey('b')
    expect(b).toMatchObject({ title: 'New', priority: 3, effectivePriority: 3, version: 2 })
    expect(b.tags.map((tag) => tag.tag).sort()).toEqual(['x', 'y'])
    const [, again] = await events({ taskId: b.id })
    expect(again).toMatchObject({ action: 'IMPORTED', actorId: owner.actorId, data: { again: true, version: 2 } })
    expect(again?.changes.map((change) => change.field)).toEqual(['title', 'priority', 'tags'])
    expect(await diagnose()).toEqual([])
  })

  it('frees what waited for a task that is closed by now, and blocks it when the link is new', async () => {
    await bring(plan(bead('a', { dependencies: [on('b')] }), bead('b'), bead('c')))
    await bring(
      plan(
        bead('a', { dependencies: [on('b')] }),
        bead('b', { status: 'closed', closed_at: '2026-01-03T00:00:00Z' }),
        bead('c', { dependencies: [on('a')] }),
      ),
    )
    expect([await byKey('a'), await byKey('b'), await byKey('c')].map((row) => row.status)).toEqual(['PENDING', 'COMPLETED', 'BLOCKED'])
    expect((await events({ taskId: (await byKey('a')).id })).map((event) => event.action)).toEqual(['IMPORTED', 'TASK_UNBLOCKED'])
    const { id } = await db().project.findUniqueOrThrow({ where: { key: 'BEADS' } })
    await expectDerivedRight(id)
    expect(await diagnose()).toEqual([])
    expect(await db().notification.count()).toBe(0)
  })

  it('replaces the links of a task that it changed, and keeps those that were made here', async () => {
    await bring(
      plan(bead('a', { dependencies: [on('b'), on('p', 'parent-child')] }), bead('b', { dependencies: [] }), bead('p'), bead('q')),
    )
    const [a, b] = [await byKey('a'), await byKey('b')]
    const turned = plan(
      bead('a', { title: 'A', dependencies: [on('q', 'parent-child')] }),
      bead('b', { dependencies: [on('a')] }),
      bead('p'),
      bead('q'),
    )
    expect((await bring(turned)).links).toMatchObject({ added: 2, removed: 2 })
    expect((await byKey('a')).blockers).toMatchObject([{ kind: 'PARENT', dependsOnId: (await byKey('q')).id }])
    expect((await byKey('b')).blockers).toMatchObject([{ kind: 'BLOCKS', dependsOnId: a.id }])
    expect([(await byKey('a')).status, (await byKey('b')).status]).toEqual(['PENDING', 'BLOCKED'])
    expect(b.id).not.toBe(a.id)
    expect(await diagnose()).toEqual([])
  })

  it('links what was dangling once its other end has come', async () => {
    const a = bead('a', { dependencies: [on('late')] })
    expect((await bring(plan(a))).findings).toEqual({ DANGLING_LINK: 1 })
    const report = await bring(plan(a, bead('late')))
    expect(report).toMatchObject({ created: 1, unchanged: 1, links: { found: 1, added: 1 }, findings: {} })
    expect((await byKey('a')).status).toBe('BLOCKED')
    expect(await diagnose()).toEqual([])
  })

  it('does not undo work that was done here unless the status changed there too', async () => {
    await bring(plan(bead('a'), bead('b')))
    const place = await db().project.findUniqueOrThrow({ where: { key: 'BEADS' } })
    const worker = await agent(owner, { project: place })
    for (const key of ['a', 'b']) await claimTask(worker, { task: (await byKey(key)).id })
    await bring(plan(bead('a', { title: 'A' }), bead('b', { status: 'closed', closed_at: '2026-01-03T00:00:00Z' })))
    expect(await byKey('a')).toMatchObject({ title: 'A', status: 'IN_PROGRESS', assigneeId: worker.actorId })
    expect(await byKey('b')).toMatchObject({ status: 'COMPLETED' })
    expect(await db().claim.findMany({ where: { endedAt: null } })).toHaveLength(1)
    expect(await diagnose()).toEqual([])
  })

  it('deletes and brings back with the source', async () => {
    await bring(plan(bead('a', { dependencies: [on('b')] }), bead('b')))
    await bring(plan(bead('a', { dependencies: [on('b')] }), bead('b', { status: 'tombstone', deleted_at: '2026-01-03T00:00:00Z' })))
    expect([(await byKey('a')).status, (await byKey('b')).deletedAt]).toEqual(['PENDING', new Date('2026-01-03T00:00:00Z')])
    await bring(plan(bead('a', { dependencies: [on('b')] }), bead('b')))
    expect([(await byKey('a')).status, (await byKey('b')).deletedAt]).toEqual(['BLOCKED', null])
    expect(await diagnose()).toEqual([])
  })
})

it('an import stays out of a project where its caller is no owner', async () => {
  await bring(plan())
  const place = await db().project.findUniqueOrThrow({ where: { key: 'BEADS' } })
  const worker = await agent(owner, { project: place })
  await expect(bringIn(worker, plan(bead('a')), { project: 'BEADS' })).rejects.toThrow('only an OWNER')
  await expect(bringIn(await person(), plan(bead('a')), { project: 'BEADS' })).rejects.toThrow('There is no project')
  expect(await db().task.count()).toBe(0)
})
