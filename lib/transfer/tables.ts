import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { UnreadableFileError } from './unreadable.ts'

export type Row = Record<string, unknown>
/** Rows by table. */
export type Tables = ReadonlyMap<string, readonly Row[]>

/**
 * All rows of a SQLite file that somebody else wrote. A copy is read, so that what its log holds counts and nothing of it is changed;
 * views and triggers in it are never run.
 */
export function readTables(file: string): Tables {
  const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-tables-'))
  try {
    const copy = join(folder, 'copy.db')
    copyFileSync(file, copy)
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
    const database = new Database(copy)
    try {
      return rowsOf(database)
    } finally {
      database.close()
    }
  } catch (error) {
    if (error instanceof Database.SqliteError) throw new UnreadableFileError(`it is no readable SQLite file (${error.message})`)
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rowsOf(database: Database.Database): Tables {
  database.pragma('trusted_schema = OFF')
  database.pragma('query_only = ON')
  const names = database
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`,
    )
    .pluck()
    .all() as string[]
  return new Map(names.map((name) => [name, database.prepare(`SELECT * FROM "${name.replaceAll('"', '""')}"`).all() as Row[]]))
}
