import { expect, test } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

const at = (time: string) => Object.fromEntries(snoozeTimes(new Date(time)).map(({ word, until, at: says }) => [word, [until, says]]))

test('times lie ahead, in the own time of the person', () => {
  const times = at('2026-01-29T10:30:00')
  expect(times['In 1 hour']).toEqual([new Date('2026-01-29T11:30:00'), '11:30'])
  expect(times['This evening']).toEqual([new Date('2026-01-29T18:00:00'), '18:00'])
  expect(times.Tomorrow).toEqual([new Date('2026-01-30T09:00:00'), 'Fri 30 Jan, 09:00'])
  expect(times['Next Monday']).toEqual([new Date('2026-02-02T09:00:00'), 'Mon 2 Feb, 09:00'])
})

test('an evening that is over is not offered, and next Monday is never today', () => {
  expect(at('2026-02-02T19:00:00')['This evening']).toBeUndefined()
  expect(at('2026-02-02T08:00:00')['Next Monday']?.[0]).toEqual(new Date('2026-02-09T09:00:00'))
})
