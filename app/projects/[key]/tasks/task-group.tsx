import { Button } from '#app/_ui/button.tsx'
import { GroupHead } from '#app/_ui/list.tsx'
import { ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { STATUS, StatusMark, type TaskStatus } from '#app/_ui/status.tsx'
import type { GroupState } from './task-pages.ts'
import { TaskRow } from './task-row.tsx'
import type { Span } from './use-rows.ts'

interface TaskGroupProps {
  project: string
  state: GroupState
  span: Span | undefined
  measure: (element: HTMLElement | null) => void
  current: string | null
  isFolded: boolean
  onFold: (status: TaskStatus) => void
  onMore: () => void
}

const NOTE: Partial<Record<TaskStatus, string>> = { PENDING: 'ready to claim' }

export function TaskGroup({ project, state, span, measure, current, isFolded, onFold, onMore }: TaskGroupProps) {
  const { group, tasks, total, hasMore, isFetching, error } = state
  const { status } = group
  const { head = 0, from = 0, to = 0, before = 0, after = 0 } = span ?? {}
  return (
    <section className="task-group" aria-label={status ? STATUS[status].word : 'Tasks'}>
      {status && (
        <GroupHead
          title={STATUS[status].word}
          mark={<StatusMark status={status} />}
          count={total ?? undefined}
          note={NOTE[status]}
          folded={isFolded}
          onFold={() => onFold(status)}
        />
      )}
      {!isFolded && tasks.length > 0 && (
        <ul style={{ paddingTop: before, paddingBottom: after }}>
          {tasks.slice(from, to).map((task, offset) => (
            <li
              key={task.id}
              ref={measure}
              data-index={head + 1 + from + offset}
              data-task={task.id}
              data-current={task.id === current || undefined}
              aria-setsize={total ?? -1}
              aria-posinset={from + offset + 1}
              className="task-row"
            >
              <TaskRow task={task} project={project} />
            </li>
          ))}
        </ul>
      )}
      {!isFolded && <Foot {...{ tasks, total, hasMore, isFetching, error, onMore }} />}
    </section>
  )
}

type FootProps = Pick<GroupState, 'tasks' | 'total' | 'hasMore' | 'isFetching' | 'error'> & { onMore: () => void }

function Foot({ tasks, total, hasMore, isFetching, error, onMore }: FootProps) {
  if (error && !tasks.length)
    return <ErrorState title="The list did not load.">{error.graphQLErrors[0]?.message ?? 'The server did not answer.'}</ErrorState>
  if (!tasks.length) return isFetching ? <Skeleton rows={3} label="Loading tasks" /> : null
  if (!hasMore) return null
  return (
    <div className="flex items-center border-b border-joint bg-plate px-(--pad-x) py-1.5 pl-13 max-sm:pl-9">
      <Button variant="bare" icon="down" isPending={isFetching} onPress={onMore}>
        Show more
      </Button>
      <span className="text-ink-3">
        {tasks.length.toLocaleString('en')} of {total?.toLocaleString('en') ?? 'many'} shown
      </span>
    </div>
  )
}
