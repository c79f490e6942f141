import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { authClient, connect, db, disconnect, transaction } from '#lib/db.ts'
import { UnavailableError } from '#lib/errors.ts'
import { startChild } from '#lib/testing/child.ts'
import { freshDatabase } from '#lib/testing/database.ts'
import { sqliteFile } from './sqlite-file.ts'

let url: string

beforeEach(async () => {
  url = await freshDatabase()
  await connect(url)
})

afterEach(disconnect)

const work = () => transaction([], (tx) => tx.workspace.update({ where: { id: 1 }, data: { seq: { increment: 1 } } }))
const seq = async () => (await db().workspace.findUniqueOrThrow({ where: { id: 1 } })).seq

test('a failed commit refuses all of its batch, also those refused for a reason of their own', async () => {
  const refusal = new Error('a rule that an earlier member made true')
  const settled = await Promise.allSettled([
    transaction([], async (tx) => {
      await tx.$executeRawUnsafe('PRAGMA defer_foreign_keys = ON')
      await tx.member.create({ data: { projectId: 'none', actorId: 'none', role: 'OWNER', createdAt: new Date() } })
    }),
    transaction([], async () => {
      throw refusal
    }),
    work(),
  ])
  const reasons = settled.map((one) => (one.status === 'rejected' ? one.reason : null))
  expect(reasons[0]).toBeInstanceOf(UnavailableError)
  // The batch may have ended between two of them on a busy machine: then the later ones stand by themselves.
  expect(reasons[1] === refusal || reasons[1] instanceof UnavailableError).toBe(true)
  expect(await seq()).toBe(reasons[2] === null ? 1 : 0)
  await work()
  expect(await seq()).toBe(reasons[2] === null ? 2 : 1)
})

test('a full disk refuses the write as unavailable, keeps nothing of it, and the next one works', async () => {
  const fill = transaction([], async (tx) => {
    await tx.$queryRawUnsafe('PRAGMA max_page_count = 1')
    await tx.workspace.update({ where: { id: 1 }, data: { seq: 99 } })
    for (let i = 0; i < 100; i++)
      await tx.job.create({ data: { name: `${i}`, holder: 'x'.repeat(10_000), leaseUntil: new Date() } }).catch(() => null)
    // Whoever swallows the error meets it again: SQLite may have rolled back by itself, and this would be committed alone.
    await tx.workspace.update({ where: { id: 1 }, data: { seq: 100 } }).catch(() => null)
  })
  await expect(fill).rejects.toThrow(UnavailableError)
  expect([await seq(), await db().job.count()]).toEqual([0, 0])
  await transaction([], (tx) => tx.$queryRawUnsafe('PRAGMA max_page_count = 1000000'))
  await work()
  expect(await seq()).toBe(1)
})

test('a plain write refused by a lock says unavailable too', async () => {
  await disconnect()
  await connect(url, { maxWait: 200, timeout: 5000 })
  const rival = new Database(sqliteFile(url))
  rival.exec('BEGIN IMMEDIATE')
  await expect(work()).rejects.toThrow(UnavailableError)
  expect(await seq()).toBe(0)
  rival.exec('COMMIT')
  rival.close()
  await work()
  expect(await seq()).toBe(1)
})

test('a lock held by another process delays the write and stalls nothing else', async () => {
  const usual = await longestStall(async () => {
    for (const end = performance.now() + 800; performance.now() < end;) await work()
  })
  const rival = startChild('lib/testing/rival.ts', [url, 'hold'])
  const ended = once(rival, 'close')
  await once(rival.stdout, 'data')
  const before = await seq()
  const locked = await longestStall(async () => {
    const waiting = work()
    for (const end = performance.now() + 800; performance.now() < end;) {
      expect(await seq()).toBe(before)
      await new Promise(setImmediate)
    }
    rival.stdin.end()
    await waiting
  })
  await ended
  expect(await seq()).toBe(before + 1)
  expect(locked).toBeLessThan(10 * usual)
})

test('a statement that reads goes to the reader even when it begins with WITH, one that writes passes the gate', async () => {
  const read = 'WITH x AS (SELECT 1 AS one) SELECT one FROM x'
  await transaction([], async () => {
    expect(await db().$queryRawUnsafe(read)).toEqual([{ one: 1n }])
  })
  await authClient().$queryRawUnsafe('WITH x AS (SELECT 5 AS five) UPDATE "Workspace" SET seq = (SELECT five FROM x) RETURNING seq')
  expect(await seq()).toBe(5)
})

test('full text still points at its rows in a copy made by VACUUM INTO', async () => {
  const at = new Date()
  await transaction([], async (tx) => {
    await tx.project.create({ data: { id: 'p', key: 'WEB', name: 'x', createdAt: at, updatedAt: at } })
    for (let n = 1; n <= 20; n++)
      await tx.task.create({
        data: {
          id: String(n).padStart(8, '0'),
          projectId: 'p',
          number: n,
          key: `WEB-${n}`,
          title: `word${n}`,
          createdAt: at,
          updatedAt: at,
        },
      })
    await tx.task.deleteMany({ where: { number: { lt: 15 } } })
  })
  const original = new Database(sqliteFile(url))
  original.exec(`VACUUM INTO '${sqliteFile(url)}.copy'`)
  original.close()
  const copy = new Database(`${sqliteFile(url)}.copy`)
  expect(
    copy.prepare(`SELECT t.key FROM task_fts f JOIN "Task" t ON t.rowid = f.rowid WHERE task_fts MATCH 'word17'`).pluck().all(),
  ).toEqual(['WEB-17'])
  copy.close()
})

test('what was acknowledged is flushed to the disk with every commit', async () => {
  const mode = await transaction([], (tx) => tx.$queryRawUnsafe<{ synchronous: bigint }[]>('PRAGMA synchronous'))
  expect(Number(mode[0]?.synchronous)).toBe(2)
})

async function longestStall(run: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await run()
  delay.disable()
  return delay.max
}
