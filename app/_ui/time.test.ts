import { expect, test } from 'vitest'
import { clock } from './lease.tsx'
import { shortAge } from './time.tsx'

test('an age is told in its largest unit', () => {
  expect([0, 59, 60, 3_599, 3_600, 86_400, 40 * 86_400, 800 * 86_400].map(shortAge)).toEqual([
    'now',
    'now',
    '1 min',
    '59 min',
    '1 h',
    '1 d',
    '1 mo',
    '2 y',
  ])
})

test('a lease counts minutes and seconds, and hours from an hour on', () => {
  expect([5, 65, 652, 3_599.9, 3_600, 7_860].map(clock)).toEqual(['00:05', '01:05', '10:52', '59:59', '1 h 00', '2 h 11'])
})
