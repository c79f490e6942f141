import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect, db, dialect, disconnect, transaction } from '#lib/db.ts'
import { runChild } from '#lib/testing/child.ts'
import { emptyDatabase } from '#lib/testing/database.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { checkMigrations } from './check-migrations.ts'
import { type Migration, migrations, PROVIDERS, sha256 } from './history.ts'
import { migrate, planFor } from './migrate.ts'
import { MigrationError } from './migration-rules.ts'

const onSqlite = process.env.TEST_DIALECT !== 'postgres'
const released = migrations(onSqlite ? 'sqlite' : 'postgres').map((migration) => migration.name)

let url: string

beforeEach(async () => {
  url = await emptyDatabase()
})

afterEach(disconnect)

const made = (name: string, sql: string): Migration => ({ name, sql, checksum: sha256(sql) })
const withMore = (...more: Migration[]) => planFor(url, [...planFor(url).migrations, ...more])
const addColumn = made('29990101000000_add', 'ALTER TABLE "Job" ADD COLUMN "colour" TEXT')

test('the migrations lead to the models and none was edited', async () => {
  expect(await checkMigrations()).toEqual([])
})

test('a fresh database gets every migration and the workspace, and a second start does nothing', async () => {
  expect(await migrate(url)).toEqual(released)
  expect(await migrate(url)).toEqual([])
  await connect(url)
  expect(await db().workspace.findMany()).toEqual([{ id: 1, seq: 0 }])
})

test('of three processes that start at once exactly one applies', async () => {
  for (let round = 0; round < rounds(10); round++) {
    const fresh = await emptyDatabase()
    const printed = await Promise.all([1, 2, 3].map(() => runChild('lib/testing/migrate.ts', [fresh])))
    expect(printed.map((line) => JSON.parse(line).length).toSorted()).toEqual([0, 0, released.length])
  }
})

test('a later migration is applied on top, and what was stored stays', async () => {
  await migrate(url)
  await connect(url)
  await transaction([], (tx) => tx.job.create({ data: { name: 'reaper', holder: 'x', leaseUntil: new Date() } }))
  await disconnect()
  expect(await migrate(url, withMore(addColumn))).toEqual([addColumn.name])
  await connect(url)
  expect(await db().job.count()).toBe(1)
})

test('a database newer than the program is refused and unchanged', async () => {
  await migrate(url, withMore(addColumn))
  await expect(migrate(url)).rejects.toThrow(/newer than this program/)
  expect(await migrate(url, withMore(addColumn))).toEqual([])
})

test('a migration edited after it was applied is refused', async () => {
  await migrate(url, withMore(addColumn))
  await expect(migrate(url, withMore({ ...addColumn, checksum: sha256('other') }))).rejects.toThrow(/was edited/)
})

test('a migration that fails leaves nothing of itself, and the corrected one applies', async () => {
  await migrate(url)
  const broken = made('29990101000000_broken', 'ALTER TABLE "Job" ADD COLUMN "colour" TEXT; ALTER TABLE "Nowhere" ADD COLUMN "x" TEXT')
  await expect(migrate(url, withMore(broken))).rejects.toThrow(MigrationError)
  expect(await migrate(url, withMore(addColumn))).toEqual([addColumn.name])
})

test('a migration recorded as failed is refused', async () => {
  await migrate(url)
  await connect(url)
  await transaction([], (tx) => tx.$executeRawUnsafe('UPDATE "_prisma_migrations" SET finished_at = NULL'))
  await disconnect()
  await expect(migrate(url)).rejects.toThrow(/failed earlier/)
})

test('a change of the extra file alone makes it new, once', async () => {
  await migrate(url)
  const sql = `${planFor(url).extra}\nDROP INDEX IF EXISTS "Job_holder"; CREATE INDEX "Job_holder" ON "Job" ("holder");`
  const plan = { ...planFor(url), extra: sql, extraHash: sha256(sql) }
  expect(await migrate(url, plan)).toEqual([])
  await connect(url)
  expect(await indexes('Job_holder')).toHaveLength(1)
  await disconnect()
  expect(await migrate(url, plan)).toEqual([])
})

test('what was added to the extra file reaches a database that was migrated before, with the rows that it has', async () => {
  const without = planFor(url).extra.replaceAll(/^.*"WebhookDelivery_waiting".*$/gm, '')
  await migrate(url, { ...planFor(url), extra: without, extraHash: sha256(without) })
  await connect(url)
  await transaction([], (tx) => tx.job.create({ data: { name: 'reaper', holder: 'x', leaseUntil: new Date() } }))
  expect(await indexes('WebhookDelivery_waiting')).toEqual([])
  await disconnect()
  expect(await migrate(url)).toEqual([])
  await connect(url)
  expect(await indexes('WebhookDelivery_waiting')).toHaveLength(1)
  expect(await db().job.count()).toBe(1)
})

async function indexes(name: string) {
  const [column, from] = dialect() === 'sqlite' ? ['name', 'sqlite_master'] : ['indexname', 'pg_indexes']
  return db().$queryRawUnsafe<unknown[]>(`SELECT ${column} FROM ${from} WHERE ${column} = '${name}'`)
}

test('a database that cannot be reached is one clear line', async () => {
  const nowhere = onSqlite ? 'file:/dev/null/x/y.db' : 'postgres://nobody:secret@127.0.0.1:1/none'
  const error = await migrate(nowhere).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(MigrationError)
  expect(String(error)).not.toContain('\n')
  expect(String(error)).not.toContain('secret')
})

test('there are migrations for both databases', () => {
  for (const provider of PROVIDERS) expect(migrations(provider).length).toBeGreaterThan(0)
})
