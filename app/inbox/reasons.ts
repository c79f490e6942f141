import type { ResultOf } from '#app/_graphql/graphql.ts'
import type { IconName } from '#app/_ui/glyphs.ts'
import type { NotificationFragment } from './documents.ts'

export type Notification = ResultOf<typeof NotificationFragment>
type Reason = Notification['reason']

/** What a person must do, in the order in which it presses. */
export const DUTIES = [
  { id: 'takeOver', word: 'Take over', note: 'a claim ended, the work did not' },
  { id: 'decide', word: 'Decide', note: 'the graph cannot choose for you' },
  { id: 'start', word: 'Start', note: 'nothing holds it any more' },
  { id: 'know', word: 'Know', note: 'no action needed' },
] as const
export type Duty = (typeof DUTIES)[number]['id']

interface Meaning {
  duty: Duty
  icon: IconName
  color?: string
  /** Follows the name of whoever did it. */
  phrase: string
}

/** A reason of the API without a line here fails the type check. */
const MEANING: Record<Reason, Meaning> = {
  ASSIGNED: { duty: 'start', icon: 'claim', phrase: 'assigned it to you' },
  UNBLOCKED: { duty: 'start', icon: 'unblocked', color: 'text-clear-lamp', phrase: 'completed its last blocker' },
  HOLD_RELEASED: { duty: 'start', icon: 'unblocked', color: 'text-clear-lamp', phrase: 'took it off hold' },
  REOPENED: { duty: 'decide', icon: 'undo', phrase: 'reopened it, or what it waits for' },
  CANCELLED: { duty: 'decide', icon: 'status-cancelled', phrase: 'cancelled it, or what it waits for' },
  BLOCKED: { duty: 'decide', icon: 'status-blocked', color: 'text-stop-lamp', phrase: 'put a blocker in front of it' },
  HELD: { duty: 'decide', icon: 'hold', color: 'text-stop-lamp', phrase: 'put it on hold' },
  CLAIM_ENDED: { duty: 'takeOver', icon: 'expired', color: 'text-stop-lamp', phrase: 'ended your claim' },
  QUESTION: { duty: 'decide', icon: 'question', phrase: 'asked a question' },
  NEEDS_PERSON: { duty: 'decide', icon: 'warning', color: 'text-stop-lamp', phrase: 'failed it too often' },
  CONFLICT: { duty: 'decide', icon: 'warning', color: 'text-stop-lamp', phrase: 'someone else works on the same lines' },
  ANSWER: { duty: 'start', icon: 'check', color: 'text-clear-lamp', phrase: 'answered your question' },
  LEASE_EXPIRED: { duty: 'takeOver', icon: 'expired', color: 'text-stop-lamp', phrase: 'let your lease run out' },
  TAKEN_OVER: { duty: 'takeOver', icon: 'claim', color: 'text-stop-lamp', phrase: 'took it over from you' },
  MENTION: { duty: 'know', icon: 'person', phrase: 'named you' },
  DISCOVERY: { duty: 'know', icon: 'discovery', phrase: 'found something out' },
  IMPACTED: { duty: 'know', icon: 'file', phrase: 'changed the same lines' },
  FOLLOWED: { duty: 'know', icon: 'update', phrase: 'did something to a task you follow' },
  FEEDBACK: { duty: 'know', icon: 'note', phrase: 'gave feedback' },
  UPDATE: { duty: 'know', icon: 'update', phrase: 'wrote an update' },
}

export function meaningOf({ reason }: Pick<Notification, 'reason'>) {
  return MEANING[reason]
}

/** All that was told about one task; it stands where its most pressing part belongs. */
export interface Thread {
  id: string
  duty: Duty
  /** Newest first. */
  notifications: Notification[]
  newest: Notification
  isUnread: boolean
}

export function threadsOf(notifications: Notification[]): Thread[] {
  const byTask = new Map<string, Notification[]>()
  for (const one of notifications) {
    const id = one.task?.id ?? one.id
    byTask.set(id, [...(byTask.get(id) ?? []), one])
  }
  return [...byTask].flatMap(([id, all]) => {
    const sorted = all.toSorted((a, b) => b.seq - a.seq)
    const newest = sorted[0]
    if (!newest) return []
    const duties = new Set(sorted.map((one) => meaningOf(one).duty))
    const duty = DUTIES.find((one) => duties.has(one.id))?.id ?? 'know'
    return [{ id, duty, notifications: sorted, newest, isUnread: sorted.some(({ state }) => state === 'UNREAD') }]
  })
}
