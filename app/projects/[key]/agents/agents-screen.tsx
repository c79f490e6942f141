'use client'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { isPlugin } from '#app/_plugins/is-plugin.ts'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import '#app/_graph/side.css'
import { address } from './address.ts'
import { AgentGroups } from './agent-groups.tsx'
import { AgentPanel } from './agent-panel.tsx'
import { AgentTools } from './agent-tools.tsx'
import './agents.css'
import { Carry } from './drag.tsx'
import { Horizon } from './horizon.tsx'
import { chosen, inOrder } from './order.ts'
import { ReadyPanel } from './ready-panel.tsx'
import { useAgentKeys } from './use-agent-keys.ts'
import { useAgents } from './use-agents.ts'

const CoordinateDialog = dynamic(() => import('./coordinate-dialog.tsx').then((file) => file.CoordinateDialog), { ssr: false })
const ConnectDialog = dynamic(() => import('./connect-dialog.tsx').then((file) => file.ConnectDialog), { ssr: false })

export function AgentsScreen({ project, since }: { project: string; since: string }) {
  const [asked, setAsked] = useQueryStates(address)
  const { data, error, ready, isReadyLoading, figures, readAgain } = useAgents(project, since, asked.retired)
  const { assign } = useTaskActs()
  const [announced, announce] = useState('')

  const agents = data?.actors.filter((agent) => !isPlugin(agent)) ?? []
  const shown = inOrder(chosen(agents, asked), asked.sort, figures)
  const selected = agents.find((agent) => agent.handle === asked.agent) ?? null
  const tasks = ready?.tasks.nodes ?? []
  const can = data?.project?.viewerCan ?? []
  const show = (handle: string | null) => void setAsked({ agent: handle }, { history: 'push' })
  const open = (dialog: 'connect' | 'coordinate' | null) => void setAsked({ dialog }, { history: dialog ? 'push' : 'replace' })
  const connect = () => open('connect')
  const canCoordinate = agents.length > 0 && can.includes('COORDINATE')
  useAgentKeys({ asked, setAsked, shown, show, connect, coordinate: canCoordinate ? () => open('coordinate') : null })

  return (
    <Carry
      assign={async (task, agent) => {
        if (!(await assign(task, agent))) return
        announce(`${task.key} assigned to ${agent.handle}`)
        readAgain()
      }}
    >
      <Horizon agents={agents} />
      <div className="agents-page">
        <div className="agents-list">
          <AgentTools
            agents={agents}
            shown={shown.length}
            asked={asked}
            change={(value) => void setAsked(value)}
            onCoordinate={canCoordinate ? () => open('coordinate') : null}
            onConnect={connect}
          />
          <p role="status" className="sr-only">
            {announced}
          </p>
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
                <Button variant="primary" icon="plus" onPress={connect}>
                  Connect agent
                </Button>
              }
            >
              Connect one: it gets a token, calls the API with it, claims a ready task and completes it.
            </EmptyState>
          )}
          {agents.length > 0 && shown.length === 0 && (
            <EmptyState
              title="No agent fits this filter."
              actions={<Button onPress={() => void setAsked({ presence: null, can: null })}>Show all agents</Button>}
            />
          )}
          <AgentGroups
            agents={shown}
            figures={figures}
            asked={asked}
            selected={selected?.id ?? null}
            onSelect={show}
            onSort={(sort) => void setAsked({ sort })}
          />
        </div>
        {selected ? (
          <AgentPanel
            key={selected.id}
            agent={selected}
            figures={figures.get(selected.id) ?? null}
            tasks={tasks}
            project={project}
            can={can}
            onClose={() => show(null)}
            onChanged={readAgain}
          />
        ) : (
          <ReadyPanel
            project={project}
            agents={agents}
            tasks={tasks}
            total={ready?.tasks.totalCount ?? null}
            isLoading={isReadyLoading}
            onConnect={connect}
          />
        )}
      </div>
      {asked.dialog === 'coordinate' && canCoordinate && (
        <CoordinateDialog project={project} agents={agents} onClose={() => open(null)} onChanged={readAgain} />
      )}
      {asked.dialog === 'connect' && (
        <ConnectDialog
          project={project}
          tasks={tasks}
          onClose={() => open(null)}
          onCreated={(handle) => {
            readAgain()
            void setAsked({ agent: handle })
          }}
        />
      )}
    </Carry>
  )
}
