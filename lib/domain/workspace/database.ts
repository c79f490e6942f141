import { statSync } from 'node:fs'
import { db, dialect } from '#lib/db.ts'
import { env } from '#lib/env.ts'

export interface DatabaseFacts {
  kind: 'SQLITE' | 'POSTGRES'
  /** The file, or host, port and name; never who signs in with what. */
  place: string
  bytes: number
  /** What is written and not yet moved into the file; null where that is the server's business. */
  journalBytes: number | null
}

export async function databaseFacts(): Promise<DatabaseFacts> {
  if (dialect() === 'sqlite') {
    const [main] = await db().$queryRaw<{ file: string }[]>`SELECT "file" FROM pragma_database_list WHERE "name" = 'main'`
    const place = main?.file ?? ''
    return { kind: 'SQLITE', place, bytes: sizeOf(place), journalBytes: sizeOf(`${place}-wal`) }
  }
  const [row] = await db().$queryRaw<{ bytes: bigint; name: string }[]>`
    SELECT pg_database_size(current_database()) AS bytes, current_database()::text AS name`
  const { host } = new URL(env().DATABASE_URL)
  return { kind: 'POSTGRES', place: `${host}/${row?.name ?? ''}`, bytes: Number(row?.bytes ?? 0), journalBytes: null }
}

export interface AppliedMigration {
  name: string
  appliedAt: Date
}

/** In the order in which they were applied. */
export async function migrationsApplied(): Promise<AppliedMigration[]> {
  // Raw: the history is the migration tool's table, which no model describes.
  const rows =
    dialect() === 'sqlite'
      ? await db().$queryRaw<{ name: string; at: string }[]>`SELECT "migration_name" AS "name", CAST("started_at" AS TEXT) AS "at"
          FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "started_at", "migration_name"`
      : await db().$queryRaw<{ name: string; at: string }[]>`
          SELECT "migration_name" AS "name", to_char("started_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "at"
          FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "started_at", "migration_name"`
  return rows.map(({ name, at }) => ({ name, appliedAt: new Date(at) }))
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0
