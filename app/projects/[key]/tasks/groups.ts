import type { VariablesOf } from '#app/_graphql/graphql.ts'
import { STATUSES, type TaskStatus } from '#app/_ui/status.tsx'
import type { TaskPageDocument } from './documents.ts'
import { OPEN, type ListState } from './search-params.ts'

export type PageVariables = VariablesOf<typeof TaskPageDocument>

/** One list under one head. `id` also names what it holds, so a change of filters is another group. */
export interface Group {
  id: string
  /** Null when the list is not grouped. */
  status: TaskStatus | null
  statuses: TaskStatus[]
  variables: PageVariables
}

export function groupsOf(project: string, state: ListState): Group[] {
  const shown = statusesOf(state)
  const parts = state.group === 'none' ? [shown] : STATUSES.filter((status) => shown.includes(status)).map((status) => [status])
  return parts.map((statuses) => {
    const variables = { project, filter: filterOf(state, statuses), orderBy: state.order, first: Number(state.size), after: null }
    return { id: JSON.stringify(variables), status: state.group === 'none' ? null : (statuses[0] ?? null), statuses, variables }
  })
}

function statusesOf({ status, ready }: ListState): TaskStatus[] {
  if (ready) return ['PENDING']
  return status.length ? status : OPEN
}

function filterOf(state: ListState, status: TaskStatus[]): PageVariables['filter'] {
  const people = state.assignee.filter((handle) => handle !== 'none')
  return {
    status,
    ...(state.q.trim() && { text: state.q.trim() }),
    ...(state.priority.length && { priority: state.priority }),
    ...(people.length && { assignee: people }),
    ...(state.assignee.includes('none') && { unassigned: true }),
    ...(state.tag.length && { tags: state.tag }),
    ...(state.blocked && { hasOpenBlockers: true }),
  }
}

/** How many filters are set beyond the view of open tasks. */
export function countFilters(state: ListState) {
  const lists = [state.status, state.priority, state.assignee, state.tag]
  return lists.filter((list) => list.length).length + [state.q.trim(), state.ready, state.blocked].filter(Boolean).length
}
