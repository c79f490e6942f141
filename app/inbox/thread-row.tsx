import Link from 'next/link'
import type { MouseEvent } from 'react'
import { taskPath } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { meaningOf, titleOf, type Thread } from './reasons.ts'

interface ThreadRowProps {
  thread: Thread
  isSelected: boolean
  onSelect: () => void
}

/** Beside the reading pane a press selects; where there is no pane it opens the task. */
export function ThreadRow({ thread, isSelected, onSelect }: ThreadRowProps) {
  const { newest, lead, notifications, isUnread } = thread
  const { icon, color, phrase } = meaningOf(lead)
  const { task, event } = lead
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
          href={hrefOf(newest)}
          prefetch={false}
          onClick={onClick}
          aria-current={isSelected ? 'true' : undefined}
          className={`block truncate after:absolute after:inset-0 max-sm:text-[15px] ${isUnread ? 'strong' : ''}`}
        >
          {titleOf(thread)}
        </Link>
        {!task && lead.entry && <p className="hidden whitespace-pre-wrap max-wide:line-clamp-6">{restOf(lead.entry.body)}</p>}
        <div className="mt-px flex min-w-0 items-center gap-1.5 text-ink-2 dense">
          {(task ?? newest.project) && <Key>{task?.key ?? newest.project?.key}</Key>}
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

function hrefOf({ task, project }: Thread['newest']) {
  if (!project) return '#'
  return task ? taskPath(project.key, task.key) : `/projects/${project.key}/activity`
}

/** Where there is no pane beside it, what was written on the project stands in its line; the first line is its title. */
const restOf = (body: string) => body.trim().split('\n').slice(1).join('\n').trim()
