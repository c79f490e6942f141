import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { byName, type Kind, parentsFirst, type Row, type Source, type Table, type Value } from './table.ts'

const BATCH = 1_000
const WAIT_MS = 30_000

/** The whole file as it is now, however much is written meanwhile. With `isAlone` nobody else may write until it is closed. */
export function openSqlite(file: string, { isAlone = false } = {}): Source & { db: Database.Database } {
  statSync(file)
  const db = new Database(file, { timeout: WAIT_MS, readonly: !isAlone })
  try {
    db.exec(isAlone ? 'BEGIN IMMEDIATE' : 'BEGIN')
    return {
      db,
      migrations: migrationsIn(db),
      tables: tablesIn(db),
      rows: (table) => rowsIn(db, table),
      close: async () => void db.close(),
    }
  } catch (error) {
    db.close()
    throw error
  }
}

export function migrationsIn(db: Database.Database): string[] {
  if (!db.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get()) return []
  return db.prepare<[], string>('SELECT migration_name FROM _prisma_migrations ORDER BY migration_name').pluck().all()
}

/** Tables of models begin with a capital; those of the migrations and of full text do not. */
export function tablesIn(db: Database.Database): Table[] {
  const names = db.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[A-Z]*'`).pluck().all()
  return parentsFirst(names.map((name) => tableIn(db, name)))
}

function tableIn(db: Database.Database, name: string): Table {
  const columns = db
    .prepare<[string], { name: string; type: string; pk: number }>('SELECT name, type, pk FROM pragma_table_info(?)')
    .all(name)
  const parents = db.prepare<[string], string>('SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)').pluck().all(name)
  return {
    name,
    columns: columns.map((column) => ({ name: column.name, kind: kindOf(column.type) })).sort(byName),
    key: columns
      .filter((column) => column.pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map((column) => column.name),
    parents,
  }
}

const KINDS: Record<string, Kind> = { TEXT: 'text', INTEGER: 'integer', REAL: 'real', BOOLEAN: 'boolean', DATETIME: 'time' }
const kindOf = (type: string): Kind => KINDS[type.toUpperCase()] ?? 'text'

async function* rowsIn(db: Database.Database, { name, columns, key }: Table): AsyncGenerator<Row[]> {
  const list = (names: string[]) => names.map((one) => `"${one}"`).join(', ')
  const select = db.prepare<[], Row>(`SELECT ${list(columns.map((column) => column.name))} FROM "${name}" ORDER BY ${list(key)}`).raw()
  let batch: Row[] = []
  for (const row of select.iterate()) {
    batch.push(row.map((value, i) => read(value, columns[i]?.kind ?? 'text')))
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function read(value: Value, kind: Kind): Value {
  if (value === null) return null
  if (kind === 'boolean') return value === 1 || value === true
  if (kind === 'time' && typeof value !== 'boolean') return timeText(value)
  return value
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/
const timeText = (value: string | number) =>
  typeof value === 'string' && ISO.test(value) ? value : new Date(value).toISOString().replace('Z', '+00:00')

/** Writes rows into a table of the open transaction. */
export function insertSqlite(db: Database.Database, { name, columns }: Table): (rows: readonly Row[]) => void {
  const names = columns.map((column) => `"${column.name}"`).join(', ')
  const insert = db.prepare(`INSERT INTO "${name}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`)
  return (rows) => {
    for (const row of rows) insert.run(row.map((value) => (typeof value === 'boolean' ? Number(value) : value)))
  }
}
