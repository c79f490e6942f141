const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOVING = /^today(?:\s*([+-])\s*(\d{1,4})\s*([dw]))?$/
const DAY_MS = 86_400_000

/** Whether it is a day of the calendar, such as 2026-01-31. */
export function isDay(given: string): boolean {
  if (!DAY.test(given)) return false
  const time = new Date(`${given}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(given)
}

/** Whether it is a day, or one that is counted from today: `today`, `today + 3d`, `today - 2w`. */
export const isMovingDay = (given: string) => MOVING.test(given) || isDay(given)

/** The day that a moving one is on the day `today`. What is counted from nothing stays as it is. */
export function dayOf(moving: string, today: string): string {
  const [is, sign, count, unit] = MOVING.exec(moving) ?? []
  return is === undefined ? moving : addDays(today, daysOf(sign, count, unit))
}

/** @param day such as 2026-01-31 */
export function addDays(day: string, days: number): string {
  const time = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)
  return Number.isNaN(time.getTime()) ? day : time.toISOString().slice(0, 10)
}

/** How many days `+ 3 d` and `- 2 w` are; none where nothing is said. */
export const daysOf = (sign?: string, count?: string, unit?: string) =>
  Number(count ?? 0) * (unit === 'w' ? 7 : 1) * (sign === '-' ? -1 : 1)
