/** What a running clock may be corrected by. */
const CORRECTION_MS = 1000
/** Longer than the longest lease: after such a step back every open lease reaches too far ahead, and holds nothing. */
const LONGEST_STEP_MS = 25 * 3600_000

/**
 * Time for leases. A clock that steps back would give every lease the length of its step, so this one goes on at its own pace until
 * the clock has caught up. A step forward is taken, because a machine that slept makes one: leases end early then, and never twice.
 */
export class SteadyClock {
  /** What the clock showed, and when by the time that the process has run. */
  #last: { time: number; at: number } | null

  /** @param seen the latest time that was stored when the process began */
  constructor(seen: Date | null = null) {
    this.#last = seen && { time: seen.getTime(), at: performance.now() }
  }

  /** @param asked when the clock was asked, by `performance.now()`: it cannot show an earlier time than that */
  read(shown: Date, asked = performance.now()): Date {
    const expected = this.#last ? this.#last.time + (asked - this.#last.at) : -Infinity
    const behind = expected - shown.getTime()
    if (behind > CORRECTION_MS && behind < LONGEST_STEP_MS) return new Date(expected)
    this.#last = { time: shown.getTime(), at: performance.now() }
    return shown
  }
}
