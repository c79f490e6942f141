import { randomUUID } from 'node:crypto'
import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
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

const WAIT_MS = 30_000
// Checking every page of a larger file would delay each start by seconds.
const CHECK_UP_TO_BYTES = 64 << 20

export async function migrateSqlite(url: string, plan: Plan, save: () => Promise<void>): Promise<string[]> {
  const file = resolve(url.replace(/^file:(\/\/(?=\/))?/, '').replace(/\?.*$/, ''))
  let db: Database.Database | null = null
  try {
    mkdirSync(dirname(file), { recursive: true })
    db = new Database(file, { timeout: WAIT_MS })
    check(db, file)
    if (isCurrent(plan, read(db))) return []
    db.pragma('journal_mode = WAL')
    return await apply(db, plan, save)
  } catch (error) {
    throw error instanceof MigrationError ? error : new MigrationError(`The database ${file} ${fault(error)}`)
  } finally {
    db?.close()
  }
}

function check(db: Database.Database, file: string) {
  if (statSync(file).size > CHECK_UP_TO_BYTES) return
  const answer = db.pragma('quick_check(1)', { simple: true })
  if (answer !== 'ok') throw new MigrationError(`The database ${file} is damaged; restore a backup. (${String(answer).split('\n')[0]})`)
}

async function apply(db: Database.Database, plan: Plan, save: () => Promise<void>): Promise<string[]> {
  // Before BEGIN, where it has an effect: rebuilding a table would otherwise delete its children by cascade.
  db.pragma('foreign_keys = OFF')
  db.exec('BEGIN IMMEDIATE')
  try {
    db.exec(CREATE_HISTORY('DATETIME'))
    const state = read(db)
    const todo = pending(plan, state)
    // Others wait at BEGIN meanwhile, so that one of them alone saves what is there.
    if (todo.length > 0 && state.applied.length > 0) await save()
    if (todo.length > 0 || state.extraHash !== plan.extraHash) {
      dropExtras(db)
      for (const { name, sql, checksum } of todo) {
        const started = time()
        db.exec(sql)
        db.prepare(
          'INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)',
        ).run(randomUUID(), checksum, time(), name, started)
      }
      db.exec(plan.extra)
      db.exec(WORKSPACE_ROW)
      db.prepare('INSERT INTO "_extra" (id, hash) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET hash = excluded.hash').run(plan.extraHash)
      if (db.prepare('SELECT 1 FROM pragma_foreign_key_check').get())
        throw new MigrationError('A migration leaves rows without their parents.')
    }
    db.exec('COMMIT')
    return todo.map((migration) => migration.name)
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** A rebuilt table is renamed into place, which SQLite refuses while a view or another table's trigger speaks of it. */
function dropExtras(db: Database.Database) {
  const made = db
    .prepare<[], { type: string; name: string }>(`SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')`)
    .all()
  for (const { type, name } of made) db.exec(`DROP ${type} IF EXISTS "${name}"`)
}

function read(db: Database.Database): State {
  if (!db.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_extra'`).get()) return { applied: history(db), extraHash: null }
  const row = db.prepare<[], { hash: string }>('SELECT hash FROM "_extra"').get()
  return { applied: history(db), extraHash: row?.hash ?? null }
}

const history = (db: Database.Database) =>
  db.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get() ? db.prepare<[], AppliedRow>(SELECT_HISTORY).all() : []

const time = () => new Date().toISOString().replace('Z', '+00:00')

function fault(error: unknown): string {
  const { code, message } = error instanceof Error ? { code: '', ...error, message: error.message } : { code: '', message: String(error) }
  if (code === 'SQLITE_NOTADB') return 'is not a database file.'
  if (code.startsWith('SQLITE_CORRUPT')) return 'is damaged; restore a backup.'
  if (code.startsWith('SQLITE_READONLY')) return 'is read-only; make the file and its folder writable.'
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'EACCES') return 'cannot be opened; check that its folder exists and is writable.'
  if (code.startsWith('SQLITE_BUSY')) return `has been locked by another process for ${WAIT_MS / 1000} s.`
  return `could not be migrated and is unchanged: ${message}`
}
