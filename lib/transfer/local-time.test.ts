import { expect, it } from 'vitest'
import { isTimeZone, timeOf } from './local-time.ts'

it.each([
  ['2026-11-22T14:09:00.800171', 'UTC', '2026-11-22T14:09:00.800Z'],
  ['2026-11-22 14:09:05', 'UTC', '2026-11-22T14:09:05.000Z'],
  ['2026-11-22T14:09:00.8', 'Europe/Berlin', '2026-11-22T13:09:00.800Z'],
  ['2026-07-01T00:30:00', 'America/New_York', '2026-07-01T04:30:00.000Z'],
  ['2026-12-24T17:00:00Z', 'Europe/Berlin', '2026-12-24T17:00:00.000Z'],
  ['2026-12-24T17:00:00+02:00', 'UTC', '2026-12-24T15:00:00.000Z'],
  ['2026-12-24 17:00:00 +0200', 'UTC', '2026-12-24T15:00:00.000Z'],
  ['2026-12-24 17:00:00 UTC', 'Asia/Tokyo', '2026-12-24T17:00:00.000Z'],
  ['2026-12-24', 'Asia/Tokyo', '2026-12-23T15:00:00.000Z'],
  // The hour after the clock was set forward in Berlin, and the one that comes twice.
  ['2026-03-29T03:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T03:30:00', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
])('%s on a clock in %s is %s', (text, zone, utc) => {
  expect(timeOf(text, zone)?.toISOString()).toBe(utc)
})

it.each(['', 'soon', '2026-02-30', '2026-13-01', '12/24/2026', '2026-12-24T25:00:00', '+012026-01-01T00:00:00Z'])(
  '%j is no time',
  (text) => {
    expect(timeOf(text, 'UTC')).toBeNull()
  },
)

it('knows a time zone by its name', () => {
  expect(['UTC', 'Europe/Berlin', 'Mars/Base', ''].map(isTimeZone)).toEqual([true, true, false, false])
})
