import { PRIORITY, STATUS } from '#app/_ui/status.tsx'
import { rangeWords } from './ranges.ts'
import type { ListState } from './search-params.ts'

export interface SetFilter {
  word: string
  /** The change of the address that drops it. */
  without: Partial<ListState>
}

/** The filters that are set, each with what drops it. */
export function setFilters(state: ListState): SetFilter[] {
  const drop = <T>(list: T[], gone: T) => list.filter((one) => one !== gone)
  return [
    ...(state.q.trim() ? [{ word: `“${state.q.trim()}”`, without: { q: '' } }] : []),
    ...(state.ready ? [{ word: 'Ready', without: { ready: false } }] : []),
    ...(state.blocked ? [{ word: 'Has open blockers', without: { blocked: false } }] : []),
    ...(state.deleted ? [{ word: 'Deleted', without: { deleted: false } }] : []),
    ...state.status.map((status) => ({ word: STATUS[status].word, without: { status: drop(state.status, status) } })),
    ...state.priority.map((priority) => ({
      word: `${PRIORITY[priority].word} priority`,
      without: { priority: drop(state.priority, priority) },
    })),
    ...state.assignee.map((handle) => ({ word: assigneeWords(handle), without: { assignee: drop(state.assignee, handle) } })),
    ...state.tag.map((tag) => ({ word: `#${tag}`, without: { tag: drop(state.tag, tag) } })),
    ...(['deadline', 'created', 'updated'] as const).flatMap((name) => {
      const range = state[name]
      return range === null ? [] : [{ word: `${RANGE[name]} ${rangeWords(range)}`, without: { [name]: null } }]
    }),
  ]
}

const RANGE = { deadline: 'Due', created: 'Created', updated: 'Updated' }

function assigneeWords(handle: string) {
  if (handle === 'none') return 'Unassigned'
  return handle === 'me' ? 'Assigned to me' : `Assigned to ${handle}`
}
