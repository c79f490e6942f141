import type { ProjectEvent } from './documents.ts'

export type Line = { kind: 'day'; id: string; day: string } | { kind: 'event'; id: string; event: ProjectEvent }

/** Events with a head before the first of each day, in UTC as all times are. */
export function linesOf(events: readonly ProjectEvent[]): Line[] {
  let day = ''
  return events.flatMap((event): Line[] => {
    const line: Line = { kind: 'event', id: event.id, event }
    const of = event.createdAt.slice(0, 10)
    if (of === day) return [line]
    day = of
    // Imported events have times of their own: a day may come again.
    return [{ kind: 'day', id: `${of} ${event.id}`, day: of }, line]
  })
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** "Sunday 22 November 2026": by hand, since the server's and the browser's Intl set commas differently. */
export function dayWords(day: string) {
  const date = new Date(day)
  return `${WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}
