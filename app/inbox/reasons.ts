import type { ResultOf } from '#app/_graphql/graphql.ts'
import { taskPath } from '#app/_tasks/task.ts'
import type { IconName } from '#app/_ui/glyphs.ts'
import type { NotificationFragment } from './documents.ts'

export type Notification = ResultOf<typeof NotificationFragment>
export type Reason = Notification['reason']

/** What a person must do, in the order in which it presses. */
export const DUTIES = [
  { id: 'answer', word: 'Answer', note: 'someone waits for your word' },
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
  /** What brings it, for whoever chooses what to hear of. */
  when: string
}

/** A reason of the API without a line here fails the type check. */
const MEANING: Record<Reason, Meaning> = {
  ASSIGNED: { duty: 'start', icon: 'claim', phrase: 'assigned it to you', when: 'A task is assigned to you' },
  UNASSIGNED: { duty: 'know', icon: 'person', phrase: 'took it off you', when: 'A task is taken off you' },
  UNBLOCKED: {
    duty: 'start',
    icon: 'unblocked',
    color: 'text-clear-lamp',
    phrase: 'completed its last blocker',
    when: 'Nothing blocks a task of yours any more',
  },
  HOLD_RELEASED: {
    duty: 'start',
    icon: 'unblocked',
    color: 'text-clear-lamp',
    phrase: 'took it off hold',
    when: 'A task of yours comes off hold',
  },
  REOPENED: {
    duty: 'decide',
    icon: 'undo',
    phrase: 'reopened it, or what it waits for',
    when: 'A task of yours, or one it waits for, is reopened',
  },
  CANCELLED: {
    duty: 'decide',
    icon: 'status-cancelled',
    phrase: 'cancelled it, or what it waits for',
    when: 'A task of yours, or one it waits for, is cancelled',
  },
  BLOCKED: {
    duty: 'decide',
    icon: 'status-blocked',
    color: 'text-stop-lamp',
    phrase: 'put a blocker in front of it',
    when: 'A task of yours becomes blocked',
  },
  HELD: { duty: 'decide', icon: 'hold', color: 'text-stop-lamp', phrase: 'put it on hold', when: 'A task of yours is put on hold' },
  CLAIM_ENDED: {
    duty: 'takeOver',
    icon: 'expired',
    color: 'text-stop-lamp',
    phrase: 'ended your claim',
    when: 'Somebody ends your claim',
  },
  QUESTION: {
    duty: 'answer',
    icon: 'question',
    color: 'text-caution-lamp',
    phrase: 'asks',
    when: 'An agent waits for an answer',
  },
  NEEDS_PERSON: {
    duty: 'decide',
    icon: 'warning',
    color: 'text-stop-lamp',
    phrase: 'failed it too often',
    when: 'A task has failed too often',
  },
  CONFLICT: {
    duty: 'decide',
    icon: 'warning',
    color: 'text-stop-lamp',
    phrase: 'someone else works on the same lines',
    when: 'Another task in progress touches the same lines as yours',
  },
  ANSWER: {
    duty: 'start',
    icon: 'check',
    color: 'text-clear-lamp',
    phrase: 'answered your question',
    when: 'Your question is answered',
  },
  LEASE_EXPIRED: {
    duty: 'takeOver',
    icon: 'expired',
    color: 'text-stop-lamp',
    phrase: 'let your lease run out',
    when: 'Your lease runs out',
  },
  TAKEN_OVER: {
    duty: 'takeOver',
    icon: 'claim',
    color: 'text-stop-lamp',
    phrase: 'took it over from you',
    when: 'Somebody takes your task over',
  },
  WEBHOOK_DISABLED: {
    duty: 'decide',
    icon: 'warning',
    color: 'text-stop-lamp',
    phrase: 'its address kept failing, so it was switched off',
    when: 'A webhook of a project that you own is switched off',
  },
  MENTION: { duty: 'know', icon: 'person', phrase: 'named you', when: 'Somebody names you' },
  DISCOVERY: { duty: 'know', icon: 'discovery', phrase: 'found something out', when: 'Something is found out about a task of yours' },
  IMPACTED: { duty: 'know', icon: 'file', phrase: 'changed the same lines', when: 'A completed task changed lines that yours touches' },
  FOLLOWED: { duty: 'know', icon: 'update', phrase: 'did something to a task you follow', when: 'Something happens to a task you follow' },
  FEEDBACK: { duty: 'know', icon: 'note', phrase: 'gave feedback', when: 'Your work gets feedback' },
  UPDATE: { duty: 'know', icon: 'update', phrase: 'wrote an update', when: 'Somebody writes on a task of yours, or one you follow' },
}

