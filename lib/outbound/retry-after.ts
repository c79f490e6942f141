const LONGEST_MS = 6 * 3600_000
const ASKS = new Set([429, 503])
// Of the three forms that HTTP knows the one that is still written; the others have no meaning that everybody shares.
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * How long an answer 429 or 503 asks to be left alone, in milliseconds, at most 6 hours; null when it does not say. A time is taken by
 * the answer's own clock, if it tells it.
 */
export function retryAfterOf(status: number, headers: { 'retry-after'?: string | undefined; date?: string | undefined }, now = Date.now()) {
  const value = headers['retry-after']?.trim() ?? ''
  if (!ASKS.has(status)) return null
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, LONGEST_MS)
  if (!DATE.test(value)) return null
  const told = Date.parse(headers.date ?? '')
  const ms = Date.parse(value) - (Number.isNaN(told) ? now : told)
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_MS)
}
