'use client'
import { useQuery } from 'urql'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/states.tsx'
import { TaskGroupsDocument } from './documents.ts'
import { setFilters, type SetFilter } from './filter-words.ts'
import { countsOf } from './groups.ts'
import { NO_FILTERS, type ListState, type SetState } from './search-params.ts'

interface NothingProps {
  asked: { project: string; me: string | null; now: number }
  state: ListState
  setState: SetState
  total: number
  canCreate: boolean
  onNew: () => void
}

/** Nothing to list: because a filter hides it, because all is done, or because nothing was ever written. */
export function Nothing({ asked, state, setState, total, canCreate, onNew }: NothingProps) {
  const filters = setFilters(state)
  const create = canCreate && (
    <Button variant="primary" icon="plus" shortcut="C" onPress={onNew}>
      New task
    </Button>
  )
  if (filters.length) {
    return (
      <EmptyState
        title={filters.length === 1 ? `No task matches ${filters[0]?.word}.` : `No task matches these ${filters.length} filters together.`}
        actions={
          <>
            {filters.length > 1 && filters.map((one) => <DropFilter key={one.word} filter={one} {...{ asked, state, setState }} />)}
            <Button onPress={() => void setState(NO_FILTERS)}>{filters.length === 1 ? `Drop ${filters[0]?.word}` : 'Clear filters'}</Button>
          </>
        }
      >
        {filters.length > 1 && 'Drop one of them:'}
      </EmptyState>
    )
  }
  if (total) {
    return (
      <EmptyState title="No task is open." actions={create}>
        All {total.toLocaleString('en')} are completed or cancelled.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No tasks yet."
      actions={
        <>
          {create}
          {canCreate && (
            <LinkButton href={`/projects/${asked.project}/templates`} icon="copy">
              From a template
            </LinkButton>
          )}
          <LinkButton href={`/projects/${asked.project}/agents`} variant="bare" icon="agent">
            Connect an agent
          </LinkButton>
        </>
      }
    >
      {canCreate ? 'Write the first one, or let an agent post it through the API.' : 'Members of this project write them.'}
    </EmptyState>
  )
}

interface DropFilterProps extends Pick<NothingProps, 'asked' | 'state' | 'setState'> {
  filter: SetFilter
}

/** What dropping one filter would bring; nothing where that would bring nothing. */
function DropFilter({ filter, asked, state, setState }: DropFilterProps) {
  const [{ data }] = useQuery({ query: TaskGroupsDocument, variables: countsOf(asked, { ...state, ...filter.without, group: 'none' }) })
  const count = data?.taskGroups?.reduce((sum, one) => sum + one.count, 0) ?? 0
  if (!count) return null
  return (
    <Button onPress={() => void setState(filter.without)}>
      {filter.word}
      <span className="mono text-ink-3">{count.toLocaleString('en')} without it</span>
    </Button>
  )
}
