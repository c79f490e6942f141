import { describe, expect, test } from 'vitest'
import { blockedWords, burnUpWords, cycleWords, finishedBy, hoursWord, stepsOf, throughputWords, timesOf, wipWords } from './words.ts'

const day = (day: string, completed: number) => ({ day, completed })
const at = (day: string, inProgress: number, blocked = 0, scope = 10, completed = 0) => ({ day, scope, completed, inProgress, blocked })
const spread = (count: number, p50Hours: number | null, p85Hours: number | null) => ({ count, p50Hours, p85Hours, distribution: [] })

describe('what the charts say', () => {
  test('weeks begin on Monday and hold the days that the period has of them', () => {
    const days = [day('2026-01-31', 1), day('2026-02-01', 2), day('2026-02-02', 4), day('2026-02-08', 8), day('2026-02-09', 16)]
    expect(finishedBy(days, 'week')).toEqual([
      { day: '2026-01-26', label: 'week of 26 Jan', completed: 3 },
      { day: '2026-02-02', label: 'week of 2 Feb', completed: 12 },
      { day: '2026-02-09', label: 'week of 9 Feb', completed: 16 },
    ])
  })

  test('throughput names the best day, and says when nothing was finished', () => {
    const rows = finishedBy([day('2026-01-01', 1), day('2026-01-02', 5)], 'day')
    expect(throughputWords(rows, 'day')).toBe('6 tasks were finished, 3 a day on average; most on 2 Jan: 5.')
    expect(throughputWords(finishedBy([day('2026-01-01', 0)], 'day'), 'day')).toBe('Nothing was finished.')
  })

  test('times are said as people say them', () => {
    expect([0.5, 1, 3.24, 30, 49, 400].map(hoursWord)).toEqual(['30 min', '1 h', '3.2 h', '30 h', '2 d', '17 d'])
  })

  test('cycle time falls back to the time since creation where nothing was started', () => {
    const figures = { cycleTime: spread(0, null, null), leadTime: spread(3, 2, 50) }
    expect(cycleWords(timesOf(figures))).toBe(
      'Half took 2 h or less, 85 % took 2.1 d or less, from creation to finish (3 tasks); none was started here before it was finished.',
    )
    expect(cycleWords({ ...spread(1, 2, 3), what: 'cycle' })).toContain('from start to finish (1 task).')
    expect(cycleWords({ ...spread(1, 0.01, 3), what: 'cycle' })).toContain('Half took under a minute, 85 % took 3 h or less')
    expect(cycleWords({ ...spread(0, null, null), what: 'lead' })).toBe('No finished task says how long it took.')
  })

  test('steps have words', () => {
    expect(stepsOf([...[1, 24, null].map((upToHours) => ({ upToHours, count: 2 }))]).map(({ label }) => label)).toEqual([
      '≤ 1 h',
      '≤ 1 d',
      'longer',
    ])
  })

  test('work in progress, blocked time and burn-up say where it stands', () => {
    expect(wipWords([at('2026-01-01', 4), at('2026-01-02', 2, 3)])).toBe(
      '2 in progress and 3 blocked at the end; 3 in progress on average, 4 on 1 Jan.',
    )
    expect(wipWords([at('2026-01-01', 0, 1)])).toContain('Nothing was in progress')
    const task = { id: 'a', key: 'WEB-1', title: 'T', status: 'BLOCKED' as const }
    expect(blockedWords({ totalHours: 30, tasks: 2, longest: [{ hours: 20, task }] })).toBe(
      '2 tasks were blocked for 30 h together; WEB-1 longest, for 20 h.',
    )
    expect(blockedWords({ totalHours: 0, tasks: 0, longest: [] })).toBe('Nothing was blocked.')
    expect(burnUpWords([at('2026-01-01', 0, 0, 10, 2), at('2026-01-02', 0, 0, 12, 6)])).toBe(
      '6 of 12 tasks done at the end (50 %); from the first day on scope grew by 2 and 4 more were done.',
    )
    expect(burnUpWords([at('2026-01-01', 0, 0, 0, 0)])).toBe('No task was in scope.')
  })
})
