import Link from 'next/link'
import type { MouseEvent } from 'react'
import { taskPath } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { meaningOf, type Thread } from './reasons.ts'

interface ThreadRowProps {
  thread: Thread
  isSelected: boolean
  onSelect: () => void
}

/** Beside the reading pane a press selects; where there is no pane it opens the task. */
export function ThreadRow({ thread, isSelected, onSelect }: ThreadRowProps) {
  const { newest, notifications, isUnread } = thread
  const { icon, color, phrase } = meaningOf(newest)
  const { task, event } = newest
  function onClick(press: MouseEvent) {
    onSelect()
    const isPlain = !press.metaKey && !press.ctrlKey && !press.shiftKey
    // A press by keyboard has no detail: Enter opens, as j and k have selected already.
    if (isPlain && press.detail > 0 && window.matchMedia('(min-width: 1181px)').matches) press.preventDefault()
  }
  return (
    <li data-thread={thread.id} data-unread={isUnread || undefined} data-selected={isSelected || undefined} className="thread">
      {isUnread ? <span role="img" aria-label="Unread" className="unread" /> : <span />}
      <Icon name={icon} className={color} />
      <div className="min-w-0">
        <Link
          href={task && newest.project ? taskPath(newest.project.key, task.key) : '#'}
          prefetch={false}
          onClick={onClick}
          aria-current={isSelected ? 'true' : undefined}
          className={`block truncate after:absolute after:inset-0 max-sm:text-[15px] ${isUnread ? 'strong' : ''}`}
        >
          {task?.title ?? 'A task you can no longer see'}
        </Link>
        <div className="mt-px flex min-w-0 items-center gap-1.5 text-ink-2 dense">
          {task && <Key>{task.key}</Key>}
          {event?.actor && <ActorName actor={event.actor} className="flex-none max-w-3/5!" />}
          <span className="truncate">
            {phrase}
            {notifications.length > 1 && `, ${notifications.length - 1} more`}
          </span>
        </div>
      </div>
      <span className="text-ink-3">
        <Ago at={newest.createdAt} />
      </span>
    </li>
  )
}
