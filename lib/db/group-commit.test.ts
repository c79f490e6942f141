import { rmSync } from 'node:fs'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { UnavailableError } from '#lib/errors.ts'
import { copySqliteTemplate } from '#lib/testing/templates.ts'
import { GroupCommit } from './group-commit.ts'

// Long enough that a batch ends for the reason under test and not because the machine is busy.
const LIMITS = { members: 64, gatherMs: 60_000, beginMs: 200 }

let file: string
let folder: string
let writer: SqlDriverAdapter
let statements: string[]
let gate: GroupCommit

beforeEach(async () => {
  const copy = await copySqliteTemplate()
  folder = copy.folder
  file = copy.url.slice('file:'.length)
  writer = await new PrismaBetterSqlite3({ url: file, timeout: 0 }).connect()
  await writer.executeScript('PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON')
  statements = []
  gate = gateWith(LIMITS)
})

afterEach(async () => {
  await writer.dispose()
  rmSync(folder, { recursive: true, force: true })
})

function gateWith(limits: typeof LIMITS) {
  const spy = {
    ...writer,
    queryRaw: writer.queryRaw.bind(writer),
    executeRaw: writer.executeRaw.bind(writer),
    executeScript: (sql: string) => {
      statements.push(sql)
      return writer.executeScript(sql)
    },
  }
  return new GroupCommit(spy, limits)
}

async function write(sql: string, leave: 'keep' | 'undo' = 'keep') {
  const member = await gate.enter()
  await writer.executeScript(sql)
  await member[leave]()
}

const job = (name: string) => `INSERT INTO "Job" (name, holder, leaseUntil) VALUES ('${name}', 'x', '2030-01-01')`
const orphan = `PRAGMA defer_foreign_keys = ON; INSERT INTO "Member" VALUES ('none', 'none', 'OWNER', '2030-01-01')`
const commits = () => statements.filter((sql) => sql === 'COMMIT').length

/** What is on disk, as another connection sees it. */
function stored(): string[] {
  const other = new Database(file, { readonly: true })
  const rows = other.prepare<[], { name: string }>('SELECT name FROM "Job" ORDER BY name').all()
  other.close()
  return rows.map((row) => row.name)
}

test('writes that wait together share one commit', async () => {
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => write(job(name))))
  expect(commits()).toBe(1)
  expect(stored()).toEqual(['a', 'b', 'c', 'd'])
})

test('nobody is answered before the commit', async () => {
  const first = write(job('a')).then(stored)
  const second = write(job('b')).then(stored)
  expect(await first).toEqual(['a', 'b'])
  expect(await second).toEqual(['a', 'b'])
})

test('a write that nobody waits behind is committed at once', async () => {
  await write(job('a'))
  await write(job('b'))
  expect(commits()).toBe(2)
})

test('a batch ends at its limit of members', async () => {
  gate = gateWith({ ...LIMITS, members: 4 })
  await Promise.all(Array.from({ length: 10 }, (_, i) => write(job(`j${i}`))))
  expect(commits()).toBe(3)
})

test('a batch ends when it has gathered long enough', async () => {
  gate = gateWith({ ...LIMITS, gatherMs: 0 })
  await Promise.all(Array.from({ length: 5 }, (_, i) => write(job(`j${i}`))))
  expect(commits()).toBe(5)
})

test('an undone member leaves the others as they are', async () => {
  await Promise.all([write(job('a')), write(job('b'), 'undo'), write(job('c'))])
  expect(stored()).toEqual(['a', 'c'])
})

test('a failed commit refuses every member, stores none of them, and the gate goes on', async () => {
  const settled = await Promise.allSettled([write(job('a')), write(orphan), write(job('b'), 'undo'), write(job('c'))])
  expect(settled.map((one) => one.status === 'rejected' && one.reason instanceof UnavailableError)).toEqual([true, true, true, true])
  expect(stored()).toEqual([])
  await write(job('d'))
  expect(stored()).toEqual(['d'])
})

test('a begin that finds the file locked too long refuses everyone who waits, and the gate goes on', async () => {
  const rival = new Database(file)
  rival.exec('BEGIN IMMEDIATE')
  const settled = await Promise.allSettled([write(job('a')), write(job('b'))])
  expect(settled.map((one) => one.status === 'rejected' && one.reason instanceof UnavailableError)).toEqual([true, true])
  rival.exec('COMMIT')
  await write(job('c'))
  expect(stored()).toEqual(['c'])
  rival.close()
})
