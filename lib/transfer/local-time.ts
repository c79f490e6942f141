const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?$/

/**
 * A time as UTC: with an offset as it says, without one as a clock in `timeZone` showed it. A date alone is its first moment there.
 * Null when it is none.
 */
export function timeOf(text: string, timeZone: string): Date | null {
  const given = text.trim()
  const parts = LOCAL.exec(given)
  if (parts) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map((part) => Number(part ?? 0))
    const wall = Date.UTC(year, month - 1, day, hour, minute, second, Number((parts[7] ?? '0').padEnd(3, '0').slice(0, 3)))
    const isReal = new Date(wall).getUTCDate() === day && month <= 12 && hour < 24 && minute < 60 && second < 60
    return isReal ? new Date(instantOf(wall, timeZone)) : null
  }
  if (!/^\d{4}-\d{2}-\d{2}[T ]/.test(given)) return null
  const time = new Date(
    given
      .replace(' ', 'T')
      .replace(/ ?UTC$/, 'Z')
      .replace(/ ([+-]\d{2}:?\d{2})$/, '$1'),
  )
  return /^\d{4}-/.test(time.toJSON() ?? '') ? time : null
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Around a change of the clock the offset of the guess may be another one than that of the result, so it is asked twice. */
function instantOf(wall: number, timeZone: string) {
  const first = wall - offsetAt(wall, timeZone)
  return wall - offsetAt(first, timeZone)
}

function offsetAt(instant: number, timeZone: string) {
  if (timeZone === 'UTC') return 0
  const parts = formatter(timeZone).formatToParts(instant)
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour') % 24, of('minute'), of('second'))
  return shown - Math.floor(instant / 1000) * 1000
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string) {
  const known = formatters.get(timeZone)
  if (known) return known
  const numeric = 'numeric' as const
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric }
  const made = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...fields })
  formatters.set(timeZone, made)
  return made
}
