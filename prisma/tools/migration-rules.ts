import type { Migration } from './history.ts'

/** What cannot be migrated, in one line for the operator. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

export interface Plan {
  migrations: Migration[]
  /** What the models cannot say: limits, partial indexes, full text. Made new after each migration and when it has changed. */
  extra: string
  extraHash: string
}

/** What a database says about itself. */
export interface State {
  applied: AppliedRow[]
  extraHash: string | null
}

/** A row of Prisma's own table, so that its tools can read the history too. */
export interface AppliedRow {
  migration_name: string
  checksum: string
  finished_at: unknown
}

export const CREATE_HISTORY = (timestamp: string) => `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id"                  TEXT PRIMARY KEY NOT NULL,
  "checksum"            TEXT NOT NULL,
  "finished_at"         ${timestamp},
  "migration_name"      TEXT NOT NULL,
  "logs"                TEXT,
  "rolled_back_at"      ${timestamp},
  "started_at"          ${timestamp} NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS "_extra" ("id" INTEGER PRIMARY KEY NOT NULL, "hash" TEXT NOT NULL);
`

export const SELECT_HISTORY = `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`

export const WORKSPACE_ROW = `INSERT INTO "Workspace" (id, seq) VALUES (1, 0) ON CONFLICT DO NOTHING`

/** The migrations still to apply. Refuses a history that the program does not know. */
export function pending(plan: Plan, { applied }: State): Migration[] {
  const known = new Map(plan.migrations.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const migration = known.get(row.migration_name)
    if (row.finished_at === null) throw new MigrationError(`Migration ${row.migration_name} failed earlier; restore a backup.`)
    if (!migration) throw new MigrationError(`The database is newer than this program: it has ${row.migration_name}; update the program.`)
    if (migration.checksum !== row.checksum)
      throw new MigrationError(`Migration ${row.migration_name} was edited after it was applied; restore the file as released.`)
  }
  const done = new Set(applied.map((row) => row.migration_name))
  return plan.migrations.filter((migration) => !done.has(migration.name))
}

export const isCurrent = (plan: Plan, state: State) => pending(plan, state).length === 0 && state.extraHash === plan.extraHash
