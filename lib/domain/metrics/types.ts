/** How long something took, over those of which it is known. Without any, all but `count` are null. */
export interface Spread {
  count: number
  /** The smallest that half, 85 % or 90 % do not exceed. */
  p50Hours: number | null
  p85Hours: number | null
  p90Hours: number | null
  meanHours: number | null
  /** How many took longer than the entry before and at most this long; null: longer than all others. */
  distribution: { upToHours: number | null; count: number }[]
}

/** The borders of `distribution`: an hour, half a day of work and one, a day, three, a week, two, four. */
export const DISTRIBUTION_HOURS = [1, 4, 8, 24, 72, 168, 336, 672] as const

/** Figures about the tasks that were completed in a range of time, and about the claims that ended in it. */
export interface Metrics {
  from: Date
  to: Date
  completed: number
  /** One entry for every UTC day that the range touches. */
  throughput: { day: string; completed: number }[]
  /** From the first start to the completion; tasks that were completed without being started have none. */
  cycleTime: Spread
  /** From the creation to the completion. */
  leadTime: Spread
  /** Over tasks with an estimate and actual hours: mean of actual/estimated, and mean distance from the estimate in per cent of it. */
  estimates: { count: number; meanRatio: number | null; meanErrorPercent: number | null }
  feedback: { count: number; quality: number | null; timeliness: number | null }
  /** Over tasks with a deadline: how many were completed by then. */
  deadlines: { count: number; met: number; rate: number | null }
  failedAttempts: number
  expiredLeases: number
}

/** How the work stood at the end of a UTC day, or of the range on its last one. */
export interface FlowDay {
  day: string
  /** Tasks that existed and were not cancelled. */
  scope: number
  /** Of these, tasks that were completed by then and still are. */
  completed: number
  inProgress: number
  blocked: number
}

export interface Flow {
  /** One entry for every UTC day that the range touches. */
  days: FlowDay[]
  /** When something was last completed before the end of the range, also before its begin. */
  lastCompletedAt: Date | null
  /** Time in the status BLOCKED within the range. */
  blocked: { totalHours: number; tasks: number; longest: { taskId: string; hours: number }[] }
}
