/** Times that a list is narrowed to, as the address holds them: `overdue`, `next-7`, `last-30`, or days as `2026-01-31..2026-02-28`. */
const DAYS = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/
const RELATIVE = /^(next|last)-([1-9]\d{0,2})$/

export const isRange = (text: string) =>
  text === 'overdue' || RELATIVE.test(text) || (DAYS.test(text) && text !== '..' && text.split('..').every(isDay))

const isDay = (day: string) => day === '' || !Number.isNaN(Date.parse(day))

export const DEADLINES = ['overdue', 'next-7', 'next-30'] as const
export const PASTS = ['last-1', 'last-7', 'last-30'] as const

const DAY = 86_400_000
const HOUR = 3_600_000

interface Bounds {
  after?: string
  before?: string
}

/** Relative ones begin on the hour, so that an address asks the same for a while. Days are those of UTC, as deadlines are. */
export function boundsOf(range: string | null, now: number): Bounds {
  if (range === null) return {}
  const hour = Math.floor(now / HOUR) * HOUR
  if (range === 'overdue') return { before: iso(hour) }
  const relative = RELATIVE.exec(range)
  if (relative) {
    const days = Number(relative[2]) * DAY
    return relative[1] === 'next' ? { after: iso(hour), before: iso(hour + days) } : { after: iso(hour - days) }
  }
  const [from, until] = range.split('..')
  return { ...(from && { after: iso(Date.parse(from)) }), ...(until && { before: iso(Date.parse(until) + DAY) }) }
}

const iso = (time: number) => new Date(time).toISOString()

/** "overdue", "in the next 7 days", "from 31 January to 28 February". */
export function rangeWords(range: string) {
  if (range === 'overdue') return 'overdue'
  const relative = RELATIVE.exec(range)
  if (relative) {
    const [, side, count] = relative
    return `in the ${side} ${count === '1' ? '24 hours' : `${count} days`}`
  }
  const [from, until] = range.split('..')
  return [from && `from ${from}`, until && `to ${until}`].filter(Boolean).join(' ')
}
