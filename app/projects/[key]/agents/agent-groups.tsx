'use client'
import { useState } from 'react'
import type { IconName } from '#app/_ui/glyphs.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { GroupHead } from '#app/_ui/list.tsx'
import type { PresenceState } from '#app/_ui/actor.tsx'
import { AgentCard } from './agent-card.tsx'
import { AgentRow, AgentRowHead } from './agent-row.tsx'
import type { Agent } from './documents.ts'
import type { Figures } from './figures-documents.ts'
import type { Order } from './order.ts'

interface Group {
  id: PresenceState | 'RETIRED'
  title: string
  icon: IconName
  color: string
  note: string
}
const GROUPS: Group[] = [
  { id: 'ONLINE', title: 'Online', icon: 'presence-online', color: 'text-clear-lamp', note: 'called within 2 min' },
  {
    id: 'LATE',
    title: 'Late',
    icon: 'presence-late',
    color: 'text-caution-lamp',
    note: 'silent for 2 to 15 min, keeps its lease until it runs out',
  },
  { id: 'OFFLINE', title: 'Offline', icon: 'presence-offline', color: 'text-ink-3', note: 'silent for more than 15 min' },
  { id: 'UNKNOWN', title: 'Never called', icon: 'agent', color: 'text-ink-3', note: 'waits for its first call with a token' },
  { id: 'RETIRED', title: 'Retired', icon: 'stop', color: 'text-ink-3', note: 'takes no more work' },
]
const groupOf = (agent: Agent): Group['id'] => (agent.retiredAt ? 'RETIRED' : agent.presence)

interface Props {
  agents: readonly Agent[]
  figures: ReadonlyMap<string, Figures>
  asked: { view: 'table' | 'cards'; sort: Order }
  selected: string | null
  onSelect: (handle: string) => void
  onSort: (order: Order) => void
}

/** Rows or cards, under the presence of their agents while they are ordered by it, else in one list. */
export function AgentGroups({ agents, asked, onSort, ...rest }: Props) {
  if (agents.length === 0) return null
  const head = asked.view === 'table' && <AgentRowHead sort={asked.sort} onSort={onSort} />
  if (asked.sort !== 'presence')
    return (
      <>
        {head}
        <Agents agents={agents} view={asked.view} {...rest} />
      </>
    )
  return (
    <>
      {head}
      {GROUPS.map((group) => (
        <Presence key={group.id} group={group} agents={agents.filter((agent) => groupOf(agent) === group.id)} view={asked.view} {...rest} />
      ))}
    </>
  )
}

type ListProps = Pick<Props, 'agents' | 'figures' | 'selected' | 'onSelect'> & { view: 'table' | 'cards' }

function Presence({ group, ...list }: ListProps & { group: Group }) {
  const [isFolded, setFolded] = useState(false)
  if (list.agents.length === 0) return null
  return (
    <section aria-label={group.title}>
      <GroupHead
        title={group.title}
        mark={<Icon name={group.icon} className={group.color} />}
        count={list.agents.length}
        note={group.note}
        folded={isFolded}
        onFold={() => setFolded(!isFolded)}
      />
      {!isFolded && <Agents {...list} />}
    </section>
  )
}

function Agents({ agents, figures, view, selected, onSelect }: ListProps) {
  const Shape = view === 'cards' ? AgentCard : AgentRow
  return (
    <ul className={view === 'cards' ? 'agent-cards' : ''} aria-label="Agents">
      {agents.map((agent) => (
        <Shape
          key={agent.id}
          agent={agent}
          figures={figures.get(agent.id) ?? null}
          isSelected={agent.id === selected}
          onSelect={() => onSelect(agent.handle)}
        />
      ))}
    </ul>
  )
}
