'use client'
import Link from 'next/link'
import { memo } from 'react'
import { Button } from 'react-aria-components/Button'
import { useDrag } from 'react-aria/useDrag'
import { statusMoves } from '#app/_tasks/status-menu.tsx'
import { taskPath, type TaskRow } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Lease } from '#app/_ui/lease.tsx'
import { Tag } from '#app/_ui/list.tsx'
import { PRIORITY, PriorityMark, STATUS, StatusMark } from '#app/_ui/status.tsx'
import { useMeanwhile } from '../tasks/patches.ts'
import { waits } from './verdict.ts'

interface CardProps {
  task: TaskRow
  project: string
  isCurrent: boolean
  isMoving: boolean
  onDrag: (task: TaskRow | null) => void
}

/** A task as a plate. Its buttons carry `data-menu`; the board listens for all cards. */
export const Card = memo(function Card({ task: read, project, isCurrent, isMoving, onDrag }: CardProps) {
  const task = useMeanwhile(read)
  const canMove = task.viewerCan.length > 0
  const { dragProps, dragButtonProps, isDragging } = useDrag({
    hasDragButton: true,
    isDisabled: !canMove,
    getItems: () => [{ 'text/plain': `${task.key} ${task.title}` }],
    getAllowedDropOperations: () => ['move'],
    onDragStart: () => onDrag(task),
    onDragEnd: () => onDrag(null),
  })
  // Only the card that has the focus, or would get it, is on the way of the Tab key.
  const tab = isCurrent ? 0 : -1
  return (
    <article {...dragProps} className="board-card" data-status={task.status} data-dragging={isDragging || isMoving || undefined}>
      <div className="card-gutter">
        <StatusButton task={task} tab={tab} />
        <PriorityButton task={task} tab={tab} />
      </div>
      <div className="card-body">
        <div className="card-top">
          <span className="mono text-ink-2">{task.key}</span>
          <span className="mono ml-auto text-ink-2">{task.estimatedHours !== null && `${task.estimatedHours} h`}</span>
          {canMove && (
            <Button {...dragButtonProps} aria-label={`Drag ${task.key}`} excludeFromTabOrder={!isCurrent} className="card-grip">
              <Icon name="grip" />
            </Button>
          )}
        </div>
        <h3 className="card-title">
          <Link href={taskPath(project, task.key)} prefetch={false} draggable={false} tabIndex={tab}>
            {task.title}
          </Link>
        </h3>
        {task.tags.length > 0 && (
          <div className="card-tags">
            {task.tags.slice(0, 3).map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
            {task.tags.length > 3 && <span className="mono text-ink-3">+{task.tags.length - 3}</span>}
          </div>
        )}
        <div className="card-foot">
          <AssigneeButton task={task} tab={tab} />
          <Edges task={task} />
        </div>
        {task.claim && <Lease {...task.claim} className="card-lease" />}
      </div>
    </article>
  )
})

function StatusButton({ task, tab }: { task: TaskRow; tab: number }) {
  if (!statusMoves(task).length) return <StatusMark status={task.status} className="m-1" />
  return (
    <button
      type="button"
      data-menu="status"
      tabIndex={tab}
      aria-haspopup="menu"
      aria-label={`${STATUS[task.status].word}: change the status of ${task.key}`}
      className="cell-button"
    >
      <StatusMark status={task.status} />
    </button>
  )
}

function PriorityButton({ task, tab }: { task: TaskRow; tab: number }) {
  if (!task.viewerCan.includes('UPDATE')) return <PriorityMark priority={task.priority} className="m-1" />
  return (
    <button
      type="button"
      data-menu="priority"
      tabIndex={tab}
      aria-haspopup="menu"
      aria-label={`${PRIORITY[task.priority].word} priority: change that of ${task.key}`}
      className="cell-button"
    >
      <PriorityMark priority={task.priority} />
    </button>
  )
}

function AssigneeButton({ task, tab }: { task: TaskRow; tab: number }) {
  const shown = task.assignee ? <ActorName actor={task.assignee} /> : <Icon name="person" label="Unassigned" className="text-ink-3" />
  if (!task.viewerCan.includes('ASSIGN')) return <span className="flex min-w-0 items-center">{shown}</span>
  return (
    <button
      type="button"
      data-menu="assignee"
      tabIndex={tab}
      aria-haspopup="menu"
      aria-label={`${task.assignee?.name ?? 'Nobody'}: change the assignee of ${task.key}`}
      className="cell-button min-w-0"
    >
      {shown}
    </button>
  )
}

/** What holds it, in the colour of a stop, and how many it frees. */
function Edges({ task }: { task: TaskRow }) {
  return (
    <span className="ml-auto inline-flex flex-none items-center gap-2.5 text-ink-2">
      {task.isBlocked && (
        <span className="inline-flex items-center gap-1" title={waits(task)}>
          <Icon name={task.hold ? 'hold' : 'blocked-by'} label={task.hold ? 'On hold' : 'Waits for'} className="text-stop-lamp" />
          {task.openBlockers > 0 && <span className="mono">{task.openBlockers}</span>}
        </span>
      )}
      {task.openDependents > 0 && (
        <span className="inline-flex items-center gap-1">
          <Icon name="blocks" label="Frees" />
          <span className="mono">{task.openDependents}</span>
        </span>
      )}
    </span>
  )
}
