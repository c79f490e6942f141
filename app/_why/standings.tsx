import Link from 'next/link'
import { taskPath } from '#app/_tasks/task.ts'
import { StatusMark } from '#app/_ui/status.tsx'
import type { Standing } from './documents.ts'
import './why.css'

/** Tasks that hold others up: how each stands, and what would free it. */
export function Standings({
  project,
  standings,
  waiting,
}: {
  project: string
  standings: readonly Standing[]
  waiting?: readonly number[]
}) {
  return (
    <ul className="standings">
      {standings.map(({ task, text, advice }, i) => (
        <li key={task.id}>
          <StatusMark status={task.status} />
          <div className="min-w-0">
            <Link href={taskPath(project, task.key)} className="font-[560] [overflow-wrap:anywhere] hover:underline">
              {task.title}
            </Link>
            <p className="text-ink-2">
              {capital(text)}
              {waiting?.[i] !== undefined && `, and ${counted(waiting[i], 'task waits', 'tasks wait')} for it`}. {capital(advice)}.
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
export const counted = (count: number, one: string, many: string) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`
