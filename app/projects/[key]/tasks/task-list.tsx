'use client'
import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTaskMenu, type Assignable, type MenuKind } from '#app/_tasks/task-menu.tsx'
import type { TaskRow as Task } from '#app/_tasks/task.ts'
import type { TaskStatus } from '#app/_ui/status.tsx'
import { TaskGroup } from './task-group.tsx'
import type { GroupState } from './task-pages.ts'
import { useRows } from './use-rows.ts'
import { Wires } from './wires.tsx'

interface TaskListProps {
  project: string
  states: GroupState[]
  folded: ReadonlySet<string>
  onFold: (status: TaskStatus) => void
  onMore: (group: string) => void
  people: Assignable[]
}

const MENU_KEYS: Record<string, MenuKind> = { s: 'status', p: 'priority', a: 'assignee' }

/** Every group with its rows; of the rows only those near the window stand in the page. */
export function TaskList({ project, states, folded, onFold, onMore, people }: TaskListProps) {
  const list = useRef<HTMLDivElement>(null)
  const rows = useRows(list, states, folded)
  const [current, setCurrent] = useState<string | null>(null)
  const menu = useTaskMenu(people)
  const tasks = states.flatMap((state) => (folded.has(state.group.status ?? '') ? [] : state.tasks))
  const find = (id: string | undefined) => tasks.find((task) => task.id === id)

  function onClick({ target }: MouseEvent) {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-menu]') : null
    const task = find(button?.closest<HTMLElement>('[data-task]')?.dataset.task)
    const kind = Object.values(MENU_KEYS).find((one) => one === button?.dataset.menu)
    if (button && task && kind) menu.open(kind, task, button)
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.metaKey || event.ctrlKey || event.altKey || !(event.target instanceof HTMLElement)) return
    const row = event.target.closest<HTMLElement>('[data-task]')
    const task = find(row?.dataset.task)
    if (!row || !task) return
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
    const kind = MENU_KEYS[event.key]
    const button = kind && row.querySelector<HTMLElement>(`[data-menu=${kind}]`)
    if (step) moveTo(tasks[tasks.indexOf(task) + step])
    else if (kind && button) menu.open(kind, task, button)
    else return
    event.preventDefault()
  }

  function moveTo(task: Task | undefined) {
    if (!task) return
    rows.reveal(task.id)
    setCurrent(task.id)
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-task="${task.id}"] a`)?.focus({ preventScroll: true }))
  }

  return (
    <div
      className="pb-22"
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setCurrent(target.closest<HTMLElement>('[data-task]')?.dataset.task ?? null)}
      onBlur={({ relatedTarget }) => !list.current?.contains(relatedTarget) && setCurrent(null)}
    >
      <div className="task-columns cap" aria-hidden>
        <span /> <span /> <span>Key</span> <span>Title</span> <span>Waits for</span> <span>Frees</span> <span /> <span>Assigned</span>{' '}
        <span>Lease left</span>
        <span className="end">Est.</span> <span className="end">Upd.</span>
      </div>
      <div ref={list} className="relative">
        {states.map((state, index) => (
          <TaskGroup
            key={state.group.status ?? 'all'}
            project={project}
            state={state}
            span={rows.spans[index]}
            measure={rows.measure}
            current={current}
            isFolded={folded.has(state.group.status ?? '')}
            onFold={onFold}
            onMore={() => onMore(state.group.id)}
          />
        ))}
        <Wires tasks={tasks} current={current} middleOf={rows.middleOf} />
      </div>
      {menu.element}
    </div>
  )
}
