import Link from 'next/link'
import type { ReactNode } from 'react'
import { taskPath } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import type { Proposal } from './coordinate-documents.ts'
import type { Agent } from './documents.ts'
import './proposal.css'

interface Props {
  project: string
  agents: readonly Agent[]
  assignments: Proposal['assignments']
}

/** By agent: what it has now and would have then, and each of its tasks with why. */
export function ProposedTasks({ project, agents, assignments }: Props) {
  const given = [...new Map(assignments.map(({ agent }) => [agent.id, agent])).values()].sort((a, b) => (a.handle < b.handle ? -1 : 1))
  return given.map((agent) => {
    const own = assignments.filter((assignment) => assignment.agent.id === agent.id)
    const lost = assignments.filter(({ movedFrom }) => movedFrom?.id === agent.id).length
    const known = agents.find(({ id }) => id === agent.id)
    const has = known?.workload?.openTasks ?? 0
    return (
      <section key={agent.id} aria-label={`For ${agent.handle}`} className="min-w-0">
        <h3 className="flex items-center gap-2 pb-1">
          <ActorName actor={agent} />
          <span className="mono text-ink-2">{own.length}</span>
          {known?.workload && (
            <span className="ml-auto font-normal text-ink-3">
              {has} open now, {has + own.length - lost} then
              {known.wipLimit !== null && `, at most ${known.wipLimit} at once`}
            </span>
          )}
        </h3>
        <ul className="proposal">
          {own.map(({ task, isCritical, reason, movedFrom }) => (
            <Line key={task.id} project={project} task={task} reason={reason} isCritical={isCritical}>
              {movedFrom && (
                <p className="flex flex-wrap items-center gap-1.5 text-ink-2">
                  moved from <ActorName actor={movedFrom} />
                </p>
              )}
            </Line>
          ))}
        </ul>
      </section>
    )
  })
}

type Left = Proposal['left'][number]

const LEFT: Record<Left['kind'], string> = {
  NO_AGENT: 'Nobody takes work',
  NO_CAPABLE_AGENT: 'Nobody is capable',
  AGENTS_OFFLINE: 'Who could is offline',
  AGENTS_FULL: 'Who could is full',
  BACKING_OFF: 'Failed there a moment ago',
}
const KINDS = Object.keys(LEFT).filter((kind): kind is Left['kind'] => kind in LEFT)
const SHOWN = 10

/** What stays as it is, by the reason for it. */
export function LeftTasks({ project, left, count }: { project: string; left: Proposal['left']; count: number }) {
  if (!count) return null
  return (
    <section aria-label="Left" className="min-w-0">
      <h3 className="flex items-center gap-2 pb-1">
        Left <span className="mono text-ink-2">{count.toLocaleString('en')}</span>
      </h3>
      {KINDS.map((kind) => {
        const some = left.filter((one) => one.kind === kind)
        if (some.length === 0) return null
        return (
          <div key={kind}>
            <h4 className="cap pt-1.5 pb-1">{LEFT[kind]}</h4>
            <ul className="proposal">
              {some.slice(0, SHOWN).map(({ task, reason }) => (
                <Line key={task.id} project={project} task={task} reason={reason} />
              ))}
            </ul>
            {some.length > SHOWN && <p className="pt-1 text-ink-3">And {(some.length - SHOWN).toLocaleString('en')} more.</p>}
          </div>
        )
      })}
      {count > left.length && <p className="pt-1 text-ink-3">{(count - left.length).toLocaleString('en')} further are not listed.</p>}
    </section>
  )
}

interface LineProps {
  project: string
  task: Left['task']
  reason: string
  isCritical?: boolean
  children?: ReactNode
}

function Line({ project, task, reason, isCritical = false, children }: LineProps) {
  return (
    <li>
      <Key>{task.key}</Key>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <Link href={taskPath(project, task.key)} target="_blank" className="font-[560] hover:underline">
          {task.title}
        </Link>{' '}
        {isCritical && <Icon name="critical-path" label="On the critical path" />}
        {children}
        <p className="text-ink-2">{reason}</p>
      </div>
    </li>
  )
}
