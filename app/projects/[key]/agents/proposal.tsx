import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import type { Proposal } from './coordinate-documents.ts'
import './proposal.css'

/** By agent, each with its tasks and why. */
export function ProposedTasks({ assignments }: { assignments: Proposal['assignments'] }) {
  const agents = [...new Map(assignments.map(({ agent }) => [agent.id, agent])).values()].sort((a, b) => (a.handle < b.handle ? -1 : 1))
  return agents.map((agent) => {
    const own = assignments.filter((assignment) => assignment.agent.id === agent.id)
    return (
      <section key={agent.id} aria-label={`For ${agent.handle}`} className="min-w-0">
        <h3 className="flex items-center gap-2 pb-1">
          <ActorName actor={agent} />
          <span className="mono text-ink-2">{own.length}</span>
        </h3>
        <ul className="proposal">
          {own.map(({ task, isCritical, reason }) => (
            <li key={task.id}>
              <Key>{task.key}</Key>
              <div className="min-w-0 [overflow-wrap:anywhere]">
                <span className="font-[560]">{task.title}</span>
                <p className="text-ink-2">{reason}</p>
              </div>
              {isCritical && <Icon name="critical-path" label="On the critical path" />}
            </li>
          ))}
        </ul>
      </section>
    )
  })
}

const SHOWN = 20

export function LeftTasks({ left, count }: { left: Proposal['left']; count: number }) {
  if (!count) return null
  return (
    <section aria-label="Left" className="min-w-0">
      <h3 className="flex items-center gap-2 pb-1">
        Left <span className="mono text-ink-2">{count.toLocaleString('en')}</span>
      </h3>
      <ul className="proposal">
        {left.slice(0, SHOWN).map(({ task, reason }) => (
          <li key={task.id}>
            <Key>{task.key}</Key>
            <div className="min-w-0 [overflow-wrap:anywhere]">
              <span className="font-[560]">{task.title}</span>
              <p className="text-ink-2">{reason}</p>
            </div>
          </li>
        ))}
      </ul>
      {count > SHOWN && <p className="pt-1 text-ink-3">And {(count - SHOWN).toLocaleString('en')} more.</p>}
    </section>
  )
}
