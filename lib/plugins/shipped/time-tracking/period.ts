/** From the beginning of `from` until before `to`, in milliseconds, at midnights UTC. */
export interface Period {
  from: number
  to: number
}

export const DAY_MS = 24 * 3600_000
/** Weeks begin on Monday. */
export const PERIODS = ['today', 'yesterday', 'this week', 'last week', 'this month', 'last month', 'this year', 'all'] as const
export type PeriodName = (typeof PERIODS)[number]

/** The named period; the days given, both included, stand above its ends. */
export function periodOf(name: PeriodName, now: number, days: { from?: string | undefined; to?: string | undefined }): Period {
  // A single end leaves the other open: what was named is for neither.
  const period = days.from || days.to ? named('all', now) : named(name, now)
  const from = days.from ? Date.parse(days.from) : period.from
  const to = days.to ? Date.parse(days.to) + DAY_MS : period.to
  if (from >= to) throw new Error(`The period ends (${days.to}) before it begins (${days.from}).`)
  return { from, to }
}

export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
export const monthOf = (at: number) => dayOf(at).slice(0, 7)
/** The Monday of its week. */
export const weekOf = (at: number) => dayOf(startOfWeek(at))
export const startOfDay = (at: number) => Math.floor(at / DAY_MS) * DAY_MS

function named(name: PeriodName, now: number): Period {
  const [year, month] = [new Date(now).getUTCFullYear(), new Date(now).getUTCMonth()]
  const [today, monday] = [startOfDay(now), startOfWeek(now)]
  switch (name) {
    case 'today':
      return { from: today, to: today + DAY_MS }
    case 'yesterday':
      return { from: today - DAY_MS, to: today }
    case 'this week':
      return { from: monday, to: monday + 7 * DAY_MS }
    case 'last week':
      return { from: monday - 7 * DAY_MS, to: monday }
    case 'this month':
      return { from: Date.UTC(year, month), to: Date.UTC(year, month + 1) }
    case 'last month':
      return { from: Date.UTC(year, month - 1), to: Date.UTC(year, month) }
    case 'this year':
      return { from: Date.UTC(year, 0), to: Date.UTC(year + 1, 0) }
    case 'all':
      return { from: 0, to: Date.UTC(9999, 0) }
  }
}

// The first of January 1970 was a Thursday.
const startOfWeek = (at: number) => startOfDay(at) - ((Math.floor(at / DAY_MS) + 3) % 7) * DAY_MS
