'use client'
import Link from 'next/link'
import { taskPath } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { LinkButton } from '#app/_ui/button.tsx'
import { Lease } from '#app/_ui/lease.tsx'
import { Key } from '#app/_ui/list.tsx'
import { STATUS, StatusMark } from '#app/_ui/status.tsx'
import type { Home } from './documents.ts'
import { Nothing, Section } from './section.tsx'
import { useSettled } from './use-settled.ts'

/** Who holds what now. It stands last in its column, so that a claim may join at the end and move nothing. */
export function AgentsNow({ home, lastProject }: { home: Home; lastProject: string | null }) {
  const claims = home.working.nodes.filter(({ holder }) => holder.kind === 'AGENT')
  const { rows } = useSettled(claims, ({ id }) => id, { appends: true })
  const agents = new Set(claims.map(({ holder }) => holder.id)).size
  return (
    <Section
      title="Agents now"
      count={claims.length}
      note={agents ? `${agents} ${agents === 1 ? 'agent is' : 'agents are'} at work` : undefined}
    >
      {!rows.length && (
        <Nothing
          title="No agent is at work."
          action={lastProject && <LinkButton href={`/projects/${lastProject}/agents`}>See agents</LinkButton>}
        >
          A claim appears here as it is made.
        </Nothing>
      )}
      <ul>
        {rows.map(({ row, isGone }) => (
          <li key={row.id} className="home-row agent-now" data-gone={isGone || undefined} data-home-row>
            <ActorName actor={row.holder} />
            <div className="min-w-0">
              <Link href={taskPath(row.task.project.key, row.task.key)} prefetch={false} className="home-title">
                {row.task.title}
              </Link>
              <div className="home-facts">
                <StatusMark status={row.task.status} />
                <Key>{row.task.key}</Key>
                <span className="truncate">{isGone ? STATUS[row.task.status].word : row.task.project.name}</span>
              </div>
            </div>
            <span className="home-age">
              {isGone ? <span className="text-ink-3">claim ended</span> : <Lease leasedAt={row.leasedAt} expiresAt={row.expiresAt} />}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
