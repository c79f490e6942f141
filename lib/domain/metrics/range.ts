import { InvalidInputError } from '#lib/errors.ts'

/** A stretch of time: `from` belongs to it, `to` does not. */
export interface Range {
  from: Date
  to: Date
}

const DAY_MS = 24 * 3600_000
const DEFAULT_DAYS = 30
export const MOST_DAYS = 366

/** Without an end up to now, without a begin the 30 days before the end. */
export function rangeOf(from: Date | null | undefined, to: Date | null | undefined, now = new Date()): Range {
  const end = to ?? now
  const begin = from ?? new Date(end.getTime() - DEFAULT_DAYS * DAY_MS)
  if (begin >= end) throw new InvalidInputError([{ field: 'from', message: 'must lie before `to`' }])
  if (end.getTime() - begin.getTime() > MOST_DAYS * DAY_MS)
    throw new InvalidInputError([{ field: 'from', message: `at most ${MOST_DAYS} days before \`to\`` }])
  return { from: begin, to: end }
}

/** Every day that a range touches, in UTC: `2026-01-31`. */
export function daysOf({ from, to }: Range): string[] {
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate())
  const count = Math.ceil((to.getTime() - first) / DAY_MS)
  return Array.from({ length: count }, (_, i) => new Date(first + i * DAY_MS).toISOString().slice(0, 10))
}
