'use client'
import { lazy, Suspense, useEffect, useMemo, useRef, type CSSProperties, type KeyboardEvent, type MouseEvent } from 'react'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { useWalkSource } from '#app/_tasks/walk.ts'
import { COLUMN, behindTitle, tracksOf } from './columns.ts'
import { isMine } from './created.ts'
import { NewsAbove } from './news-above.tsx'
import type { ListState, SetState } from './search-params.ts'
import { TaskGroup } from './task-group.tsx'
import type { GroupState } from './task-pages.ts'
import { useAnchor } from './use-anchor.ts'
import { useCurrent } from './use-current.ts'
import { useListActs } from './use-list-acts.ts'
import { useListCommands } from './use-list-commands.ts'
import { useRows } from './use-rows.ts'
import { useSelection } from './use-selection.ts'
import { Wires } from './wires.tsx'

const ListFloats = lazy(() => import('./list-floats.tsx').then((file) => ({ default: file.ListFloats })))

interface TaskListProps {
  project: string
  states: GroupState[]
  state: ListState
  setState: SetState
  see: (group: string, from: number, to: number) => void
  onRetry: () => void
  people: Assignable[]
  tags: string[]
  isSelecting: boolean
}

/** Every group with its rows; of the rows only those near the window stand in the page. */
export function TaskList({ project, states, state, setState, see, onRetry, people, tags, isSelecting }: TaskListProps) {
  const list = useRef<HTMLDivElement>(null)
  const { folded, density, cols } = state
  const rows = useRows(list, { states, folded, density })
  // A task with two tags stands in two groups: keys come to it once.
  const byId = useMemo(() => {
    const shown = states.filter(({ group }) => group.value === null || !folded.includes(group.value))
    return new Map(shown.flatMap(({ tasks: own }) => own.map((task) => [task.id, task] as const)))
  }, [states, folded])
  const tasks = useMemo(() => [...byId.values()], [byId])
  useWalkSource(project, tasks)
  const current = useCurrent(list, rows, tasks)
  const selection = useSelection()
  const acts = useListActs({ project, current, selection, byId, list })
  useListCommands({ tasks, current, selection, acts })
  const news = useAnchor(rows, tasks, JSON.stringify([states[0]?.group.variables, state.group]), isMine)

  useEffect(() => {
    for (const [index, { group }] of states.entries()) {
      const span = rows.spans[index]
      if (span && span.to > span.from) see(group.id, span.from, span.to)
    }
  }, [states, rows.spans, see])

  function onClick(event: MouseEvent) {
    if (!(event.target instanceof Element)) return
    const task = byId.get(event.target.closest<HTMLElement>('[data-task]')?.dataset.task ?? '')
    if (!task) return
    const button = event.target.closest<HTMLElement>('[data-menu]')
    if (event.target.closest('[data-select]')) {
      if (event.shiftKey) selection.range(tasks, task)
      else selection.toggle(task)
    } else if (button) acts.openAt(button, task)
    else if (event.shiftKey && !event.target.closest('a')) selection.range(tasks, task)
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.metaKey || event.ctrlKey || event.altKey || !(event.target instanceof HTMLElement)) return
    if (!event.target.closest('[data-task]') || event.target.closest('input')) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const next = current.move(step)
    if (event.shiftKey && next && current.task) selection.add([current.task, next])
  }

  return (
    <div
      className="task-list"
      data-density={density}
      data-selecting={isSelecting || selection.selected.size > 0 || undefined}
      style={tracksOf(cols) as CSSProperties}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={current.onFocus}
      onBlur={current.onBlur}
    >
      <div className="task-columns cap" aria-hidden>
        <span /> <span /> {cols.includes('key') && <span>Key</span>} <span>Title</span>{' '}
        {behindTitle(cols).map((column) => (
          <span key={column} className={`col-${column} ${COLUMN[column].end ? 'end' : ''}`}>
            {COLUMN[column].head}
          </span>
        ))}
      </div>
      <NewsAbove
        tasks={news.above}
        onShow={() => {
          const first = news.above[0]
          if (first) current.focus(first)
          news.forget()
        }}
      />
      <div ref={list} className="relative">
        {states.map((one, index) => (
          <TaskGroup
            key={one.group.value ?? 'all'}
            project={project}
            state={one}
            span={rows.spans[index]}
            measure={rows.measure}
            columns={cols}
            current={current.id}
            selected={selection.selected}
            renaming={acts.renaming}
            onRename={acts.onRename}
            isFolded={one.group.value !== null && folded.includes(one.group.value)}
            onFold={(value) =>
              void setState({ folded: folded.includes(value) ? folded.filter((other) => other !== value) : [...folded, value] })
            }
            onRetry={onRetry}
          />
        ))}
        <Wires tasks={tasks} current={current.id} middleOf={rows.middleOf} />
      </div>
      {acts.isWanted && (
        <Suspense>
          <ListFloats project={project} acts={acts} selection={selection} people={people} tags={tags} />
        </Suspense>
      )}
      {acts.dialog}
    </div>
  )
}
