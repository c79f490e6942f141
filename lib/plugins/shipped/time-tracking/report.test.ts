import { describe, expect, it } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'
import { periodOf } from './period.ts'
import { sumUp, type Timed } from './report.ts'

// A Wednesday.
const now = Date.parse('2026-11-18T10:30:00Z')
const days = (period: ReturnType<typeof periodOf>) => [period.from, period.to].map((at) => new Date(at).toISOString().slice(0, 16))

describe('a duration', () => {
  it.each([
    ['1h 30m', 90],
    ['1.5h', 90],
    ['1,5', 90],
    ['90 min', 90],
    ['1:30', 90],
    ['2 hours', 120],
    ['45m', 45],
    ['1 hour 1 minute', 61],
  ])('is read from "%s"', (text, minutes) => expect(parseDuration(text)).toBe(minutes))

  it.each(['', ' ', 'soon', '-1h', '1:75', '1h 2h', 'h', '1e3'])('is not read from "%s"', (text) => expect(parseDuration(text)).toBeNull())

  it('is said in hours and minutes', () => expect([0, 59.6, 60, 90].map(formatDuration)).toEqual(['0 min', '1 h', '1 h', '1 h 30 min']))
})

describe('a period', () => {
  it.each([
    ['today', '2026-11-18T00:00', '2026-11-19T00:00'],
    ['yesterday', '2026-11-17T00:00', '2026-11-18T00:00'],
    ['this week', '2026-11-16T00:00', '2026-11-23T00:00'],
    ['last week', '2026-11-09T00:00', '2026-11-16T00:00'],
    ['this month', '2026-11-01T00:00', '2026-12-01T00:00'],
    ['last month', '2026-10-01T00:00', '2026-11-01T00:00'],
    ['this year', '2026-01-01T00:00', '2027-01-01T00:00'],
  ] as const)('%s goes from %s until before %s', (name, from, to) => expect(days(periodOf(name, now, {}))).toEqual([from, to]))

  it('goes over the days that are given, both included, and is open where one is not', () => {
    expect(days(periodOf('today', now, { from: '2026-02-27', to: '2026-02-28' }))).toEqual(['2026-02-27T00:00', '2026-03-01T00:00'])
    expect(periodOf('today', now, { to: '2026-02-28' }).from).toBe(0)
    expect(() => periodOf('today', now, { from: '2026-03-01', to: '2026-02-01' })).toThrow('before it begins')
  })
})

describe('a report', () => {
  const entry = (startedAt: string, endedAt: string, more: Partial<Timed> = {}): Timed => ({
    ...{ id: '', taskId: 'a', taskKey: 'WEB-1', actorId: 'ann', startedAt, endedAt, note: '', origin: 'STATUS', loggedById: null },
    ...{ project: 'WEB', isRunning: false },
    ...more,
  })
  const all = periodOf('all', now, {})
  const night = entry('2026-10-31T22:00:00Z', '2026-11-01T03:00:00Z')

  it('cuts an entry at midnights, at the beginning of weeks and of months', () => {
    expect(sumUp([night], 'day', all).map(({ key, minutes }) => [key, minutes])).toEqual([
      ['2026-10-31', 120],
      ['2026-11-01', 180],
    ])
    expect(sumUp([night], 'month', all).map(({ key, minutes }) => [key, minutes])).toEqual([
      ['2026-10', 120],
      ['2026-11', 180],
    ])
    expect(sumUp([night], 'week', all)).toEqual([{ key: '2026-10-26', minutes: 300, entries: 1, actors: 1, tasks: 1 }])
  })

  it('counts the part of an entry that lies in the period, and none outside', () => {
    expect(sumUp([night], 'task', periodOf('this month', now, {}))).toMatchObject([{ key: 'WEB-1', minutes: 180 }])
    expect(sumUp([night], 'task', periodOf('today', now, {}))).toEqual([])
  })

  it('sums up by task, actor and project, the most first', () => {
    const more = entry('2026-11-02T00:00:00Z', '2026-11-02T10:00:00Z', { taskId: 'b', taskKey: 'API-1', actorId: 'bob', project: 'API' })
    const both = entry('2026-11-03T00:00:00Z', '2026-11-03T01:00:00Z', { actorId: 'bob' })
    const rows = (by: 'task' | 'actor' | 'project') => sumUp([night, more, both], by, all).map((sum) => [sum.key, sum.minutes, sum.entries])
    expect(rows('task')).toEqual([
      ['API-1', 600, 1],
      ['WEB-1', 360, 2],
    ])
    expect(rows('actor')).toEqual([
      ['bob', 660, 2],
      ['ann', 300, 1],
    ])
    expect(rows('project')).toEqual([
      ['API', 600, 1],
      ['WEB', 360, 2],
    ])
  })
})
