import { InvalidInputError } from '#lib/errors.ts'

/** One page of a list; `cursors` stand for the rows at the same places. */
export interface Page<Row> {
  rows: Row[]
  cursors: string[]
  hasNextPage: boolean
  hasPreviousPage: boolean
  /** Counts the whole list, at most MAX_COUNT. */
  count?: () => Promise<number>
}

export interface PageInput {
  first?: number | null | undefined
  after?: string | null | undefined
}

export const MAX_PAGE = 100
export const MAX_COUNT = 10_000

export type CursorValue = string | number | null

export function pageSize(first: number | null | undefined, fallback = 50): number {
  const size = first ?? fallback
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE)
    throw new InvalidInputError([{ field: 'first', message: `must be a whole number from 1 to ${MAX_PAGE}` }])
  return size
}

/** Opaque to clients: the order's name and the sort values of a row. */
export const encodeCursor = (order: string, values: readonly CursorValue[]) =>
  Buffer.from(JSON.stringify([order, ...values])).toString('base64url')

/** @throws InvalidInputError unless it was made by `encodeCursor` for this order with values of these types. */
export function decodeCursor(order: string, types: readonly CursorType[], after: string | null | undefined): CursorValue[] | null {
  if (after === null || after === undefined || after === '') return null
  const [name, ...values] = parse(after)
  const fits = name === order && values.length === types.length && types.every((type, i) => isOfType(type, values[i]))
  if (!fits) throw new InvalidInputError([{ field: 'after', message: 'is not a cursor of this list in this order' }])
  return values as CursorValue[]
}

export type CursorType = 'text' | 'int' | 'date' | 'date?'

function parse(after: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
    return Array.isArray(values) ? values : []
  } catch {
    return []
  }
}

function isOfType(type: CursorType, value: unknown) {
  switch (type) {
    case 'text':
      return typeof value === 'string' && !value.includes('\0') && value.isWellFormed()
    case 'int':
      return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31
    case 'date?':
      return value === null || isDate(value)
    case 'date':
      return isDate(value)
  }
}

const isDate = (value: unknown) => typeof value === 'string' && /^\d{4}-/.test(value) && !Number.isNaN(Date.parse(value))

/** A page out of one row more than asked for. */
export function pageOf<Row>(found: readonly Row[], size: number, cursorOf: (row: Row) => string, isFirst: boolean): Page<Row> {
  const rows = found.slice(0, size)
  return { rows, cursors: rows.map(cursorOf), hasNextPage: found.length > size, hasPreviousPage: !isFirst }
}

export const emptyPage = <Row>(): Page<Row> => ({ rows: [], cursors: [], hasNextPage: false, hasPreviousPage: false, count: async () => 0 })
