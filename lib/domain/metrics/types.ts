/** How long something took, over those of which it is known. Without any, all but `count` are null. */
export interface Spread {
  count: number
  /** The smallest that half, or nine in ten, do not exceed. */
  p50Hours: number | null
  p90Hours: number | null
  meanHours: number | null
}

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
