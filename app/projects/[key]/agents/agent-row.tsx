import Link from 'next/link'
import { LeaseBar, LeaseClock } from '#app/_graph/lease.tsx'
import { taskPath } from '#app/_tasks/task.ts'
import { ActorName, PresenceMark } from '#app/_ui/actor.tsx'
import { Chip, Key } from '#app/_ui/list.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { Ago } from '#app/_ui/time.tsx'
import type { Agent } from './documents.ts'
import { LastClaim } from './ended-claim.tsx'
import { Load } from './load.tsx'

export function AgentRowHead() {
  return (
    <div className="agent-row agent-row-head cap" aria-hidden>
      <span>Agent</span>
      <span>Presence</span>
      <span>Current claim</span>
      <span>Lease left</span>
      <span>Load</span>
      <span>Capabilities</span>
      <span className="text-right">24 h</span>
    </div>
  )
}

export function AgentRow({ agent, isSelected, onSelect }: { agent: Agent; isSelected: boolean; onSelect: () => void }) {
  const [claim, ...others] = agent.currentClaims
  return (
    <li className="agent-row" aria-current={isSelected || undefined}>
      <button
        type="button"
        onClick={onSelect}
        aria-expanded={isSelected}
        className="flex h-full min-w-0 items-center text-left hover:underline"
      >
        <ActorName actor={agent} />
      </button>
      <span className="flex items-center gap-1.5 whitespace-nowrap">
        {agent.retiredAt ? <span className="text-ink-3">Retired</span> : <PresenceMark presence={agent.presence} />}
        {agent.lastSeenAt ? (
          <Ago at={agent.lastSeenAt} className="mono text-ink-3" />
        ) : (
          !agent.retiredAt && <span className="text-ink-3">Never called</span>
        )}
      </span>
      <span className="flex min-w-0 items-center gap-1.5">
        {claim ? (
          <>
            <StatusMark status="IN_PROGRESS" />
            <Link href={taskPath(claim.task.project.key, claim.task.key)} className="flex min-w-0 items-center gap-1.5 hover:underline">
              <Key>{claim.task.key}</Key>
              <span className="truncate">{claim.task.title}</span>
            </Link>
            {others.length > 0 && <span className="flex-none text-ink-3">and {others.length} more</span>}
          </>
        ) : (
          <Idle agent={agent} />
        )}
      </span>
      <span className="flex items-center gap-2">
        {claim && (
          <>
            <LeaseClock lease={sinceRenewal(claim)} />
            <LeaseBar lease={sinceRenewal(claim)} className="h-1.5 w-14 bg-well" />
          </>
        )}
      </span>
      <span className="flex items-center">
        <Load agent={agent} />
      </span>
      <span className="flex flex-wrap gap-1">
        {agent.capabilities.map((capability) => (
          <Chip key={capability} className="mono">
            {capability}
          </Chip>
        ))}
      </span>
      <span className="mono text-right text-ink-2">
        {agent.workload?.completedLastDay ?? 0}
        <span className="sr-only"> completed in the last 24 hours</span>
      </span>
    </li>
  )
}

function Idle({ agent }: { agent: Agent }) {
  const [last] = agent.history.nodes
  return last ? <LastClaim claim={last} /> : <span className="text-ink-3">No claim</span>
}

/** A renewed lease is as long as it is granted for, not as long as the task has been held. */
const sinceRenewal = ({ expiresAt, leaseSeconds }: Agent['currentClaims'][number]) => ({
  leasedAt: new Date(Date.parse(expiresAt) - leaseSeconds * 1000).toISOString(),
  expiresAt,
})
