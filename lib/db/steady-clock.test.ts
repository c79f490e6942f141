import { expect, test } from 'vitest'
import { SteadyClock } from './steady-clock.ts'

const HOUR = 3600_000
const start = new Date('2026-03-01T12:00:00Z').getTime()
/** What the clock answers when it shows a time, so many milliseconds after the process began. */
const reading = (clock: SteadyClock, shown: number, elapsed: number) => clock.read(new Date(shown), origin + elapsed).getTime() - start
let origin = 0
const begin = (seen: Date | null = null) => {
  origin = performance.now()
  return new SteadyClock(seen)
}
/** Milliseconds that the test itself may take between two lines. */
const SLACK = 500

test('shows what the clock shows while that goes on, also past small corrections', () => {
  const clock = begin()
  expect(reading(clock, start, 0)).toBe(0)
  expect(reading(clock, start + 200, 0)).toBe(200)
  expect(reading(clock, start + 150, 0)).toBe(150)
})

test('goes on at its own pace when the clock is set back, until that has caught up', () => {
  const clock = begin()
  reading(clock, start, 0)
  const later = reading(clock, start - HOUR + 60_000, 60_000)
  expect(later).toBeGreaterThan(60_000 - SLACK)
  expect(later).toBeLessThanOrEqual(60_000)
  expect(reading(clock, start - HOUR + 600_000, 600_000)).toBeGreaterThan(600_000 - SLACK)
  expect(reading(clock, start + 700_000, 700_000)).toBe(700_000)
})

test('follows a step forward at once, and stays there when it was a mistake', () => {
  const clock = begin()
  reading(clock, start, 0)
  expect(reading(clock, start + HOUR, 0)).toBe(HOUR)
  expect(reading(clock, start, 0)).toBeGreaterThan(HOUR - SLACK)
})

test('goes on from the latest time that was stored before the process began', () => {
  const clock = begin(new Date(start))
  expect(reading(clock, start - HOUR, 1000)).toBeGreaterThan(1000 - SLACK)
  expect(reading(begin(new Date(start)), start + HOUR, 0)).toBe(HOUR)
})

test('follows a step back of more than a day, after which no open lease is good', () => {
  expect(reading(begin(new Date(start)), start - 26 * HOUR, 0)).toBe(-26 * HOUR)
})
