import Link from 'next/link'
import { memo } from 'react'
import { statusMoves } from '#app/_tasks/status-menu.tsx'
import { taskPath, type TaskRow as Task } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Lease } from '#app/_ui/lease.tsx'
import { Tag } from '#app/_ui/list.tsx'
import { PRIORITY, PriorityMark, STATUS, StatusMark } from '#app/_ui/status.tsx'
import { Ago, useNow } from '#app/_ui/time.tsx'
import { Cell } from './cell.tsx'
import { behindTitle } from './columns.ts'
import { dueDay, isLate } from './deadlines.ts'
import { useMeanwhile } from './patches.ts'
import { RenameField } from './rename-field.tsx'
import type { Column } from './search-params.ts'

interface TaskRowProps {
  task: Task
  project: string
  columns: readonly Column[]
  isSelected: boolean
  /** Set while its title is edited. */
  onRename: ((title: string | null) => void) | null
}

/** One line of work. Its controls carry `data-menu` or `data-select`; the list listens for all rows. */
export const TaskRow = memo(function TaskRow({ task: given, project, columns, isSelected, onRename }: TaskRowProps) {
  const task = useMeanwhile(given)
  return (
    <>
      <span className="col-box">
        <input type="checkbox" data-select aria-label={`Select ${task.key}`} tabIndex={-1} checked={isSelected} readOnly />
      </span>
      <Cell
        menu={statusMoves(task).length ? 'status' : null}
        label={`${STATUS[task.status].word}: change the status of ${task.key}`}
        className="col-status"
      >
        <StatusMark status={task.status} />
      </Cell>
      {columns.includes('key') && <span className="mono col-key text-ink-2">{task.key}</span>}
      <span className="col-title">
        {onRename ? (
          <RenameField title={task.title} onDone={onRename} />
        ) : (
          <>
            <Link href={taskPath(project, task.key)} prefetch={false} title={task.title.length > 60 ? task.title : undefined}>
              {task.title}
            </Link>
            {columns.includes('tags') && task.tags.slice(0, 2).map((tag) => <Tag key={tag}>{tag}</Tag>)}
            {columns.includes('tags') && task.tags.length > 2 && (
              <span className="mono text-ink-3" title={task.tags.slice(2).join(', ')}>
                +{task.tags.length - 2}
              </span>
            )}
          </>
        )}
      </span>
      {behindTitle(columns).map((column) => (
        <Column key={column} column={column} task={task} />
      ))}
      <span className="sub">
        <span className="mono">{task.key}</span>
        <PriorityMark priority={task.priority} size={14} />
        <Companion task={task} />
      </span>
    </>
  )
})

function Column({ column, task }: { column: Column; task: Task }) {
  const canUpdate = task.viewerCan.includes('UPDATE')
  switch (column) {
    case 'waits':
      return (
        <span className="col-waits">
          <Waits task={task} />
        </span>
      )
    case 'frees':
      return (
        <span className="col-frees">
          <Frees count={task.openDependents} />
        </span>
      )
    case 'priority':
      return (
        <Cell
          menu={canUpdate ? 'priority' : null}
          label={`${PRIORITY[task.priority].word} priority: change that of ${task.key}`}
          className="col-priority"
        >
          <PriorityMark priority={task.priority} />
        </Cell>
      )
    case 'assignee':
      return (
        <Cell
          menu={task.viewerCan.includes('ASSIGN') ? 'assignee' : null}
          label={`${task.assignee?.name ?? 'Nobody'}: change the assignee of ${task.key}`}
          className="col-assignee"
        >
          {task.assignee ? <ActorName actor={task.assignee} /> : <Icon name="person" label="Unassigned" className="text-ink-3" />}
        </Cell>
      )
    case 'lease':
      return <span className="col-lease">{task.claim && <Lease {...task.claim} />}</span>
    case 'estimate':
      return (
        <Cell
          menu={canUpdate ? 'estimate' : null}
          label={`${task.estimatedHours === null ? 'No estimate' : `${task.estimatedHours} h`}: change the estimate of ${task.key}`}
          className="mono col-estimate text-ink-2"
        >
          {task.estimatedHours !== null && `${task.estimatedHours} h`}
        </Cell>
      )
    case 'deadline':
      return (
        <Cell
          menu={canUpdate ? 'deadline' : null}
          label={`${task.deadline ? `Due ${dueDay(task.deadline)}` : 'No deadline'}: change the deadline of ${task.key}`}
          className="mono col-deadline text-ink-2"
        >
          {task.deadline && <Due at={task.deadline} isOpen={task.status !== 'COMPLETED' && task.status !== 'CANCELLED'} />}
        </Cell>
      )
    case 'updated':
      return (
        <span className="mono col-updated text-ink-3">
          <Ago at={task.updatedAt} />
        </span>
      )
    default:
      return null
  }
}

function Due({ at, isOpen }: { at: string; isOpen: boolean }) {
  const now = useNow(60_000)
  const late = isOpen && isLate(at, now)
  return (
    <span className={`inline-flex items-center gap-1 ${late ? 'text-caution-ink' : ''}`} suppressHydrationWarning>
      {late && <Icon name="flag" label="Late" size={12} className="text-caution-lamp" />}
      {dueDay(at, now)}
    </span>
  )
}

function Waits({ task }: { task: Task }) {
  const text = waitsFor(task)
  if (!text) return null
  return (
    <>
      <Icon name={task.hold ? 'hold' : 'blocked-by'} label={task.hold ? 'On hold' : 'Waits for'} className="text-stop-lamp" />
      <span className={task.hold ? 'truncate' : 'mono truncate'} title={text}>
        {text}
      </span>
    </>
  )
}

function waitsFor(task: Task) {
  if (task.hold) return task.hold.reason
  return task.blockers
    .filter(({ isOpen }) => isOpen)
    .map(({ dependsOn }) => dependsOn.key)
    .join(', ')
}

function Frees({ count }: { count: number }) {
  if (!count) return null
  return (
    <>
      <Icon name="blocks" label="Frees" />
      <span className="mono">{count}</span>
    </>
  )
}

/** What a phone shows under the title. */
function Companion({ task }: { task: Task }) {
  if (task.claim) {
    return (
      <>
        <ActorName actor={task.claim.holder} />
        <Lease {...task.claim} className="ml-auto" />
      </>
    )
  }
  const waits = waitsFor(task)
  if (waits) return <span className="truncate text-stop-ink">{task.hold ? `on hold: ${waits}` : `waits for ${waits}`}</span>
  return (
    <>
      {task.assignee ? <ActorName actor={task.assignee} /> : <span>Unassigned</span>}
      <span className="ml-auto inline-flex items-center gap-1.5">
        <Frees count={task.openDependents} />
      </span>
    </>
  )
}
