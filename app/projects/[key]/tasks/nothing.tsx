'use client'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/states.tsx'

interface NothingProps {
  project: string
  filters: number
  /** Open tasks that the filters hide. */
  hidden: number
  total: number
  canCreate: boolean
  onNew: () => void
  onClear: () => void
}

/** Nothing to list: because a filter hides it, because all is done, or because nothing was ever written. */
export function Nothing({ project, filters, hidden, total, canCreate, onNew, onClear }: NothingProps) {
  const create = canCreate && (
    <Button variant="primary" icon="plus" shortcut="C" onPress={onNew}>
      New task
    </Button>
  )
  if (filters) {
    return (
      <EmptyState
        title={`No task matches ${filters === 1 ? 'this filter' : `${filters} filters`}.`}
        actions={<Button onPress={onClear}>Clear filters</Button>}
      >
        {hidden ? `${hidden.toLocaleString('en')} open ${hidden === 1 ? 'task is' : 'tasks are'} hidden.` : 'No task is open.'}
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
          <LinkButton href={`/projects/${project}/agents`} variant="bare" icon="agent">
            Connect an agent
          </LinkButton>
        </>
      }
    >
      {canCreate ? 'Write the first one, or let an agent post it through the API.' : 'Members of this project write them.'}
    </EmptyState>
  )
}
