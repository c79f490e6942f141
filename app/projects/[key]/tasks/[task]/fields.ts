/** "3,5" and "3.5" are hours; nothing clears; what is no number is sent on, so that the server says so. */
export function hoursFrom(text: string): number | null {
  const trimmed = text.trim().replace(',', '.')
  return trimmed === '' ? null : Number(trimmed)
}

export const listFrom = (text: string) =>
  text
    .split(/[,\n]/u)
    .map((part) => part.trim())
    .filter(Boolean)

/** A deadline is a day in the viewer's eyes: its end, in UTC. */
export const deadlineFrom = (day: string) => (day === '' ? null : `${day}T23:59:59.000Z`)
export const dayOf = (deadline: string | null) => deadline?.slice(0, 10) ?? ''

const DAY = 86_400_000

/** "in 2 days", "today", "3 days late". */
export function dueWords(deadline: string, now: number) {
  const days = Math.floor(Date.parse(deadline) / DAY) - Math.floor(now / DAY)
  if (days === 0) return 'today'
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`
  return days > 0 ? `in ${count}` : `${count} late`
}
