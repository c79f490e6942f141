import { ActorName, PresenceMark } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { ClaimedTask, TimeLeft } from './claim-line.tsx'
import type { Agent } from './documents.ts'
import { AgentTarget } from './drag.tsx'
import { LastClaim } from './ended-claim.tsx'
import type { Figures } from './figures-documents.ts'
import { Load } from './load.tsx'
import { ORDER_WORDS, type Order } from './order.ts'
import { Failures, Spark } from './spark.tsx'

export interface AgentProps {
  agent: Agent
  figures: Figures | null
  isSelected: boolean
  onSelect: () => void
}

/** The columns; those by which the list can be ordered are buttons. */
export function AgentRowHead({ sort, onSort }: { sort: Order; onSort: (order: Order) => void }) {
  const head = (order: Order, word: string) => (
    <button
      type="button"
      aria-pressed={sort === order}
      title={`Order by ${ORDER_WORDS[order].toLowerCase()}`}
      onClick={() => onSort(order)}
    >
      {word}
      {sort === order && <Icon name="down" size={12} />}
    </button>
  )
  return (
    <div className="agent-row agent-row-head cap" role="group" aria-label="Order by">
      <span>Agent</span>
      {head('presence', 'Presence')}
      <span className="truncate">Current claim</span>
      {head('time', 'Lease left')}
      {head('load', 'Load')}
      <span className="col-can">Capabilities</span>
      {head('throughput', '14 days')}
    </div>
  )
}

export function AgentRow({ agent, figures, isSelected, onSelect }: AgentProps) {
  const [claim, ...others] = agent.currentClaims
  return (
    <AgentTarget agent={agent} isSelected={isSelected} className="agent-row">
      <AgentButton agent={agent} isSelected={isSelected} onSelect={onSelect} />
      <Seen agent={agent} />
      <span className="col-claim flex min-w-0 items-center gap-1.5">
        {claim ? (
          <>
            <ClaimedTask claim={claim} />
            {others.length > 0 && <span className="flex-none text-ink-3">and {others.length} more</span>}
          </>
        ) : (
          <Idle agent={agent} />
        )}
      </span>
      <span className="col-lease">{claim && <TimeLeft claim={claim} />}</span>
      <Load agent={agent} />
      <span className="col-can">
        <Capabilities of={agent.capabilities} most={4} />
      </span>
      <span className="col-days grid justify-items-end gap-px">
        <span className="flex items-end gap-2">
          <span className="mono text-ink-2" aria-hidden>
            {figures?.completed ?? ''}
          </span>
          <Spark figures={figures} />
        </span>
        <Failures figures={figures} />
      </span>
    </AgentTarget>
  )
}

export function AgentButton({ agent, isSelected, onSelect }: Omit<AgentProps, 'figures'>) {
  return (
    <button
      type="button"
      onClick={onSelect}
      aria-expanded={isSelected}
      className="flex h-full min-h-6 min-w-0 items-center text-left hover:underline max-sm:min-h-11"
    >
      <ActorName actor={agent} />
    </button>
  )
}

export function Seen({ agent }: { agent: Agent }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      {agent.retiredAt ? <span className="text-ink-3">Retired</span> : <PresenceMark presence={agent.presence} />}
      {agent.lastSeenAt ? (
        <Ago at={agent.lastSeenAt} className="mono text-ink-3" />
      ) : (
        !agent.retiredAt && <span className="text-ink-3">Never called</span>
      )}
    </span>
  )
}

export function Capabilities({ of, most }: { of: readonly string[]; most: number }) {
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {of.slice(0, most).map((capability) => (
        <Chip key={capability} className="mono max-w-40 truncate">
          {capability}
        </Chip>
      ))}
      {of.length > most && <span className="text-ink-3">and {of.length - most} more</span>}
    </span>
  )
}

export function Idle({ agent }: { agent: Agent }) {
  const [last] = agent.history.nodes
  return last ? <LastClaim claim={last} /> : <span className="text-ink-3">No claim</span>
}
