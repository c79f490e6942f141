import { expect, test } from 'vitest'
import { threadsOf, type Notification } from './reasons.ts'

function notification(seq: number, reason: Notification['reason'], task: string, state: Notification['state'] = 'READ'): Notification {
  const createdAt = '2026-01-01T00:00:00.000Z'
  return {
    id: `ntf_${seq}`,
    seq,
    reason,
    state,
    snoozedUntil: null,
    createdAt,
    event: null,
    project: null,
    task: { id: task, key: `WEB-${task}`, title: task, status: 'PENDING', hold: null },
  }
}

test('what was told about one task is one line, newest first', () => {
  const threads = threadsOf([notification(1, 'ASSIGNED', 'a'), notification(2, 'UPDATE', 'b'), notification(3, 'UPDATE', 'a')])
  expect(threads.map(({ id, notifications }) => [id, notifications.map(({ seq }) => seq)])).toEqual([
    ['a', [3, 1]],
    ['b', [2]],
  ])
})

test('a line stands where its most pressing part belongs', () => {
  const [thread] = threadsOf([notification(1, 'CLAIM_ENDED', 'a'), notification(2, 'UPDATE', 'a')])
  expect(thread?.duty).toBe('takeOver')
})

test('a line is unread while any part of it is', () => {
  const threads = threadsOf([notification(1, 'UPDATE', 'a', 'UNREAD'), notification(2, 'UPDATE', 'a'), notification(3, 'UPDATE', 'b')])
  expect(threads.map(({ isUnread }) => isUnread)).toEqual([true, false])
})
