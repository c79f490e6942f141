import { Button } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/states.tsx'
import { NO_FILTERS } from '#app/projects/[key]/tasks/search-params.ts'
import { setFilters } from '#app/projects/[key]/tasks/filter-words.ts'
import type { Asked, Change } from './address.ts'
import type { Graph } from './documents.ts'

/** Why there is nothing to draw, and what to do about it. */
export function GraphNothing({ graph, asked, rest, change }: { graph: Graph; asked: Asked; rest: number; change: Change }) {
  const filters = setFilters(asked)
  if (asked.linked && graph.nodes.length > 0) {
    return (
      <EmptyState
        title="No task here depends on another."
        actions={<Button onPress={() => void change({ linked: null })}>Show all {graph.nodes.length} tasks</Button>}
      >
        Only tasks with dependencies are shown.
      </EmptyState>
    )
  }
  if (filters.length > 0) {
    return (
      <EmptyState
        title="No task fits these filters."
        actions={
          <>
            {filters.map(({ word, without }) => (
              <Button key={word} onPress={() => void change(without)}>
                Drop {word}
              </Button>
            ))}
            {filters.length > 1 && <Button onPress={() => void change(NO_FILTERS)}>Clear filters</Button>}
          </>
        }
      >
        {asked.done ? 'Every task was looked at.' : 'Finished tasks are looked at only when you ask for their status.'}
      </EmptyState>
    )
  }
  if (rest > 0) {
    return (
      <EmptyState title="No task is open." actions={<Button onPress={() => void change({ done: true })}>Show what is done</Button>}>
        What is completed or cancelled is folded away.
      </EmptyState>
    )
  }
  return <EmptyState title="This project has no tasks yet.">Create the first with C, or let an agent do it through the API.</EmptyState>
}
