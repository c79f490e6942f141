import Link from 'next/link'
import { taskPath } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import type { Overlap } from './quality.ts'

const SHOWN = 3

/** Which other open tasks touch the same lines. Two tasks in progress on them are a conflict, and so are coloured. */
export function Overlaps({ overlaps, path, project }: { overlaps: readonly Overlap[]; path: string; project: string }) {
  if (overlaps.length === 0) return null
  const more = overlaps.length - SHOWN
  return (
    <ul className="mt-0.5 grid gap-0.5" aria-label={`Also touches ${path}`}>
      {overlaps.slice(0, SHOWN).map(({ task, holder, lineStart, lineEnd, path: theirs }) => {
        const isWorkedOn = task.status === 'IN_PROGRESS'
        return (
          <li
            key={`${task.id} ${theirs} ${lineStart}`}
            className={`flex flex-wrap items-center gap-x-1.25 ${isWorkedOn ? 'text-caution-ink' : 'text-ink-2'}`}
          >
            <Icon name="overlap" size={12} />
            <span>{linesWords(lineStart, lineEnd)} also in </span>
            <Link href={taskPath(project, task.key)} title={task.title} className="mono hover:underline">
              {task.key}
            </Link>
            {holder && isWorkedOn && <ActorName actor={holder} />}
          </li>
        )
      })}
      {more > 0 && <li className="text-ink-2">and {more} more</li>}
    </ul>
  )
}

function linesWords(start: number | null, end: number | null) {
  if (start === null) return 'all of it'
  return end === null || end === start ? `line ${start}` : `lines ${start}–${end}`
}
