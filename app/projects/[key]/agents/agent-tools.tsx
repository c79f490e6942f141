'use client'
import { Button } from '#app/_ui/button.tsx'
import type { PresenceState } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Menu, MenuItem, MenuLine, MenuSection } from '#app/_ui/menu.tsx'
import type { Agent } from './documents.ts'
import { ORDER_WORDS, ORDERS, PRESENCES, type Order } from './order.ts'

const PRESENCE_WORDS: Record<PresenceState, string> = { ONLINE: 'Online', LATE: 'Late', OFFLINE: 'Offline', UNKNOWN: 'Never called' }

interface Asked {
  view: 'table' | 'cards'
  sort: Order
  presence: PresenceState[]
  can: string[]
  retired: boolean
}

interface Props {
  agents: readonly Agent[]
  /** How many of them the filter leaves. */
  shown: number
  asked: Asked
  change: (value: { [K in keyof Asked]?: Asked[K] | null }) => void
  onCoordinate: (() => void) | null
  onConnect: () => void
}

export function AgentTools({ agents, shown, asked, change, onCoordinate, onConnect }: Props) {
  const working = agents.filter((agent) => !agent.retiredAt)
  const online = working.filter(({ presence }) => presence === 'ONLINE').length
  const isFiltered = asked.presence.length + asked.can.length > 0
  return (
    <Tools title="Agents">
      <span className="whitespace-nowrap text-ink-2">
        {isFiltered ? `${shown} of ${agents.length}` : `${online || 'none'} of ${working.length} online`}
      </span>
      <div role="group" aria-label="View" className="flex flex-none">
        {(['table', 'cards'] as const).map((view) => (
          <Button key={view} variant="bare" aria-pressed={asked.view === view} onPress={() => change({ view })}>
            {view === 'table' ? 'Table' : 'Cards'}
          </Button>
        ))}
      </div>
      <span className="flex-1" />
      {asked.view === 'cards' && <OrderMenu sort={asked.sort} onChange={(sort) => change({ sort })} />}
      <FilterMenu agents={agents} asked={asked} change={change} />
      {isFiltered && (
        <Button variant="bare" icon="close" onPress={() => change({ presence: null, can: null })}>
          Show all
        </Button>
      )}
      {onCoordinate && <Button onPress={onCoordinate}>Coordinate…</Button>}
      <Button variant="primary" icon="plus" onPress={onConnect}>
        Connect agent
      </Button>
    </Tools>
  )
}

function OrderMenu({ sort, onChange }: { sort: Order; onChange: (order: Order | null) => void }) {
  return (
    <Menu
      aria-label="Order by"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[sort]}
      onSelectionChange={(keys) => onChange(ORDERS.find((order) => keys !== 'all' && keys.has(order)) ?? null)}
      trigger={
        <Button variant="bare" aria-label={`Ordered by ${ORDER_WORDS[sort].toLowerCase()}`}>
          {ORDER_WORDS[sort]}
          <Icon name="down" />
        </Button>
      }
    >
      {ORDERS.map((order) => (
        <MenuItem key={order} id={order}>
          {ORDER_WORDS[order]}
        </MenuItem>
      ))}
    </Menu>
  )
}

function FilterMenu({ agents, asked, change }: Pick<Props, 'agents' | 'asked' | 'change'>) {
  const capabilities = [...new Set([...agents.flatMap((agent) => agent.capabilities), ...asked.can])].sort()
  const words = [...asked.presence.map((presence) => PRESENCE_WORDS[presence]), ...asked.can]
  return (
    <Menu
      aria-label="Filter"
      selectionMode="multiple"
      selectedKeys={[...asked.presence, ...asked.can.map((one) => `can ${one}`), ...(asked.retired ? ['retired'] : [])]}
      onSelectionChange={(keys) => {
        const has = (key: string) => keys === 'all' || keys.has(key)
        change({
          presence: PRESENCES.filter(has),
          can: capabilities.filter((one) => has(`can ${one}`)),
          retired: has('retired') ? true : null,
        })
      }}
      trigger={
        <Button variant="bare" icon="filter" aria-pressed={words.length > 0}>
          <span className="max-w-40 truncate">{words.length > 0 ? words.join(', ') : 'Filter'}</span>
          <Icon name="down" />
        </Button>
      }
    >
      <MenuSection aria-label="Presence">
        {PRESENCES.map((presence) => (
          <MenuItem key={presence} id={presence}>
            {PRESENCE_WORDS[presence]}
          </MenuItem>
        ))}
        <MenuItem id="retired">Retired too</MenuItem>
      </MenuSection>
      {capabilities.length > 0 && <MenuLine />}
      {capabilities.length > 0 && (
        <MenuSection aria-label="Capability">
          {capabilities.map((one) => (
            <MenuItem key={one} id={`can ${one}`} textValue={one}>
              can <span className="mono">{one}</span>
            </MenuItem>
          ))}
        </MenuSection>
      )}
    </Menu>
  )
}
