import type { VariablesOf } from '#app/_graphql/graphql.ts'
import type { InboxDocument } from './documents.ts'

export type State = VariablesOf<typeof InboxDocument>['states'][number]

/** What each view of the inbox holds. */
export const VIEWS = {
  new: { word: 'To look at', states: ['UNREAD', 'READ'], empty: 'Nothing waits for you. What others do to your tasks appears here.' },
  unread: { word: 'Unread', states: ['UNREAD'], empty: 'You have read everything.' },
  snoozed: { word: 'Snoozed', states: ['SNOOZED'], empty: 'Nothing is snoozed.' },
  done: { word: 'Done', states: ['DONE'], empty: 'Nothing is done yet.' },
} satisfies Record<string, { word: string; states: State[]; empty: string }>

export type View = keyof typeof VIEWS
export const PAGE = 50

export function viewOf(text: string | undefined): View {
  return text !== undefined && text in VIEWS ? (text as View) : 'new'
}

export function inboxVariables(view: View, after: string | null = null) {
  return { states: [...VIEWS[view].states], first: PAGE, after }
}
