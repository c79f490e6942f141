import { expect, it } from 'vitest'
import { retryAfterOf } from './retry-after.ts'

const NOW = Date.parse('2026-11-23T10:00:00Z')
const HOURS = 3600_000

it.each([
  ['seconds', 429, { 'retry-after': '120' }, 120_000],
  ['seconds of 503', 503, { 'retry-after': ' 7 ' }, 7_000],
  ['a time', 503, { 'retry-after': 'Mon, 23 Nov 2026 10:05:00 GMT' }, 300_000],
  [
    'a time by a clock that is wrong',
    503,
    { 'retry-after': 'Mon, 23 Nov 2026 08:05:00 GMT', date: 'Mon, 23 Nov 2026 08:00:00 GMT' },
    300_000,
  ],
  ['a time that has passed', 429, { 'retry-after': 'Mon, 23 Nov 2026 09:00:00 GMT' }, 0],
  ['years', 429, { 'retry-after': '99999999999' }, 6 * HOURS],
  ['a time years ahead', 503, { 'retry-after': 'Fri, 23 Nov 2096 10:00:00 GMT' }, 6 * HOURS],
  ['nothing', 503, {}, null],
  ['something else', 429, { 'retry-after': 'soon' }, null],
  ['less than nothing', 429, { 'retry-after': '-5' }, null],
  ['a part of a second', 429, { 'retry-after': '1.5' }, null],
  ['a day that is none', 429, { 'retry-after': 'Mon, 99 Nov 2026 10:00:00 GMT' }, null],
  ['seconds, with a status that does not ask', 500, { 'retry-after': '120' }, null],
] as const)('an answer that names %s', (_, status, headers, ms) => {
  expect(retryAfterOf(status, headers, NOW)).toBe(ms)
})
