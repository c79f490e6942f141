import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db, onWake, transaction } from '#lib/db.ts'
import { UnavailableError } from '#lib/errors.ts'
import { type TestDatabase, testDatabase } from '#lib/testing/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})

beforeEach(() => database.reset())

/** Ends every other connection to this database, as a restart of the server does. */
const cutConnections = () =>
  db().$queryRawUnsafe(
    `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )
const raise = () => transaction([], (tx) => tx.workspace.update({ where: { id: 1 }, data: { seq: { increment: 1 } } }))
const seq = async () => (await db().workspace.findUniqueOrThrow({ where: { id: 1 } })).seq

test('a connection lost inside a transaction refuses it as unavailable, and the next one works', async () => {
  const cut = transaction([], async (tx) => {
    await tx.workspace.update({ where: { id: 1 }, data: { seq: 99 } })
    await cutConnections()
    await tx.workspace.update({ where: { id: 1 }, data: { seq: 100 } })
  })
  await expect(cut).rejects.toThrow(UnavailableError)
  expect(await seq()).toBe(0)
  await raise()
  expect(await seq()).toBe(1)
})

test('idle connections that the server closed are replaced without a failed write', async () => {
  await Promise.all(Array.from({ length: 5 }, raise))
  await cutConnections()
  await new Promise((resolve) => setTimeout(resolve, 100))
  await raise()
  expect(await seq()).toBe(6)
})

test('listeners whose connection was lost look at everything once they are back', async () => {
  let wakes = 0
  let heard = () => {}
  const next = () => new Promise<void>((resolve) => (heard = resolve))
  const first = next()
  const stop = onWake(() => {
    wakes++
    heard()
  })
  await first
  const again = next()
  await cutConnections()
  await again
  stop()
  expect(wakes).toBeGreaterThan(1)
})

test('writes of other projects pass while one project is held', async () => {
  const at = new Date()
  for (const id of ['a', 'b'])
    await transaction([], (tx) => tx.project.create({ data: { id, key: `P${id.toUpperCase()}`, name: id, createdAt: at, updatedAt: at } }))
  await transaction(['a'], async () => {
    const other = await elsewhere(() => transaction(['b'], (tx) => tx.project.update({ where: { id: 'b' }, data: { seq: 7 } })))
    expect(other.seq).toBe(7)
  })
})

/** Runs outside the transaction that calls it, as another request does. */
function elsewhere<T>(run: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => resource.runInAsyncScope(() => run().then(resolve, reject)))
}
const resource = new (await import('node:async_hooks')).AsyncResource('request')
