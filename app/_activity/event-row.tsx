import Link from 'next/link'
import { taskPath } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { Change, Subject } from './change.tsx'
import type { ProjectEvent } from './documents.ts'
import { hasFailed, toldOf } from './told.ts'
import { ACTION, fieldWord } from './words.ts'

interface Props {
  event: ProjectEvent
  /** The key of the project it happened in; null for the workspace. */
  project: string | null
  onTask?: boolean
  /** Says from where, too. */
  origin?: boolean
}

/** One thing that happened, as an entry of a list. */
export function EventRow(props: Props) {
  return (
    <li className="event-row">
      <EventWords {...props} />
    </li>
  )
}

/** Who did what to which task, what it was before, and when. */
export function EventWords({ event, project, onTask = false, origin = false }: Props) {
  const { word, icon } = ACTION[event.action]
  const told = toldOf(event)
  const isFault = hasFailed(event)
  const key = onTask ? null : event.taskKey
  return (
    <>
      <Icon name={isFault ? 'warning' : icon} className={`mt-0.5 ${isFault ? 'text-stop-lamp' : 'text-ink-2'}`} />
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-1.5">
          {event.actor ? <ActorName actor={event.actor} className="font-[560]" /> : <span className="font-[560]">The system</span>}
          <span>{onTask ? word.replace(/ (to|from|of|on)$/, '') : word}</span>
          {key && project !== null && (
            <Link href={taskPath(project, key)} className="line-clamp-2 min-w-0 hover:underline">
              <span className="mono text-ink-2">{key}</span> <span className="[overflow-wrap:anywhere]">{event.task?.title}</span>
            </Link>
          )}
          <Subject event={event} />
          {told && <span className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">{told}</span>}
        </div>
        {event.changes.length > 0 && (
          <dl className="mt-0.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-ink-2">
            {event.changes.map((change) => (
              <div key={change.field} className="contents">
                <dt className="text-ink-3">{fieldWord(change.field)}</dt>
                <dd>
                  <Change field={change.field} old={change.old} new={change.new} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {origin && <Origin event={event} />}
      </div>
      <span className="event-when">
        <time dateTime={event.createdAt} className="mono text-ink-2 max-sm:hidden">
          {event.createdAt.slice(11, 19)}
        </time>
        <Ago at={event.createdAt} className="mono" />
      </span>
    </>
  )
}

function Origin({ event: { requestId, address, userAgent, seq } }: { event: ProjectEvent }) {
  if (!requestId && !address && !userAgent) return null
  return (
    <p className="mono mt-0.5 flex flex-wrap gap-x-3 text-ink-3 [overflow-wrap:anywhere]">
      <span>event {seq}</span>
      {requestId && <span>request {requestId}</span>}
      {address && <span>from {address}</span>}
      {userAgent && <span>{userAgent}</span>}
    </p>
  )
}
