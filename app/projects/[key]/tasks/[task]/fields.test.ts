import { expect, it } from 'vitest'
import { deadlineFrom, dueWords, hoursFrom, listFrom } from './fields.ts'

it('reads hours with a point or a comma, and nothing as cleared', () => {
  expect([hoursFrom('3.5'), hoursFrom(' 3,5 '), hoursFrom(''), hoursFrom('x')]).toEqual([3.5, 3.5, null, NaN])
})

it('splits a list at commas and lines and drops what is empty', () => {
  expect(listFrom('go, cli,\n bench ,')).toEqual(['go', 'cli', 'bench'])
})

it('sets a deadline to the end of its day', () => {
  expect([deadlineFrom('2026-11-24'), deadlineFrom('')]).toEqual(['2026-11-24T23:59:59.000Z', null])
})

it('says how far a deadline is', () => {
  const now = Date.parse('2026-11-22T10:00:00Z')
  const due = (day: string) => dueWords(`${day}T23:59:59Z`, now)
  expect([due('2026-11-24'), due('2026-11-22'), due('2026-11-21')]).toEqual(['in 2 days', 'today', '1 day late'])
})