export const REASONS = Object.keys(MEANING) as Reason[]
export const whenOf = (reason: Reason) => MEANING[reason].when

/** What became of a question or a task since decides what is left to do about it. */
export function meaningOf({ reason, question, task }: Pick<Notification, 'reason' | 'question' | 'task'>): Meaning {
  const meaning = isOver(MEANING[reason].duty, task) ? ({ ...MEANING[reason], duty: 'know' } as const) : MEANING[reason]
  if (reason === 'QUESTION' && question?.state !== 'OPEN')
    return { ...meaning, duty: 'know', color: undefined, phrase: closedPhrase(question) }
  if (reason !== 'ANSWER') return meaning
  switch (question?.state) {
    case 'DECLINED':
      return { ...meaning, phrase: 'declined to answer your question' }
    case 'WITHDRAWN':
      return { ...meaning, duty: 'know', icon: 'question', color: undefined, phrase: 'made your question pointless' }
    default:
      return meaning
  }
}

/** Begun or finished, nobody has to start it; finished, nobody has to take it over. */
function isOver(duty: Duty, task: Notification['task']) {
  if (!task) return false
  const isFinished = task.status === 'COMPLETED' || task.status === 'CANCELLED'
  return (duty === 'start' && (isFinished || task.status === 'IN_PROGRESS')) || (duty === 'takeOver' && isFinished)
}

function closedPhrase(question: Notification['question']) {
  const by = question?.closedBy?.handle
  switch (question?.state) {
    case 'ANSWERED':
      return `asked, ${by ?? 'somebody'} answered`
    case 'DECLINED':
      return `asked, ${by ?? 'somebody'} declined`
    default:
      return 'asked, which has lost its point'
  }
}

/** What a line is called: the open question, else its task, else what was written on the project. */
export function titleOf({ notifications, newest }: Pick<Thread, 'notifications' | 'newest'>) {
  const open = notifications.find(({ reason, question }) => reason === 'QUESTION' && question?.state === 'OPEN')?.question
  if (open) return firstLine(open.body)
  if (newest.task) return newest.task.title
  if (newest.reason === 'WEBHOOK_DISABLED') return `Webhook ${webhookOf(newest)}`
  return newest.entry ? firstLine(newest.entry.body) : 'A task you can no longer see'
}

const webhookOf = ({ event }: Notification) => String(dataOf(event).get('name') || dataOf(event).get('host') || 'of a project')

/** Why a webhook was switched off, in the server's words. */
export const reasonOf = ({ reason, event }: Notification) =>
  reason === 'WEBHOOK_DISABLED' ? String(dataOf(event).get('reason') ?? '') : ''

const dataOf = (event: Notification['event']) =>
  new Map<string, unknown>(typeof event?.data === 'object' && event.data !== null ? Object.entries(event.data) : [])

/** Where it is seen and dealt with. */
export function hrefOf({ reason, task, project }: Pick<Notification, 'reason' | 'task' | 'project'>) {
  if (!project) return '#'
  if (reason === 'WEBHOOK_DISABLED') return `/projects/${project.key}/settings?tab=webhooks`
  return task ? taskPath(project.key, task.key) : `/projects/${project.key}/activity`
}

const firstLine = (text: string) => text.trim().split('\n', 1)[0] ?? ''

/** All that was told about one task; it stands where its most pressing part belongs. */
export interface Thread {
  id: string
  duty: Duty
  /** Newest first. */
  notifications: Notification[]
  newest: Notification
  /** The newest of those that press most: the line is shown as this one. */
  lead: Notification
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
    const lead = sorted.find((one) => meaningOf(one).duty === duty) ?? newest
    return [{ id, duty, notifications: sorted, newest, lead, isUnread: sorted.some(({ state }) => state === 'UNREAD') }]
  })
}
