import { Prisma } from '#lib/db.ts'
import type { CursorType, CursorValue } from './page.ts'

/** A column that a list is ordered by. Rows without a value (`date?`) come last, whatever the direction. */
export interface SortColumn {
  name: string
  type: CursorType
  desc?: boolean
}

/**
 * The rows after a cursor as ranges that an index answers by a seek each, in the order of the list: for (a desc, b asc) they are
 * `a = ? AND b > ?`, then `a < ?`. One condition with OR would read everything before the cursor again.
 */
export function ranges(columns: readonly SortColumn[], after: readonly CursorValue[] | null): Prisma.Sql[] {
  const [first, ...rest] = columns
  if (first?.type !== 'date?') return after ? seeks(columns, after) : [Prisma.sql`1 = 1`]
  const name = column(first)
  const [value, ...others] = after ?? []
  if (after && value === null) return seeks(rest, others).map((range) => Prisma.sql`${name} IS NULL AND ${range}`)
  return [...(after ? seeks(columns, after) : [Prisma.sql`${name} IS NOT NULL`]), Prisma.sql`${name} IS NULL`]
}

/** The order of the whole list. Written out for rows without a value, because the two databases differ in where they come. */
export function orderBy(columns: readonly SortColumn[]) {
  const parts = columns.flatMap((sort) =>
    sort.type === 'date?' ? [Prisma.sql`CASE WHEN ${column(sort)} IS NULL THEN 1 ELSE 0 END`, directed(sort)] : [directed(sort)],
  )
  return Prisma.sql`ORDER BY ${Prisma.join(parts)}`
}

/** The order inside one of `ranges`, as the index has it. */
export const orderInRange = (columns: readonly SortColumn[]) => Prisma.sql`ORDER BY ${Prisma.join(columns.map(directed))}`

export const columnList = (columns: readonly SortColumn[]) => Prisma.join(columns.map(column))

export const cursorValue = ({ type }: SortColumn, value: unknown): CursorValue =>
  value instanceof Date
    ? value.toISOString()
    : type === 'int'
      ? Number(value)
      : value === null || value === undefined
        ? null
        : String(value)

const directed = (sort: SortColumn) => Prisma.sql`${column(sort)} ${Prisma.raw(sort.desc ? 'DESC' : 'ASC')}`

const column = ({ name }: SortColumn) => Prisma.raw(`"${name}"`)

/** Neighbours of one direction are compared as a row, which one index range answers. */
function seeks(columns: readonly SortColumn[], after: readonly CursorValue[]): Prisma.Sql[] {
  const groups: { columns: SortColumn[]; values: Prisma.Sql[] }[] = []
  for (const [i, sort] of columns.entries()) {
    const last = groups.at(-1)
    const value = parameter(sort, after[i] ?? null)
    if (last && last.columns[0]?.desc === sort.desc) {
      last.columns.push(sort)
      last.values.push(value)
    } else groups.push({ columns: [sort], values: [value] })
  }
  return groups
    .map((group, i) => {
      const equal = groups.slice(0, i).flatMap((g) => g.columns.map((sort, k) => Prisma.sql`${column(sort)} = ${g.values[k]}`))
      const compare = Prisma.raw(group.columns[0]?.desc ? '<' : '>')
      const beyond = Prisma.sql`(${columnList(group.columns)}) ${compare} (${Prisma.join(group.values)})`
      return Prisma.join([...equal, beyond], ' AND ')
    })
    .reverse()
}

const parameter = ({ type }: SortColumn, value: CursorValue) =>
  type === 'date' || type === 'date?' ? Prisma.sql`${new Date(String(value))}` : Prisma.sql`${value}`
