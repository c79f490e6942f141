'use client'
import Link from 'next/link'
import { memo, type MouseEvent } from 'react'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { hrefOf, meaningOf, titleOf, type Thread } from './reasons.ts'

interface ThreadRowProps {
  thread: Thread
  isSelected: boolean
  isChecked: boolean
  onSelect: (id: string) => void
  onCheck: (id: string) => void
}

/** A press shows it beside the list, or in its place where there is no room; Enter and a press with a key held open the task. */
export const ThreadRow = memo(function ThreadRow({ thread, isSelected, isChecked, onSelect, onCheck }: ThreadRowProps) {
  const { newest, lead, notifications, isUnread } = thread
  const { icon, color, phrase } = meaningOf(lead)
  const { task, event } = lead
  function onClick(press: MouseEvent) {
    const isPlain = !press.metaKey && !press.ctrlKey && !press.shiftKey
    // A press by keyboard has no detail: Enter opens, as j and k have selected already.
    if (!isPlain || press.detail === 0) return
    press.preventDefault()
    onSelect(thread.id)
  }
  const title = titleOf(thread)
  return (
    <li data-thread={thread.id} data-unread={isUnread || undefined} data-selected={isSelected || undefined} className="thread">
      <label className="thread-box">
        <input type="checkbox" className="box" checked={isChecked} onChange={() => onCheck(thread.id)} aria-label={`Select ${title}`} />
      </label>
      {isUnread ? <span role="img" aria-label="Unread" className="thread-unread" /> : <span />}
      <Icon name={icon} className={color} />
      <div className="min-w-0">
        <Link
          href={hrefOf(newest)}
          prefetch={false}
          onClick={onClick}
          aria-current={isSelected ? 'true' : undefined}
          className={`block truncate after:absolute after:inset-0 max-sm:text-[15px] ${isUnread ? 'strong' : ''}`}
        >
          {title}
        </Link>
        <div className="mt-px flex min-w-0 items-center gap-1.5 text-ink-2 dense">
          {(task ?? newest.project) && <Key>{task?.key ?? newest.project?.key}</Key>}
          {event?.actor && <ActorName actor={event.actor} className="flex-none max-w-3/5!" />}
          <span className="truncate">
            {phrase}
            {notifications.length > 1 && `, ${notifications.length - 1} more`}
          </span>
        </div>
      </div>
      <span className="text-ink-3">{newest.snoozedUntil ? <Back at={newest.snoozedUntil} /> : <Ago at={newest.createdAt} />}</span>
    </li>
  )
})

/** When a snoozed one comes back, in the person's own time. */
function Back({ at }: { at: string }) {
  const day = new Date(at).toLocaleString('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' })
  return (
    <time dateTime={at} suppressHydrationWarning>
      {day}
    </time>
  )
}
