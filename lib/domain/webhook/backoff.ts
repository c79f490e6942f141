const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long to wait after each failed attempt; after the last there is no other: about 22 hours in all. */
const DELAYS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 11 * HOUR]
const JITTER = 0.2

export const MAX_ATTEMPTS = DELAYS.length + 1

/** A webhook whose every message has failed for so long is switched off when one of them is given up. */
export const FAILING_TOO_LONG_MS = 12 * HOUR

/**
 * The pause after this many failed attempts, longer or shorter by a fifth so that many do not come at once; null: give up.
 * @param asked how long the receiver wants to be left alone; a shorter time would only use up the attempts
 */
export function pauseAfter(attempts: number, random: number, asked: number | null = null): number | null {
  const delay = DELAYS[attempts - 1]
  return delay === undefined ? null : Math.max(Math.round(delay * (1 + JITTER * (2 * random - 1))), asked ?? 0)
}
