'use client'
import { Button } from 'react-aria-components/Button'
import { Button as PlainButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { PRIORITY, STATUS } from '#app/_ui/status.tsx'
import { countFilters } from './groups.ts'
import { NO_FILTERS, type ListState } from './search-params.ts'
import type { SetState } from './task-tools.tsx'

/** The filters that are set, each with a way to drop it. */
export function Filters({ state, setState }: { state: ListState; setState: SetState }) {
  const filters = filtersOf(state)
  if (!filters.length) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-joint px-(--pad-x) py-1.5">
      <span className="cap mr-1">Only</span>
      {filters.map(({ word, without }) => (
        <Button
          key={word}
          aria-label={`Drop the filter ${word}`}
          onPress={() => void setState(without)}
          className="inline-flex min-h-(--hit) items-center gap-1.5 rounded-1 border border-joint-2 bg-plate pr-1 pl-2 dense hover:bg-plate-2"
        >
          {word}
          <Icon name="close" size={12} />
        </Button>
      ))}
      {countFilters(state) > 1 && (
        <PlainButton variant="bare" onPress={() => void setState(NO_FILTERS)}>
          Clear filters
        </PlainButton>
      )}
    </div>
  )
}

function filtersOf(state: ListState): { word: string; without: Partial<ListState> }[] {
  const drop = <T,>(list: T[], gone: T) => list.filter((one) => one !== gone)
  return [
    ...(state.q.trim() ? [{ word: `“${state.q.trim()}”`, without: { q: '' } }] : []),
    ...(state.ready ? [{ word: 'Ready', without: { ready: false } }] : []),
    ...(state.blocked ? [{ word: 'Has open blockers', without: { blocked: false } }] : []),
    ...state.status.map((status) => ({ word: STATUS[status].word, without: { status: drop(state.status, status) } })),
    ...state.priority.map((priority) => ({
      word: `${PRIORITY[priority].word} priority`,
      without: { priority: drop(state.priority, priority) },
    })),
    ...state.assignee.map((handle) => ({
      word: handle === 'none' ? 'Unassigned' : `Assigned to ${handle}`,
      without: { assignee: drop(state.assignee, handle) },
    })),
    ...state.tag.map((tag) => ({ word: `#${tag}`, without: { tag: drop(state.tag, tag) } })),
  ]
}
