import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { createTask } from '#lib/domain/task/create.ts'
import { person, project } from '#lib/testing/builders.ts'
import { bundled } from '#lib/testing/bundle.ts'
import { startChild } from '#lib/testing/child.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'
import { rounds } from '#lib/testing/rounds.ts'
import type { ImportReport } from '#lib/transfer/report.ts'

const root = resolve(import.meta.dirname, '../..')
const FIXTURE = join(root, 'lib/transfer/fixtures/beads-300.jsonl')
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-import-'))
let database: TestDatabase
let robin: Caller

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.reset()
  robin = await person({ handle: 'robin', isAdmin: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function command(...args: string[]) {
  const env = { ...process.env, NODE_ENV: 'development' as const, DATABASE_URL: database.url }
  return new Promise<{ code: number; out: string; err: string }>((done) => {
    const whole = { env, cwd: root, maxBuffer: 64 << 20 }
    execFile(process.execPath, [bundled('lib/commands/import.ts'), ...args], whole, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

function file(content: string) {
  const path = join(folder, 'issues.jsonl')
  writeFileSync(path, content)
  return path
}

it('makes the project in the name of the only administrator, and says what it did with each line', async () => {
  const { code, out } = await command('beads', FIXTURE, '--project', 'beads', '--create-project', 'Beads', '--json')
  const report = JSON.parse(out) as ImportReport
  expect(code).toBe(0)
  expect(report).toMatchObject({ project: 'BEADS', lines: 300, created: 300 })
  expect(report.rows.map((row) => row.line)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1))
  expect(report.rows.every((row) => row.result === 'created' && row.key?.startsWith('BEADS-'))).toBe(true)
  const made = await db().project.findUniqueOrThrow({ where: { key: 'BEADS' }, include: { members: { where: { role: 'OWNER' } } } })
  expect(made).toMatchObject({ name: 'Beads', members: [{ actorId: robin.actorId }] })
  expect(await db().event.count({ where: { action: 'IMPORTED', actorId: robin.actorId } })).toBe(300)
})

it('lets others write while it runs, and loses nothing of either', async () => {
  const place = await project(robin, { key: 'HERE' })
  let isRunning = true
  const running = command('beads', FIXTURE, '--project', 'HERE').finally(() => (isRunning = false))
  let own = 0
  while (isRunning) {
    await createTask(robin, { project: place.id, title: `Beside ${own}` })
    own += 1
  }
  expect(await running).toMatchObject({ code: 0 })
  expect(await db().task.count({ where: { externalKey: null } })).toBe(own)
  expect(await db().task.count({ where: { externalKey: { not: null } } })).toBe(300)
  expect(await diagnose()).toEqual([])
})

it('killed at any moment it leaves what agrees with itself, and the next run goes on from there', async () => {
  for (let round = 0; round < rounds(20); round++) {
    await database.reset()
    process.env.DATABASE_URL = database.url
    const child = startChild('lib/commands/import.ts', ['beads', FIXTURE, '--project', 'BEADS'])
    // Once its first rows are there, so that there is something to lose.
    await expect.poll(() => db().task.count(), { interval: 5, timeout: 30_000 }).toBeGreaterThan(0)
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(await diagnose()).toEqual([])
    expect(await command('beads', FIXTURE, '--project', 'BEADS')).toMatchObject({ code: 0 })
    expect([await db().task.count(), await db().dependency.count()]).toEqual([300, 161])
    expect(await db().event.count({ where: { action: 'IMPORTED' } })).toBe(300)
    expect(await diagnose()).toEqual([])
  }
}, 300_000)

it('ends with 1 when a line had to be skipped, and brings in the others', async () => {
  const { code, out } = await command('beads', file('{"id":"a","title":"One","status":"open","priority":1}\nnonsense\n'), '--project', 'X1')
  expect(code).toBe(1)
  expect(out).toContain('1 created + 0 updated + 0 unchanged + 1 skipped = 2')
  expect(out).toContain('line 2: it is not JSON')
  expect(await db().task.findMany({ select: { title: true } })).toEqual([{ title: 'One' }])
})

it('writes nothing in a dry run, not even the project', async () => {
  expect((await command('beads', FIXTURE, '--project', 'BEADS', '--dry-run')).out).toMatch(/^Dry run: nothing was written\. 300 lines/)
  expect(await db().project.count()).toBe(0)
})

it('names what is wrong with a call', async () => {
  const calls: [string[], string][] = [
    [['nonsense', FIXTURE, '--project', 'X1'], 'is no format'],
    [['beads', join(folder, 'none'), '--project', 'X1'], 'There is no file'],
    [['beads', FIXTURE, '--project', '1'], '--project must be'],
    [['beads', FIXTURE, '--project', 'X1', '--actor', 'nobody'], 'There is no person'],
  ]
  const answers = await Promise.all(calls.map(([args]) => command(...args)))
  expect(answers).toMatchObject(calls.map(([, reason]) => ({ code: 2, err: expect.stringContaining(reason) })))
})
