import { expect, test } from 'vitest'
import { hrefOf, meaningOf, reasonOf, threadsOf, titleOf, type Notification } from './reasons.ts'
import { notification } from './testing-notifications.ts'

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

test('nothing is left to do about a task that somebody began or finished since', () => {
  const dutyOf = (reason: Notification['reason'], status: 'PENDING' | 'IN_PROGRESS' | 'COMPLETED') => {
    const told = notification(1, reason, 'a')
    return threadsOf([{ ...told, task: told.task && { ...told.task, status } }])[0]?.duty
  }
  expect([dutyOf('UNBLOCKED', 'PENDING'), dutyOf('UNBLOCKED', 'IN_PROGRESS'), dutyOf('ASSIGNED', 'COMPLETED')]).toEqual([
    'start',
    'know',
    'know',
  ])
  expect([dutyOf('LEASE_EXPIRED', 'IN_PROGRESS'), dutyOf('LEASE_EXPIRED', 'COMPLETED')]).toEqual(['takeOver', 'know'])
})

test('a line is unread while any part of it is', () => {
  const threads = threadsOf([notification(1, 'UPDATE', 'a', 'UNREAD'), notification(2, 'UPDATE', 'a'), notification(3, 'UPDATE', 'b')])
  expect(threads.map(({ isUnread }) => isUnread)).toEqual([true, false])
})

const asked = (seq: number, reason: Notification['reason'], state: 'OPEN' | 'ANSWERED' | 'DECLINED' | 'WITHDRAWN'): Notification => ({
  ...notification(seq, reason, 'a'),
  question: {
    id: 'qst_1',
    body: 'Which name?\nIt must be short.',
    options: [],
    state,
    answer: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    closedAt: null,
    asker: { id: 'act_1', kind: 'AGENT', handle: 'kestrel', name: 'Kestrel' },
    closedBy: state === 'OPEN' ? null : { id: 'act_2', kind: 'PERSON', handle: 'ines', name: 'Ines' },
    task: { id: 'a', viewerCan: [] },
  },
})

test('an open question presses most and names the line; once it is closed there is nothing left to do', () => {
  const [open] = threadsOf([asked(1, 'QUESTION', 'OPEN'), notification(2, 'CLAIM_ENDED', 'a')])
  expect(open && [open.duty, titleOf(open)]).toEqual(['answer', 'Which name?'])
  const [closed] = threadsOf([asked(1, 'QUESTION', 'ANSWERED')])
  expect(closed && [closed.duty, titleOf(closed), meaningOf(closed.newest).phrase]).toEqual(['know', 'a', 'asked, ines answered'])
})

test('an answer lets the asker go on; a question that lost its point does not', () => {
  expect(['ANSWERED', 'DECLINED', 'WITHDRAWN'].map((state) => meaningOf(asked(1, 'ANSWER', state as 'ANSWERED')).duty)).toEqual([
    'start',
    'start',
    'know',
  ])
})

test('what was written on a project is called by its first line', () => {
  const message: Notification = {
    ...notification(1, 'MENTION', 'a'),
    task: null,
    entry: { id: 'ctx_1', kind: 'SYNC', body: 'The schema is frozen.\n\nUntil Monday.', priority: 'HIGH' },
  }
  const [thread] = threadsOf([message])
  expect(thread && titleOf(thread)).toBe('The schema is frozen.')
})

test('a webhook that was switched off is named, says why, and leads to its settings', () => {
  const project = { id: 'prj_1', key: 'WEB', name: 'Web' }
  const off: Notification = {
    ...notification(1, 'WEBHOOK_DISABLED', 'a'),
    task: null,
    project,
    event: {
      id: 'evt_WEB_1',
      action: 'WEBHOOK_DISABLED',
      data: { name: 'CI', host: 'ci.example.org', reason: 'It answered 410.' },
      actor: null,
    },
  }
  const [thread] = threadsOf([off])
  expect(thread && [titleOf(thread), hrefOf(off), reasonOf(off)]).toEqual([
    'Webhook CI',
    '/projects/WEB/settings?tab=webhooks',
    'It answered 410.',
  ])
  const other = notification(2, 'UPDATE', 'a')
  expect([hrefOf({ ...other, project }), hrefOf({ ...other, task: null, project }), reasonOf(other)]).toEqual([
    '/projects/WEB/tasks/WEB-a',
    '/projects/WEB/activity',
    '',
  ])
})
