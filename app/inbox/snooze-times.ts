export interface SnoozeTime {
  word: string
  until: Date
  /** The moment as a clock and a calendar say it. */
  at: string
  /** After "comes back". */
  words: string
}

const MORNING = 9
const HOUR_MS = 3_600_000

/** What a person may put something off to, in their own time; none of them is over. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const inHours = (hours: number) => new Date(now.getTime() + hours * HOUR_MS)
  const morning = (days: number) => {
    const day = new Date(now)
    day.setDate(day.getDate() + days)
    day.setHours(MORNING, 0, 0, 0)
    return day
  }
  // Sunday is 0. On a Monday the next one is a week away.
  const toMonday = (8 - now.getDay()) % 7 || 7
  const evening = new Date(now)
  evening.setHours(18, 0, 0, 0)
  const times = [
    { word: 'In 1 hour', until: inHours(1), words: 'in 1 hour' },
    { word: 'In 3 hours', until: inHours(3), words: 'in 3 hours' },
    { word: 'This evening', until: evening, words: 'this evening at 18:00' },
    { word: 'Tomorrow', until: morning(1), words: 'tomorrow at 09:00' },
    { word: 'Next Monday', until: morning(toMonday), words: 'on Monday at 09:00' },
    { word: 'In a month', until: morning(30), words: 'in a month' },
  ]
  return times.filter(({ until }) => until > now).map((time) => ({ ...time, at: saying(time.until, now) }))
}

function saying(time: Date, now: Date) {
  const clock = time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  if (time.toDateString() === now.toDateString()) return clock
  const day = time.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '')
  return `${day}, ${clock}`
}
