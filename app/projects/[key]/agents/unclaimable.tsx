import Link from 'next/link'
import { taskPath } from '#app/_tasks/task.ts'
import type { ReadyTask } from './documents.ts'

const SHOWN = 5

/** Ready tasks that no agent who is there can take, each with why. */
export function Unclaimable({ project, stuck }: { project: string; stuck: { task: ReadyTask; why: string }[] }) {
  return (
    <section aria-label="Ready, but nobody can take it">
      <h2 className="cap mb-2 flex items-center gap-2">
        Ready, but nobody can take it <span className="mono ml-auto text-caution-ink">{stuck.length}</span>
      </h2>
      <ul className="grid gap-2.5">
        {stuck.slice(0, SHOWN).map(({ task, why }) => (
          <li key={task.id}>
            <Link href={taskPath(project, task.key)} className="line-clamp-2 font-[560] [overflow-wrap:anywhere] hover:underline">
              {task.title}
            </Link>
            <p className="text-ink-2 [overflow-wrap:anywhere]">{why}</p>
          </li>
        ))}
      </ul>
      {stuck.length > SHOWN && <p className="pt-2 text-ink-3">And {stuck.length - SHOWN} more of those below.</p>}
    </section>
  )
}
