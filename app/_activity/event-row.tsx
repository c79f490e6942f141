import Link from 'next/link'
import { taskPath } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { Change } from './change.tsx'
import type { ProjectEvent } from './documents.ts'
import { ACTION, fieldWord, valueWords } from './words.ts'

/** One thing that happened: who, what, to which task, and what it was before. */
export function EventRow({ event, project, onTask = false }: { event: ProjectEvent; project: string; onTask?: boolean }) {
  const { word, icon } = ACTION[event.action]
  const told = detailOf(event)
  return (
    <li className="event-row">
      <Icon name={icon} className="mt-0.5 text-ink-2" />
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-1.5">
          {event.actor ? <ActorName actor={event.actor} className="font-[560]" /> : <span className="font-[560]">The system</span>}
          <span>{onTask ? word.replace(/ (to|from|of|on)$/, '') : word}</span>
          {!onTask && event.taskKey && (
            <Link href={taskPath(project, event.taskKey)} className="min-w-0 hover:underline">
              <span className="mono text-ink-2">{event.taskKey}</span> <span className="[overflow-wrap:anywhere]">{event.task?.title}</span>
            </Link>
          )}
          {told && <span className="text-ink-2 [overflow-wrap:anywhere]">{told}</span>}
        </div>
        {event.changes.length > 0 && (
          <dl className="mt-0.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-ink-2">
            {event.changes.map((change) => (
              <div key={change.field} className="contents">
                <dt className="text-ink-3">{fieldWord(change.field)}</dt>
                <dd>
                  <Change old={change.old} new={change.new} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <span className="flex items-baseline gap-2 whitespace-nowrap text-ink-3">
        {event.address && <span className="mono max-sm:hidden">{event.address}</span>}
        <Ago at={event.createdAt} />
      </span>
    </li>
  )
}

const TOLD = ['reason', 'note', 'summary', 'path', 'outcome', 'dependsOnKey', 'blocker', 'handle', 'role', 'with', 'spots']

/** The words that an event carries beside its changes: a reason, a path, an outcome. */
function detailOf({ data }: ProjectEvent): string {
  if (typeof data !== 'object' || data === null) return ''
  const fields = new Map<string, unknown>(Object.entries(data))
  return TOLD.flatMap((name) => (fields.get(name) ? [valueWords(fields.get(name))] : [])).join(', ')
}
