/** A deadline is a day in the viewer's eyes: its end, in UTC. */
export const deadlineOn = (day: string) => `${day}T23:59:59.000Z`

const DAY = 86_400_000

/** The day so many days from now, as `2026-01-31`. */
export const dayIn = (days: number, now: number) => new Date(now + days * DAY).toISOString().slice(0, 10)

const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const LONG = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** "31 Jan"; with its year unless that is this one. */
export function dueDay(deadline: string, now = Date.now()) {
  const date = new Date(deadline)
  return (date.getUTCFullYear() === new Date(now).getUTCFullYear() ? SHORT : LONG).format(date)
}

export const isLate = (deadline: string, now: number) => Date.parse(deadline) < now
