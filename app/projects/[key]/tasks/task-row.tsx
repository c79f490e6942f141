import Link from 'next/link'
import { memo } from 'react'
import { taskPath, type TaskRow as Task } from '#app/_tasks/task.ts'
import { statusMoves } from '#app/_tasks/status-menu.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Lease } from '#app/_ui/lease.tsx'
import { Tag } from '#app/_ui/list.tsx'
import { PRIORITY, PriorityMark, STATUS, StatusMark } from '#app/_ui/status.tsx'
import { Ago } from '#app/_ui/time.tsx'

/** One line of work. Its buttons carry `data-menu`; the list listens for all rows. */
export const TaskRow = memo(function TaskRow({ task, project }: { task: Task; project: string }) {
  return (
    <>
      <StatusButton task={task} />
      <span className="mono col-key text-ink-2">{task.key}</span>
      <span className="col-title">
        <Link href={taskPath(project, task.key)} prefetch={false}>
          {task.title}
        </Link>
        {task.tags.slice(0, 2).map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
      </span>
      <span className="col-waits">
        <Waits task={task} />
      </span>
      <span className="col-frees">
        <Frees count={task.openDependents} />
      </span>
      <span className="col-priority">
        <PriorityButton task={task} />
      </span>
      <span className="col-holder">
        <AssigneeButton task={task} />
      </span>
      <span className="col-lease">{task.claim && <Lease {...task.claim} />}</span>
      <span className="mono col-estimate text-ink-2">{task.estimatedHours !== null && `${task.estimatedHours} h`}</span>
      <span className="mono col-updated text-ink-3">
        <Ago at={task.updatedAt} />
      </span>
      <span className="sub">
        <span className="mono">{task.key}</span>
        <PriorityMark priority={task.priority} size={14} />
        <Companion task={task} />
      </span>
    </>
  )
})

function StatusButton({ task }: { task: Task }) {
  if (!statusMoves(task).length) return <StatusMark status={task.status} className="col-status" />
  return (
    <button
      type="button"
      data-menu="status"
      tabIndex={-1}
      aria-haspopup="menu"
      aria-label={`${STATUS[task.status].word}: change the status of ${task.key}`}
      className="cell-button col-status"
    >
      <StatusMark status={task.status} />
    </button>
  )
}

function PriorityButton({ task }: { task: Task }) {
  if (!task.viewerCan.includes('UPDATE')) return <PriorityMark priority={task.priority} />
  return (
    <button
      type="button"
      data-menu="priority"
      tabIndex={-1}
      aria-haspopup="menu"
      aria-label={`${PRIORITY[task.priority].word} priority: change that of ${task.key}`}
      className="cell-button"
    >
      <PriorityMark priority={task.priority} />
    </button>
  )
}

function AssigneeButton({ task }: { task: Task }) {
  const shown = task.assignee ? <ActorName actor={task.assignee} /> : <Icon name="person" label="Unassigned" className="text-ink-3" />
  if (!task.viewerCan.includes('ASSIGN')) return shown
  return (
    <button
      type="button"
      data-menu="assignee"
      tabIndex={-1}
      aria-haspopup="menu"
      aria-label={`${task.assignee?.name ?? 'Nobody'}: change the assignee of ${task.key}`}
      className="cell-button max-w-full"
    >
      {shown}
    </button>
  )
}

function Waits({ task }: { task: Task }) {
  const text = waitsFor(task)
  if (!text) return null
  return (
    <>
      <Icon name={task.hold ? 'hold' : 'blocked-by'} label={task.hold ? 'On hold' : 'Waits for'} className="text-stop-lamp" />
      <span className={task.hold ? 'truncate' : 'mono truncate'}>{text}</span>
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
