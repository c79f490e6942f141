import { PRIORITIES, STATUSES, type Priority, type TaskStatus } from '#app/_ui/status.tsx'
import { countsOf, groupsOf, type Counted, type Group } from '../tasks/groups.ts'
import type { BoardState } from './address.ts'

export interface BoardActor {
  id: string
  kind: 'PERSON' | 'AGENT'
  handle: string
  name: string
}

/** What all cards of a column have in common, and what a card gets that is dropped on it. */
export type Common =
  { by: 'status'; status: TaskStatus } | { by: 'priority'; priority: Priority } | { by: 'assignee'; assignee: BoardActor | null }

export interface Column {
  /** In the address: `in_progress`, `high`, a handle, `none`. */
  id: string
  common: Common
  group: Group
  /** In which order its cards stand, in words. */
  order: string
}

type Asked = Parameters<typeof groupsOf>[0]

/** From what waits to what is finished. */
export const FLOW: TaskStatus[] = ['BLOCKED', 'PENDING', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED']
/** As many columns as can be read at once and followed live. */
const MOST = 24
const FINISHED: TaskStatus[] = ['COMPLETED', 'CANCELLED']

const ORDER_WORD: Record<BoardState['order'], string> = {
  READY: 'most urgent first',
  PRIORITY: 'by priority',
  UPDATED: 'last changed first',
  NEWEST: 'newest first',
  OLDEST: 'oldest first',
  DEADLINE: 'by deadline',
  TITLE: 'by title',
  KEY: 'by key',
}

/** The state of the list whose groups are the columns: by status also those of finished tasks. */
export function listOf(state: BoardState): BoardState {
  const status = state.by === 'status' && !state.status.length && !state.ready ? STATUSES : state.status
  return { ...state, status, group: state.by }
}

export const boardCountsOf = (asked: Asked, state: BoardState) => countsOf(asked, listOf(state))

/** Every column, those without cards too, because a card may be dropped there. */
export function columnsOf(asked: Asked, state: BoardState, people: BoardActor[], counted: readonly Counted[]): Column[] {
  const list = listOf(state)
  return commonsOf(list, people).flatMap((common) => {
    const order = orderOf(common, state)
    const [group] = groupsOf(asked, { ...list, order }, [countedOf(common, counted)])
    return group ? [{ id: idOf(common), common, group, order: ORDER_WORD[order] }] : []
  })
}

function commonsOf({ by, status, ready, priority, assignee }: BoardState, people: BoardActor[]): Common[] {
  if (by === 'status') return FLOW.filter((one) => (ready ? one === 'PENDING' : status.includes(one))).map((one) => ({ by, status: one }))
  if (by === 'priority') return PRIORITIES.filter((one) => !priority.length || priority.includes(one)).map((one) => ({ by, priority: one }))
  const shown = (handle: string) => !assignee.length || assignee.includes(handle)
  const each = people.filter(({ handle }) => shown(handle)).slice(0, MOST)
  return [...(shown('none') ? [null] : []), ...each].map((one) => ({ by, assignee: one }))
}

function idOf(common: Common) {
  if (common.by === 'status') return common.status.toLowerCase()
  if (common.by === 'priority') return common.priority.toLowerCase()
  return common.assignee?.handle ?? 'none'
}

/** What is finished is ready for nothing: one looks for the latest. */
function orderOf(common: Common, { order }: BoardState) {
  return order === 'READY' && common.by === 'status' && FINISHED.includes(common.status) ? ('UPDATED' as const) : order
}

function countedOf(common: Common, counted: readonly Counted[]): Counted {
  const none: Counted = { by: 'STATUS', count: 0, status: null, priority: null, tag: null, assignee: null, parent: null }
  if (common.by === 'status') {
    const { status } = common
    return counted.find((one) => one.status === status) ?? { ...none, status }
  }
  if (common.by === 'priority') {
    const { priority } = common
    return counted.find((one) => one.priority === priority) ?? { ...none, by: 'PRIORITY', priority }
  }
  const { assignee } = common
  const found = counted.find((one) => one.by === 'ASSIGNEE' && (one.assignee?.id ?? null) === (assignee?.id ?? null))
  return found ?? { ...none, by: 'ASSIGNEE', assignee }
}

/** Whether a task belongs into a column by what the column stands for; the filters have been asked already. */
export function belongs(task: { status: TaskStatus; priority: Priority; assignee: { id: string } | null }, common: Common) {
  if (common.by === 'status') return task.status === common.status
  if (common.by === 'priority') return task.priority === common.priority
  return (task.assignee?.id ?? null) === (common.assignee?.id ?? null)
}
