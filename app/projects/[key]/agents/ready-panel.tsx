'use client'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import type { Agent, ReadyTask } from './documents.ts'
import { whyNobody } from './fitness.ts'
import { ReadyItem } from './ready-item.tsx'
import { Unclaimable } from './unclaimable.tsx'

interface Props {
  project: string
  agents: readonly Agent[]
  tasks: readonly ReadyTask[]
  /** How many are ready, when that is more than are here. */
  total: number | null
  isLoading: boolean
  onConnect: () => void
}

const SHOWN = 12

/** Beside the agents while none is chosen: what waits for hands, and what waits for hands that nobody has. */
export function ReadyPanel({ project, agents, tasks, total, isLoading, onConnect }: Props) {
  const [isLong, setLong] = useState(false)
  const working = agents.filter(({ retiredAt }) => !retiredAt)
  const free = tasks.filter(({ assignee }) => assignee === null)
  const stuck = free.flatMap((task) => {
    const why = working.length > 0 ? whyNobody(task, working) : null
    return why ? [{ task, why }] : []
  })
  const shown = isLong ? free : free.slice(0, SHOWN)
  const count = Math.max(total ?? 0, tasks.length) - (tasks.length - free.length)
  return (
    <aside className="side" aria-label="Ready tasks">
      {stuck.length > 0 && <Unclaimable project={project} stuck={stuck} />}
      <section>
        <h2 className="cap mb-2 flex items-center gap-2">
          Ready, and nobody has it <span className="mono ml-auto text-ink-2">{isLoading ? '' : count.toLocaleString('en')}</span>
        </h2>
        {!isLoading && free.length === 0 && (
          <p className="text-ink-2">{tasks.length > 0 ? 'All that is ready is assigned.' : 'No task is ready.'}</p>
        )}
        {shown.length > 0 && working.length > 0 && (
          <p className="mb-2 text-ink-3">Drag one to an agent, or choose Assign. With keys: Enter on its handle, then Tab.</p>
        )}
        <ul>
          {shown.map((task) => (
            <ReadyItem key={task.id} project={project} task={task} agents={working} />
          ))}
        </ul>
        {free.length > SHOWN && (
          <Button variant="bare" className="mt-1" onPress={() => setLong(!isLong)}>
            {isLong ? 'Show fewer' : `Show ${free.length - SHOWN} more`}
          </Button>
        )}
      </section>
      <section>
        <h2 className="cap mb-2">Connect an agent</h2>
        <p className="mb-3 text-ink-2">
          Make it here, give it its token, and it calls the API: claim a ready task, write updates, complete it. Choose an agent to see its
          tokens and give it work.
        </p>
        <Button icon="plus" onPress={onConnect}>
          Connect agent
        </Button>
      </section>
    </aside>
  )
}
