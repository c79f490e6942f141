import { Button } from '#app/_ui/button.tsx'
import { Initials } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { GroupHead } from '#app/_ui/list.tsx'
import { ErrorState } from '#app/_ui/states.tsx'
import { PriorityMark, StatusMark } from '#app/_ui/status.tsx'
import type { Group } from './groups.ts'
import type { Column } from './search-params.ts'
import type { GroupState } from './task-pages.ts'
import { TaskRow } from './task-row.tsx'
import type { Span } from './use-rows.ts'

interface TaskGroupProps {
  project: string
  state: GroupState
  span: Span | undefined
  measure: ((element: HTMLElement | null) => void) | undefined
  columns: readonly Column[]
  current: string | null
  selected: ReadonlyMap<string, unknown>
  renaming: string | null
  onRename: (title: string | null) => void
  isFolded: boolean
  onFold: (value: string) => void
  onRetry: () => void
}

export function TaskGroup(props: TaskGroupProps) {
  const { project, state, span, measure, columns, current, selected, renaming, onRename, isFolded, onFold, onRetry } = props
  const { group, tasks, rows, error } = state
  const { value, title, note, count } = group
  const { first = 0, from = 0, to = 0, before = 0, after = 0 } = span ?? {}
  return (
    <section className="task-group" aria-label={title}>
      {value !== null && (
        <GroupHead
          title={title}
          mark={
            <span className="group-mark">
              <Mark of={group.mark} />
            </span>
          }
          count={count}
          note={note}
          folded={isFolded}
          onFold={() => onFold(value)}
        />
      )}
      {!isFolded && rows > 0 && (
        <ul style={{ paddingTop: before, paddingBottom: after }}>
          {Array.from({ length: to - from }, (_, offset) => {
            const task = tasks[from + offset]
            if (!task) return <Ghost key={`row ${from + offset}`} index={first + from + offset} measure={measure} />
            const isSelected = selected.has(task.id)
            return (
              <li
                key={task.id}
                ref={measure}
                data-index={first + from + offset}
                data-task={task.id}
                data-current={task.id === current || undefined}
                data-selected={isSelected || undefined}
                aria-setsize={count}
                aria-posinset={from + offset + 1}
                className="task-row"
              >
                <TaskRow
                  task={task}
                  project={project}
                  columns={columns}
                  isSelected={isSelected}
                  onRename={task.id === renaming ? onRename : null}
                />
              </li>
            )
          })}
        </ul>
      )}
      {!isFolded && error && (
        <ErrorState
          title={tasks.length ? 'The rest of the list did not load.' : 'The list did not load.'}
          retry={<Button onPress={onRetry}>Try again</Button>}
        >
          {error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
        </ErrorState>
      )}
    </section>
  )
}

/** The place of a row that is on its way. */
function Ghost({ index, measure }: { index: number; measure: TaskGroupProps['measure'] }) {
  return (
    <li ref={measure} data-index={index} aria-hidden className="task-row task-ghost">
      <span className="late" />
    </li>
  )
}

function Mark({ of }: { of: Group['mark'] }) {
  if (of === null) return null
  if ('status' in of) return <StatusMark status={of.status} />
  if ('priority' in of) return <PriorityMark priority={of.priority} />
  if ('icon' in of) return <Icon name={of.icon} className="text-ink-2" />
  return of.actor.kind === 'AGENT' ? <Icon name="agent" label="Agent" /> : <Initials name={of.actor.name} />
}
