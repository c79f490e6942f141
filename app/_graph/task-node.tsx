'use client'
import type { Node, NodeProps } from '@xyflow/react'
import { createContext, memo, use, useEffect, useRef, type PointerEvent } from 'react'
import { PRIORITY, PriorityMark, STATUS, StatusMark } from '#app/_ui/status.tsx'
import type { GraphTask } from './documents.ts'
import { LeaseBar, LeaseClock } from './lease.tsx'
import type { Side } from './reach.ts'

export type TaskNodeType = Node<
  { task: GraphTask; href: string; waitsFor: string; isSelected: boolean; isCritical: boolean; isTabStop: boolean },
  'task'
>

/** What all nodes share: whether they are too small to read, and what they report. Kept out of their data, so that panning renders none of them. */
export interface NodeWorld {
  isFar: boolean
  canLink: boolean
  select: (id: string) => void
  unfold: (name: string) => void
  look: (id: string | null) => void
  drag: (event: PointerEvent, id: string, side: Side) => void
  /** The node that should take the keyboard's focus as soon as it is drawn. */
  wanted: { current: string | null }
}
const NOBODY = () => {}
export const NodeWorldContext = createContext<NodeWorld>({
  isFar: false,
  canLink: false,
  select: NOBODY,
  unfold: NOBODY,
  look: NOBODY,
  drag: NOBODY,
  wanted: { current: null },
})

export const TaskNode = memo(function TaskNode({ data }: NodeProps<TaskNodeType>) {
  const { task, href, waitsFor, isSelected, isCritical, isTabStop } = data
  const { isFar, canLink, select, look, drag, wanted } = use(NodeWorldContext)
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (wanted.current !== task.id) return
    wanted.current = null
    link.current?.focus({ preventScroll: true })
  })
  const lease = task.status === 'IN_PROGRESS' ? task.claim : null
  return (
    <>
      <a
        ref={link}
        href={href}
        data-task={task.id}
        data-status={task.status}
        data-critical={isCritical || undefined}
        aria-label={`${nameOf(task)}${waitsFor}`}
        aria-current={isSelected || undefined}
        tabIndex={isTabStop ? 0 : -1}
        draggable={false}
        className="plate-node"
        onFocus={() => look(task.id)}
        onBlur={() => look(null)}
        onPointerEnter={() => look(task.id)}
        onPointerLeave={() => look(null)}
        onClick={(event) => {
          // With a modifier the browser opens the task itself, in a tab of its own.
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          select(task.id)
        }}
      >
        <span aria-hidden className="signs">
          <StatusMark status={task.status} size={isFar ? 42 : 16} />
          {!isFar && <PriorityMark priority={task.priority} />}
        </span>
        {!isFar && (
          <span className="words">
            <span className="mono flex justify-between gap-1.5 leading-[15px] text-ink-2">
              <span>{task.key}</span>
              {lease ? <LeaseClock lease={lease} /> : task.estimatedHours !== null && <span>{hours(task.estimatedHours)}</span>}
            </span>
            <span className="node-title">{task.title}</span>
          </span>
        )}
        {lease && <LeaseBar lease={lease} className="lease-edge" />}
      </a>
      {canLink && !isFar && (
        <>
          <i aria-hidden className="port port-in nopan" onPointerDown={(event) => drag(event, task.id, 'waits')} />
          <i aria-hidden className="port port-out nopan" onPointerDown={(event) => drag(event, task.id, 'blocks')} />
        </>
      )}
    </>
  )
})

export const hours = (value: number) => `${(Math.round(value * 10) / 10).toLocaleString('en')} h`

export function nameOf(task: Pick<GraphTask, 'key' | 'title' | 'status' | 'priority'>) {
  return `${task.key}, ${task.title}, ${STATUS[task.status].word}, ${PRIORITY[task.priority].word} priority`
}
