import Link from 'next/link'
import { taskPath } from '#app/_tasks/task.ts'
import { grouped } from '#app/_ui/grouped.ts'
import type { ReadyTask } from './documents.ts'

/** Under each reason; the list of all that is ready stands below. */
const SHOWN = 3

/** Ready tasks that no agent who is there can take, by the reason. */
export function Unclaimable({ project, stuck }: { project: string; stuck: { task: ReadyTask; why: string }[] }) {
  const reasons = grouped(stuck, ({ why }) => why)
  return (
    <section aria-label="Ready, but nobody can take it">
      <h2 className="cap mb-2 flex items-center gap-2">
        Ready, but nobody can take it <span className="mono ml-auto text-caution-ink">{stuck.length}</span>
      </h2>
      <div className="grid gap-3">
        {[...reasons].map(([why, tasks]) => (
          <div key={why}>
            <p className="text-ink-2 [overflow-wrap:anywhere]">{why}</p>
            <ul className="mt-1 grid gap-1">
              {tasks.slice(0, SHOWN).map(({ task }) => (
                <li key={task.id}>
                  <Link href={taskPath(project, task.key)} className="line-clamp-2 font-[560] [overflow-wrap:anywhere] hover:underline">
                    {task.title}
                  </Link>
                </li>
              ))}
            </ul>
            {tasks.length > SHOWN && <p className="mt-1 text-ink-3">And {tasks.length - SHOWN} more of those below.</p>}
          </div>
        ))}
      </div>
    </section>
  )
}
