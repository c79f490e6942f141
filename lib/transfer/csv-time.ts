import { timeOf } from './local-time.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const CLOCK = /^[ ,T]*(?:(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(am|pm)?)?$/i

/**
 * The times of one column, all looked at before the first is read. Dates in slashes are read day or month first as the whole column shows; where it shows neither,
 * they are none, for a wrong month is worse than a date beside the task.
 */
export class CsvTimes {
  #isDayFirst = false
  #isMonthFirst = false

  constructor(private readonly timeZone: string) {}

  /** Looks at a cell for what it shows of the column. */
  look(cell: string) {
    const [, first, second] = /^\s*(\d{1,2})\/(\d{1,2})\/\d{2,4}\b/.exec(cell) ?? []
    if (!first || !second) return
    this.#isDayFirst ||= Number(first) > 12
    this.#isMonthFirst ||= Number(second) > 12
  }

  read(text: string): Date | null {
    const order = this.#isDayFirst === this.#isMonthFirst ? null : this.#isDayFirst ? 'day' : 'month'
    return timeOf(text, this.timeZone) ?? timeOf(isoOf(text.trim(), order) ?? '', this.timeZone)
  }
}

/** A date in words, dots or slashes as ISO 8601 without a zone. */
function isoOf(text: string, order: 'day' | 'month' | null): string | null {
  const found = dated(text, order)
  if (!found) return null
  const [year, month, day, rest] = found
  const [, hour, minute = '00', second = '00', half] = CLOCK.exec(rest) ?? []
  if (rest.trim() && hour === undefined) return null
  const full = Number(year) < 100 ? 2000 + Number(year) : Number(year)
  const date = `${String(full).padStart(4, '0')}-${two(month)}-${two(day)}`
  if (hour === undefined) return date
  const ofDay = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  return `${date}T${two(ofDay)}:${minute}:${second}`
}

function dated(text: string, order: 'day' | 'month' | null): [year: string, month: string | number, day: string, rest: string] | null {
  const [, year, month, day, rest] = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(.*)$/.exec(text) ?? []
  if (year && month && day) return [year, month, day, rest ?? '']
  const [, d, m, y, more] = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(.*)$/.exec(text) ?? []
  if (d && m && y) return [y, m, d, more ?? '']
  const [, first, second, last, tail] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(.*)$/.exec(text) ?? []
  if (first && second && last && order) return order === 'day' ? [last, second, first, tail ?? ''] : [last, first, second, tail ?? '']
  const [, dayIn, nameIn, yearIn, restIn] =
    /^(?:[a-z]{3,9},? )?(\d{1,2})[ /-]([a-z]{3})[a-z]*\.?[ /,-]+(\d{4}|\d{2})(.*)$/i.exec(text) ?? []
  if (dayIn && nameIn && yearIn) return named(yearIn, nameIn, dayIn, restIn)
  const [, nameAt, dayAt, yearAt, restAt] =
    /^(?:[a-z]{3,9},? )?([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(.*)$/i.exec(text) ?? []
  return nameAt && dayAt && yearAt ? named(yearAt, nameAt, dayAt, restAt) : null
}

function named(year: string, name: string, day: string, rest = ''): [string, number, string, string] | null {
  const month = MONTHS.indexOf(name.toLowerCase()) + 1
  return month > 0 ? [year, month, day, rest] : null
}

const two = (part: string | number) => String(part).padStart(2, '0')
