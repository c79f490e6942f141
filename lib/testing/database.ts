import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { connect, type Dialect, dialect, transaction } from '#lib/db.ts'
import { copyPostgresTemplate, copySqliteTemplate, createPostgresDatabase, newFolder } from './templates.ts'

export interface TestDatabase {
  url: string
  dialect: Dialect
  /** Empties every table, so that a test may count on being alone. */
  reset(): Promise<void>
}

/** Connects this test file to a fresh, migrated database of its own: PostgreSQL with TEST_DIALECT=postgres, else SQLite. */
export async function testDatabase(): Promise<TestDatabase> {
  const url = await freshDatabase()
  await connect(url)
  return { url, dialect: dialect(), reset }
}

/** The same without connecting, for tests of connections. */
export async function freshDatabase(): Promise<string> {
  if (wanted() === 'postgres') return copyPostgresTemplate(server(), newName())
  return (await copySqliteTemplate()).url
}

/** A database without anything in it, for tests of migrations. */
export async function emptyDatabase(): Promise<string> {
  if (wanted() === 'postgres') return createPostgresDatabase(server(), newName())
  return `file:${join(newFolder(), 'test.db')}`
}

function wanted() {
  // Else it would be tried on SQLite alone.
  if (process.env.TEST_DIALECT === 'plain')
    throw new Error(
      'vitest.config.ts took this file for one without a database: call a helper of lib/testing/database.ts in the file itself.',
    )
  return process.env.TEST_DIALECT
}

const newName = () => `test_${process.env.TEST_RUN ?? 'single'}_${randomBytes(6).toString('hex')}`

function server(): string {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('TEST_DATABASE_URL names no PostgreSQL server.')
  return url
}

async function reset(): Promise<void> {
  await transaction([], async (tx) => {
    if (dialect() === 'sqlite') await tx.$executeRawUnsafe('PRAGMA defer_foreign_keys = ON')
    const tables = await tx.$queryRawUnsafe<{ name: string }[]>(dialect() === 'sqlite' ? SQLITE_TABLES : POSTGRES_TABLES)
    if (dialect() === 'postgres') await tx.$executeRawUnsafe(`TRUNCATE ${tables.map(({ name }) => `"${name}"`).join(', ')} CASCADE`)
    else for (const { name } of tables) await tx.$executeRawUnsafe(`DELETE FROM "${name}"`)
    await tx.workspace.create({ data: { id: 1 } })
  })
}

// Tables of models begin with a capital; those of the runner and of full text do not.
const SQLITE_TABLES = `SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[A-Z]*'`
const POSTGRES_TABLES = `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^[A-Z]'`
