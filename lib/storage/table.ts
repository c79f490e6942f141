import { createHash } from 'node:crypto'

export type Kind = 'text' | 'integer' | 'real' | 'boolean' | 'time'
/** A time stands as `2026-01-31T12:00:00.000+00:00`, the text that SQLite keeps. */
export type Value = string | number | boolean | null
export type Row = Value[]

export interface Table {
  name: string
  /** By name, so that both databases and every history of migrations agree on the order. */
  columns: { name: string; kind: Kind }[]
  /** Names of the columns of its primary key. */
  key: string[]
  /** Tables that its rows point to. */
  parents: string[]
}

/** Tables with their rows, as they are at one moment. */
export interface Source {
  /** Names of the migrations that made the tables. */
  migrations: string[]
  /** Parents before their children. */
  tables: Table[]
  /** Batches in the order of the key. Read the tables in order and each one whole. */
  rows(table: Table): AsyncIterable<Row[]>
  close(): Promise<void>
}

export interface Sum {
  rows: number
  sha256: string
}
export type Sums = Record<string, Sum>

/** Counts a table's rows and hashes them in the order in which they come. */
export class Summing {
  #rows = 0
  readonly #hash = createHash('sha256')

  add(rows: readonly Row[]): void {
    this.#rows += rows.length
    for (const row of rows) this.#hash.update(`${JSON.stringify(row)}\n`)
  }

  sum(): Sum {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') }
  }
}

export async function sumsOf(source: Source): Promise<Sums> {
  const sums: Sums = {}
  for (const table of source.tables) {
    const summing = new Summing()
    for await (const rows of source.rows(table)) summing.add(rows)
    sums[table.name] = summing.sum()
  }
  return sums
}

/** What differs between what was read and what was written, in words. */
export function differences(expected: Sums, found: Sums): string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort().flatMap((name) => {
    const [a, b] = [expected[name], found[name]]
    if (a?.sha256 === b?.sha256 && a?.rows === b?.rows) return []
    return [`${name}: ${a?.rows ?? 'no'} rows with the checksum ${short(a)}, found ${b?.rows ?? 'no'} with ${short(b)}`]
  })
}

const short = (sum: Sum | undefined) => sum?.sha256.slice(0, 12) ?? 'none'

/** What every start leaves in a database in which nobody has done anything. */
export const ALWAYS_THERE = ['Workspace', 'Job', 'EncryptionKey']

/** Tables with rows that somebody made. */
export async function filledTables({ tables, rows }: Pick<Source, 'tables' | 'rows'>): Promise<string[]> {
  const filled: string[] = []
  for (const table of tables.filter(({ name }) => !ALWAYS_THERE.includes(name)))
    for await (const batch of rows(table)) {
      if (batch.length > 0) filled.push(table.name)
      break
    }
  return filled
}

/** Whether a server has said within the last seconds that it works on this database. */
export async function isServed({ tables, rows }: Pick<Source, 'tables' | 'rows'>, now = new Date()): Promise<boolean> {
  const table = tables.find(({ name }) => name === 'Job')
  if (!table) return false
  const at = columnOf(table, 'leaseUntil')
  const leases: Row[] = []
  for await (const batch of rows(table)) leases.push(...batch)
  return leases.some((row) => new Date(String(row[at])) > now)
}

export const columnOf = (table: Table, name: string) => table.columns.findIndex((column) => column.name === name)

export function parentsFirst(tables: readonly Table[]): Table[] {
  const left = new Map(tables.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((table) => [table.name, table]))
  const ordered: Table[] = []
  while (left.size > 0) {
    const free = [...left.values()].filter((table) => table.parents.every((name) => name === table.name || !left.has(name)))
    if (free.length === 0) throw new Error(`Tables point at each other in a circle: ${[...left.keys()].join(', ')}.`)
    for (const table of free) left.delete(table.name)
    ordered.push(...free)
  }
  return ordered
}

export const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
