import { expect, it } from 'vitest'
import type { ProjectEvent } from './documents.ts'
import { dayWords, linesOf } from './lines.ts'

const event = (seq: number, createdAt: string): ProjectEvent => ({
  ...{ id: `evt_${seq}`, seq, createdAt, action: 'TASK_CREATED', taskKey: null, subjectId: null, data: {}, requestId: null },
  ...{ address: null, userAgent: null, actor: null, task: null, changes: [] },
})

it('puts a head before the first event of each day, also where a day comes again', () => {
  const lines = linesOf([
    event(4, '2026-03-02T00:00:00.000Z'),
    event(3, '2026-03-01T23:59:59.999Z'),
    event(2, '2026-03-01T01:00:00.000Z'),
    event(1, '2026-03-02T05:00:00.000Z'),
  ])
  expect(lines.map((line) => (line.kind === 'day' ? line.day : line.event.seq))).toEqual([
    '2026-03-02',
    4,
    '2026-03-01',
    3,
    2,
    '2026-03-02',
    1,
  ])
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
})

it('says a day in words', () => {
  expect(dayWords('2026-11-22')).toBe('Sunday 22 November 2026')
})
