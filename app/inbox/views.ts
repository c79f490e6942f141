import type { VariablesOf } from '#app/_graphql/graphql.ts'
import type { InboxDocument } from './documents.ts'
import { REASONS, type Reason } from './reasons.ts'

export type State = VariablesOf<typeof InboxDocument>['states'][number]

/** What each view of the inbox holds. */
export const VIEWS = {
  new: {
    word: 'To look at',
    states: ['UNREAD', 'READ'],
    title: 'Nothing waits for you.',
    empty: 'What others do to your tasks appears here.',
  },
  unread: { word: 'Unread', states: ['UNREAD'], title: 'You have read everything.', empty: 'What arrives next appears here by itself.' },
  read: {
    word: 'Read',
    states: ['READ'],
    title: 'Nothing is read and left.',
    empty: 'What you have read and not finished with stands here.',
  },
  snoozed: {
    word: 'Snoozed',
    states: ['SNOOZED'],
    title: 'Nothing is snoozed.',
    empty: 'What you snooze comes back to the inbox when its time is up.',
  },
  done: { word: 'Done', states: ['DONE'], title: 'Nothing is done yet.', empty: 'What you mark as done is kept here.' },
} satisfies Record<string, { word: string; states: State[]; title: string; empty: string }>

export type View = keyof typeof VIEWS
const PAGE = 100

export function viewOf(text: string | undefined): View {
  return text !== undefined && text in VIEWS ? (text as View) : 'new'
}

export function reasonOf(text: string | undefined): Reason | null {
  return REASONS.find((reason) => reason === text?.toUpperCase()) ?? null
}

export function inboxVariables(view: View, reason: Reason | null, after: string | null = null) {
  return { states: [...VIEWS[view].states], reasons: reason ? [reason] : null, first: PAGE, after }
}

/** The address of a view; the plain one is the inbox itself. */
export function inboxPath(view: View, reason: Reason | null) {
  const parameters = new URLSearchParams({ ...(view !== 'new' && { view }), ...(reason && { reason: reason.toLowerCase() }) })
  return parameters.size ? `/inbox?${parameters}` : '/inbox'
}
