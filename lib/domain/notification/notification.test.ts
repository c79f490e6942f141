import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { assignTask } from '../task/assign.ts'
import type { ProjectRow } from '../task/types.ts'
import { markNotifications } from './mark.ts'
import { inboxCounts, listInbox, notificationsBySeqs, unreadCount } from './queries.ts'

let ann: Caller
let web: ProjectRow
let bob: Caller
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
})
beforeEach(async () => {
  bob = await member(ann, web)
  for (let i = 0; i < 4; i++) await assignTask(ann, { task: (await task(ann, web)).id, assignee: bob.actorId })
})

const seqs = async (states?: ('UNREAD' | 'READ' | 'DONE' | 'SNOOZED')[]) => (await listInbox(bob, { states })).rows.map((row) => row.seq)

it('an inbox shows the newest first, page by page, without what is done or snoozed', async () => {
  await markNotifications(bob, { seqs: [1], state: 'READ' })
  await markNotifications(bob, { seqs: [2], state: 'DONE' })
  await markNotifications(bob, { seqs: [3], state: 'SNOOZED', snoozedUntil: new Date(Date.now() + 3600_000) })
  expect(await seqs()).toEqual([4, 1])
  expect(await seqs(['DONE'])).toEqual([2])
  expect(await seqs(['SNOOZED'])).toEqual([3])
  expect(await unreadCount(bob)).toBe(1)
  const first = await listInbox(bob, { first: 1 })
  expect((await listInbox(bob, { first: 1, after: first.cursors[0] })).rows.map((row) => row.seq)).toEqual([1])
})

it('what was snoozed is unread again when it is due', async () => {
  await markNotifications(bob, { all: true, state: 'READ' })
  await markNotifications(bob, { seqs: [2, 3], state: 'SNOOZED', snoozedUntil: new Date(Date.now() + 3600_000) })
  expect(await unreadCount(bob)).toBe(0)
  const key = { recipientId_seq: { recipientId: bob.actorId, seq: 3 } }
  await transaction([], (tx) => tx.notification.update({ where: key, data: { snoozedUntil: new Date(Date.now() - 1) } }))
  expect(await unreadCount(bob)).toBe(1)
  expect((await listInbox(bob, { states: ['UNREAD'] })).rows).toMatchObject([{ seq: 3, state: 'UNREAD', snoozedUntil: null }])
  expect(await seqs(['SNOOZED'])).toEqual([2])
  expect((await notificationsBySeqs(bob, [2, 3])).get(3)?.state).toBe('UNREAD')
})

it('a mark answers what was there, and touches nobody else', async () => {
  expect(await markNotifications(bob, { seqs: [1, 4, 99], state: 'DONE' })).toEqual({ seqs: [4, 1], replayed: false })
  expect(await markNotifications(bob, { all: true, state: 'READ' })).toMatchObject({ seqs: [3, 2] })
  const eve = await member(ann, web)
  expect(await markNotifications(eve, { seqs: [1, 2], state: 'DONE' })).toMatchObject({ seqs: [] })
  expect([...(await notificationsBySeqs(eve, [1, 2, 3]))]).toEqual([])
  expect(await unreadCount(bob)).toBe(0)
})

it('a mark makes no event, and a repeated key marks once', async () => {
  const before = await db().event.count()
  const key = { idempotencyKey: `mark-${bob.actorId}` }
  expect(await markNotifications(bob, { seqs: [1], state: 'DONE', ...key })).toMatchObject({ seqs: [1], replayed: false })
  expect(await markNotifications(bob, { seqs: [1], state: 'DONE', ...key })).toMatchObject({ seqs: [1], replayed: true })
  expect(await db().event.count()).toBe(before)
})

it('numbers or all, a time with SNOOZED alone, and one that lies ahead', async () => {
  await expect(markNotifications(bob, { state: 'READ' })).rejects.toThrow('seqs')
  await expect(markNotifications(bob, { seqs: [1], all: true, state: 'READ' })).rejects.toThrow('seqs')
  await expect(markNotifications(bob, { seqs: [1], state: 'SNOOZED' })).rejects.toThrow('snoozedUntil')
  await expect(markNotifications(bob, { seqs: [1], state: 'READ', snoozedUntil: new Date() })).rejects.toThrow('snoozedUntil')
  await expect(markNotifications(bob, { seqs: [1], state: 'SNOOZED', snoozedUntil: new Date(0) })).rejects.toThrow('must lie ahead')
})

it('all in some states are marked, and the others stay', async () => {
  await markNotifications(bob, { seqs: [1], state: 'READ' })
  await markNotifications(bob, { seqs: [2], state: 'SNOOZED', snoozedUntil: new Date(Date.now() + 3600_000) })
  expect(await markNotifications(bob, { all: true, from: ['UNREAD', 'READ'], state: 'DONE' })).toMatchObject({ seqs: [4, 3, 1] })
  expect(await seqs(['SNOOZED'])).toEqual([2])
  expect(await markNotifications(bob, { all: true, from: ['UNREAD'], state: 'DONE' })).toMatchObject({ seqs: [] })
  await expect(markNotifications(bob, { seqs: [1], from: ['DONE'], state: 'READ' })).rejects.toThrow('goes with all')
})

it('an inbox is counted by state, and says when the next snoozed one comes back', async () => {
  const [soon, later] = [new Date(Date.now() + 3600_000), new Date(Date.now() + 7200_000)]
  expect(await inboxCounts(bob)).toEqual({ unread: 4, read: 0, snoozed: 0, done: 0, nextReturn: null })
  await markNotifications(bob, { seqs: [1], state: 'DONE' })
  await markNotifications(bob, { seqs: [2], state: 'SNOOZED', snoozedUntil: later })
  await markNotifications(bob, { seqs: [3], state: 'SNOOZED', snoozedUntil: soon })
  expect(await inboxCounts(bob)).toEqual({ unread: 1, read: 0, snoozed: 2, done: 1, nextReturn: soon })
  const key = { recipientId_seq: { recipientId: bob.actorId, seq: 3 } }
  await transaction([], (tx) => tx.notification.update({ where: key, data: { snoozedUntil: new Date(Date.now() - 1) } }))
  expect(await inboxCounts(bob)).toEqual({ unread: 2, read: 0, snoozed: 1, done: 1, nextReturn: later })
})

it('an inbox is narrowed to reasons', async () => {
  const reasoned = async (reason: 'ASSIGNED' | 'HELD') => (await listInbox(bob, { reasons: [reason] })).rows.length
  expect([await reasoned('ASSIGNED'), await reasoned('HELD')]).toEqual([4, 0])
})
