import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Migration } from './history.ts'
import {
  type AppliedRow,
  CREATE_HISTORY,
  isCurrent,
  MigrationError,
  pending,
  type Plan,
  SELECT_HISTORY,
  type State,
  WORKSPACE_ROW,
} from './migration-rules.ts'

// The number that Prisma's own tools lock.
const LOCK = 72707369

export async function migratePostgres(url: string, plan: Plan, save: () => Promise<void>): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    if (isCurrent(plan, await read(client))) return []
    // Held by the session: it goes with the connection, however that ends.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    return await apply(client, plan, save)
  } catch (error) {
    if (error instanceof MigrationError) throw error
    const message = error instanceof Error ? error.message || String(Reflect.get(error, 'code')) : String(error)
    throw new MigrationError(`The database ${withoutPassword(url)} could not be migrated: ${message}`)
  } finally {
    await client.end().catch(() => {})
  }
}

async function apply(client: pg.Client, plan: Plan, save: () => Promise<void>): Promise<string[]> {
  await client.query(CREATE_HISTORY('TIMESTAMPTZ'))
  const state = await read(client)
  const todo = pending(plan, state)
  if (todo.length > 0 && state.applied.length > 0) await save()
  for (const migration of todo) await step(client, plan, migration)
  if (todo.length === 0 && state.extraHash !== plan.extraHash) await step(client, plan, null)
  return todo.map((migration) => migration.name)
}

/** One transaction a migration, because a value added to an enum cannot be used in the transaction that adds it. */
async function step(client: pg.Client, plan: Plan, migration: Migration | null) {
  await client.query('BEGIN')
  try {
    if (migration) {
      const started = new Date()
      await client.query(migration.sql)
      await client.query(
        'INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES ($1, $2, now(), $3, $4, 1)',
        [randomUUID(), migration.checksum, migration.name, started],
      )
    }
    if (migration === null || migration === plan.migrations.at(-1)) {
      await client.query(plan.extra)
      await client.query(WORKSPACE_ROW)
      await client.query('INSERT INTO "_extra" (id, hash) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET hash = excluded.hash', [
        plan.extraHash,
      ])
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

async function read(client: pg.Client): Promise<State> {
  const { rows } = await client.query<{ history: boolean; extra: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS history, to_regclass('"_extra"') IS NOT NULL AS extra`,
  )
  const applied = rows[0]?.history ? (await client.query<AppliedRow>(SELECT_HISTORY)).rows : []
  const hashes = rows[0]?.extra ? (await client.query<{ hash: string }>('SELECT hash FROM "_extra"')).rows : []
  return { applied, extraHash: hashes[0]?.hash ?? null }
}

function withoutPassword(url: string): string {
  const { host, pathname } = new URL(url)
  return `postgres://${host}${pathname}`
}
