const SHAPE = /^(?:(\d+(?:[.,]\d+)?)\s*(?:h|hours?))?\s*(?:(\d+)\s*(?:m|min|minutes?))?$/i
const CLOCK = /^(\d{1,2}):([0-5]\d)$/
const BARE = /^\d+(?:[.,]\d+)?$/

/** Minutes of "1h 30m", "1.5 h", "90 min", "1:30" or "1.5" (hours, as everywhere in tasks); null when it is none of these. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const clock = CLOCK.exec(trimmed)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  if (BARE.test(trimmed)) return Math.round(number(trimmed) * 60)
  const parts = SHAPE.exec(trimmed)
  return parts ? Math.round(number(parts[1] ?? '0') * 60) + Number(parts[2] ?? 0) : null
}

/** "1 h 30 min", for people. Reports have hours as numbers. */
export function formatDuration(minutes: number): string {
  const whole = Math.round(minutes)
  const [hours, rest] = [Math.floor(whole / 60), whole % 60]
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

const number = (text: string) => Number(text.replace(',', '.'))
