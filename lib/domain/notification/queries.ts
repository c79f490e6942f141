import type { Caller } from '#lib/auth/caller.ts'
import { db, type Prisma } from '#lib/db.ts'
import type { NotificationReason } from '#lib/events.ts'
import { decodeCursor, encodeCursor, type Page, type PageInput, pageOf, pageSize } from '../page.ts'

export type NotificationRow = Prisma.NotificationGetPayload<object>
export type NotificationState = NotificationRow['state']

interface InboxList extends PageInput {
  states?: readonly NotificationState[] | null | undefined
  reasons?: readonly NotificationReason[] | null | undefined
}

/** The caller's notifications in one of the states, newest first. A snoozed one is unread again once it is due. */
export async function listInbox(caller: Caller, { first, after, states, reasons }: InboxList): Promise<Page<NotificationRow>> {
  const size = pageSize(first)
  const from = decodeCursor('INBOX', ['int'], after)
  const now = new Date()
  const rows = await db().notification.findMany({
    where: {
      recipientId: caller.actorId,
      ...(from && { seq: { lt: Number(from[0]) } }),
      ...(reasons?.length && { reason: { in: [...reasons] } }),
      ...inStates(states ?? ['UNREAD', 'READ'], now),
    },
    orderBy: { seq: 'desc' },
    take: size + 1,
  })
  return pageOf(
    rows.map((row) => asOf(now, row)),
    size,
    (row) => encodeCursor('INBOX', [row.seq]),
    from === null,
  )
}

export async function unreadCount(caller: Caller): Promise<number> {
  return db().notification.count({ where: { recipientId: caller.actorId, ...inStates(['UNREAD'], new Date()) } })
}

export interface InboxCounts extends Record<Lowercase<NotificationState>, number> {
  /** When the next of the snoozed ones comes back; null when none is snoozed. */
  nextReturn: Date | null
}

export async function inboxCounts(caller: Caller): Promise<InboxCounts> {
  const own = { recipientId: caller.actorId }
  const ahead = { ...own, state: 'SNOOZED' as const, snoozedUntil: { gt: new Date() } }
  const [groups, snoozed] = await Promise.all([
    db().notification.groupBy({ by: ['state'], where: own, _count: { _all: true } }),
    db().notification.aggregate({ where: ahead, _count: { _all: true }, _min: { snoozedUntil: true } }),
  ])
  const count = (state: NotificationState) => groups.find((group) => group.state === state)?._count._all ?? 0
  const due = count('SNOOZED') - snoozed._count._all
  return {
    unread: count('UNREAD') + due,
    read: count('READ'),
    snoozed: snoozed._count._all,
    done: count('DONE'),
    nextReturn: snoozed._min.snoozedUntil,
  }
}

/** The caller's own, by their numbers. */
export async function notificationsBySeqs(caller: Caller, seqs: readonly number[]): Promise<Map<number, NotificationRow>> {
  const now = new Date()
  const rows = await db().notification.findMany({ where: { recipientId: caller.actorId, seq: { in: [...seqs] } } })
  return new Map(rows.map((row) => [row.seq, asOf(now, row)]))
}

/** The next notifications of a recipient, oldest first. */
export async function notificationsAfter(recipientId: string, seq: number, take: number): Promise<NotificationRow[]> {
  const now = new Date()
  const rows = await db().notification.findMany({ where: { recipientId, seq: { gt: seq } }, orderBy: { seq: 'asc' }, take })
  return rows.map((row) => asOf(now, row))
}

/** The number of a recipient's last notification. */
export async function inboxHead(recipientId: string): Promise<number> {
  const row = await db().actor.findUnique({ where: { id: recipientId }, select: { notificationSeq: true } })
  return row?.notificationSeq ?? 0
}

/** The condition of being in one of the states now. */
export function inStates(states: readonly NotificationState[], now: Date): Prisma.NotificationWhereInput {
  const others = states.filter((state) => state !== 'SNOOZED')
  return {
    OR: [
      { state: { in: others } },
      ...(states.includes('UNREAD') ? [{ state: 'SNOOZED' as const, snoozedUntil: { lte: now } }] : []),
      ...(states.includes('SNOOZED') ? [{ state: 'SNOOZED' as const, snoozedUntil: { gt: now } }] : []),
    ],
  }
}

const asOf = (now: Date, row: NotificationRow): NotificationRow =>
  row.state === 'SNOOZED' && row.snoozedUntil && row.snoozedUntil <= now ? { ...row, state: 'UNREAD', snoozedUntil: null } : row
