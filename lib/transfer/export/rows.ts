import { empty, join, raw, type Sql, sqltag as sql } from '@prisma/client/runtime/client'
import type { Reader } from '#lib/db/snapshots.ts'

export type Row = Record<string, unknown>
export const PAGE = 500

export const columns = (names: readonly string[]) => raw(names.map((name) => `"${name}"`).join(', '))

/**
 * Rows in pages that are as quick at the end of a table as at its beginning.
 * Raw: the client spends several times as long on a row of its own reads, and cannot compare two columns as one.
 * @param order columns that together tell every row apart
 */
export async function* pages(
  reader: Reader,
  {
    table,
    names,
    where,
    order,
    size = PAGE,
  }: { table: string; names: readonly string[]; where: Sql; order: readonly string[]; size?: number },
): AsyncGenerator<Row[]> {
  const by = columns(order)
  for (let after: unknown[] | null = null; ;) {
    const beyond: Sql = after ? sql`AND (${by}) > (${join(after)})` : empty
    const rows: Row[] = await reader.$queryRaw<Row[]>`
      SELECT ${columns(names)} FROM ${raw(`"${table}"`)} WHERE ${where} ${beyond} ORDER BY ${by} LIMIT ${size}`
    const last = rows.at(-1)
    if (!last) return
    yield rows
    if (rows.length < size) return
    after = order.map((name) => last[name])
  }
}

/** All rows of a few owners: for tables that hold only a few of each. */
export const all = (reader: Reader, table: string, names: readonly string[], where: Sql) =>
  reader.$queryRaw<Row[]>`SELECT ${columns(names)} FROM ${raw(`"${table}"`)} WHERE ${where}`

export const among = (column: string, values: readonly string[]) => sql`${raw(`"${column}"`)} IN (${join([...values])})`

/** By code units, so that both databases and every locale agree. */
export const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
