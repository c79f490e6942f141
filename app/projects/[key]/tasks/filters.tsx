'use client'
import { Button } from 'react-aria-components/Button'
import { Button as PlainButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { setFilters } from './filter-words.ts'
import { NO_FILTERS, type ListState, type SetState } from './search-params.ts'

/** The filters that are set, each with a way to drop it. */
export function Filters({ state, setState }: { state: ListState; setState: SetState }) {
  const filters = setFilters(state)
  if (!filters.length) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-joint px-(--pad-x) py-1.5">
      <span className="cap mr-1">Only</span>
      {filters.map(({ word, without }) => (
        <Button
          key={word}
          aria-label={`Drop the filter ${word}`}
          onPress={() => void setState(without)}
          className="inline-flex min-h-(--hit) max-w-full items-center gap-1.5 rounded-1 border border-joint-2 bg-plate pr-1 pl-2 dense hover:bg-plate-2"
        >
          <span className="truncate">{word}</span>
          <Icon name="close" size={12} />
        </Button>
      ))}
      {filters.length > 1 && (
        <PlainButton variant="bare" onPress={() => void setState(NO_FILTERS)}>
          Clear filters
        </PlainButton>
      )}
    </div>
  )
}
