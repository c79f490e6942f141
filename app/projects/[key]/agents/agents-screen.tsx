'use client'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from 'urql'
import { useProjectEvents } from '#app/_graphql/live.ts'
import type { PresenceState } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import type { IconName } from '#app/_ui/glyphs.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { GroupHead, Tools } from '#app/_ui/list.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { address } from './address.ts'
import { AgentPanel } from './agent-panel.tsx'
import { AgentRow, AgentRowHead } from './agent-row.tsx'
import '#app/_graph/side.css'
import './agents.css'
import { AgentsDocument, ReadyDocument, type Agent } from './documents.ts'
import { Horizon } from './horizon.tsx'

const CoordinateDialog = dynamic(() => import('./coordinate-dialog.tsx').then((file) => file.CoordinateDialog))
const ConnectDialog = dynamic(() => import('./connect-dialog.tsx').then((file) => file.ConnectDialog))

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
/** Presence makes no event: it is asked for. */
const PRESENCE_MS = 15_000

export function AgentsScreen({ project }: { project: string }) {
  const [asked, setAsked] = useQueryStates(address)
  const [isConnecting, setConnecting] = useState(false)
  const [isCoordinating, setCoordinating] = useState(false)
  const [{ data, error }, read] = useQuery({ query: AgentsDocument, variables: { project, includeRetired: asked.retired } })
  const [{ data: ready }, readReady] = useQuery({ query: ReadyDocument, variables: { project } })
  const readAgain = () => {
    read({ requestPolicy: 'network-only' })
    readReady({ requestPolicy: 'network-only' })
  }
  useProjectEvents(data?.project?.id ?? '', readAgain)
  const askPresence = useEffectEvent(() => document.visibilityState === 'visible' && read({ requestPolicy: 'network-only' }))
  useEffect(() => {
    const timer = setInterval(askPresence, PRESENCE_MS)
    return () => clearInterval(timer)
  }, [])

  const agents = data?.actors ?? []
  const selected = agents.find((agent) => agent.handle === asked.agent) ?? null
  const tasks = ready?.tasks.nodes ?? []
  const show = (handle: string | null) => void setAsked({ agent: handle }, { history: 'push' })
  return (
    <>
      <Horizon agents={agents} />
      <div className="agents-page">
        <div className="min-w-0">
          <Tools title="Agents">
            <span className="whitespace-nowrap text-ink-2">{agents.filter((agent) => !agent.retiredAt).length} connected</span>
            <span className="flex-1" />
            <Button aria-pressed={asked.retired} onPress={() => void setAsked({ retired: asked.retired ? null : true })}>
              Show retired
            </Button>
            {agents.length > 0 && data?.project?.viewerCan.includes('COORDINATE') && (
              <Button onPress={() => setCoordinating(true)}>Coordinate…</Button>
            )}
            <Button variant="primary" icon="plus" onPress={() => setConnecting(true)}>
              Connect agent
            </Button>
          </Tools>
          {!data && !error && <Skeleton rows={4} label="Loading agents" />}
          {!data && error && (
            <ErrorState title="The agents did not load." retry={<Button onPress={readAgain}>Try again</Button>}>
              {error.message}
            </ErrorState>
          )}
          {data && agents.length === 0 && (
            <EmptyState
              title="No agent works here yet."
              actions={
                <Button variant="primary" icon="plus" onPress={() => setConnecting(true)}>
                  Connect agent
                </Button>
              }
            >
              Connect one: it gets a token, calls the API with it, claims a ready task and completes it.
            </EmptyState>
          )}
          {agents.length > 0 && <AgentRowHead />}
          {GROUPS.map((group) => (
            <Presence
              key={group.id}
              group={group}
              agents={agents.filter((agent) => groupOf(agent) === group.id)}
              selected={selected?.id ?? null}
              onSelect={show}
            />
          ))}
        </div>
        <AgentPanel
          agent={selected}
          tasks={tasks}
          project={project}
          canStop={data?.project?.viewerCan.includes('TAKE_OVER') ?? false}
          onClose={() => show(null)}
          onConnect={() => setConnecting(true)}
          onChanged={readAgain}
        />
      </div>
      {isCoordinating && <CoordinateDialog project={project} onClose={() => setCoordinating(false)} onChanged={readAgain} />}
      {isConnecting && (
        <ConnectDialog
          project={project}
          onClose={() => setConnecting(false)}
          onCreated={(handle) => {
            readAgain()
            show(handle)
          }}
        />
      )}
    </>
  )
}

const groupOf = (agent: Agent): Group['id'] => (agent.retiredAt ? 'RETIRED' : agent.presence)

function Presence({
  group,
  agents,
  selected,
  onSelect,
}: {
  group: Group
  agents: Agent[]
  selected: string | null
  onSelect: (handle: string) => void
}) {
  const [isFolded, setFolded] = useState(false)
  if (agents.length === 0) return null
  return (
    <section aria-label={group.title}>
      <GroupHead
        title={group.title}
        mark={<Icon name={group.icon} className={group.color} />}
        count={agents.length}
        note={group.note}
        folded={isFolded}
        onFold={() => setFolded(!isFolded)}
      />
      {!isFolded && (
        <ul>
          {agents.map((agent) => (
            <AgentRow key={agent.id} agent={agent} isSelected={agent.id === selected} onSelect={() => onSelect(agent.handle)} />
          ))}
        </ul>
      )}
    </section>
  )
}
