'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { ActorName, PresenceMark } from '#app/_ui/actor.tsx'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { Chip } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { AgentHistory } from './agent-history.tsx'
import { AgentTokens } from './agent-tokens.tsx'
import { AssignTask } from './assign-task.tsx'
import { RetireAgentDocument, type Agent, type ReadyTask } from './documents.ts'
import { Load } from './load.tsx'

const StopDialog = dynamic(() => import('./stop-dialog.tsx').then((file) => file.StopDialog))
const EditAgent = dynamic(() => import('./edit-agent.tsx').then((file) => file.EditAgent))

interface Props {
  agent: Agent | null
  tasks: ReadyTask[]
  project: string
  /** Whether the viewer takes over claims here. */
  canStop: boolean
  onClose: () => void
  onConnect: () => void
  onChanged: () => void
}

export function AgentPanel({ agent, onConnect, ...props }: Props) {
  if (!agent) return <Invitation onConnect={onConnect} />
  return <Chosen key={agent.id} agent={agent} {...props} />
}

function Invitation({ onConnect }: { onConnect: () => void }) {
  return (
    <aside className="side" aria-label="Connect an agent">
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

function Chosen({ agent, tasks, project, canStop, onClose, onChanged }: Omit<Props, 'agent' | 'onConnect'> & { agent: Agent }) {
  const [asking, setAsking] = useState<'edit' | 'stop' | 'retire' | null>(null)
  const held = agent.currentClaims.filter(({ task }) => task.project.key === project.toUpperCase())
  return (
    <aside className="side" aria-label={`Agent ${agent.handle}`}>
      <section>
        <div className="flex items-center gap-2">
          <ActorName actor={agent} />
          {!agent.retiredAt && <PresenceMark presence={agent.presence} />}
          <span className="flex-1" />
          <IconButton icon="close" label="Close panel" onPress={onClose} />
        </div>
        <h2 className="mt-1 text-lg [overflow-wrap:anywhere]">{agent.name}</h2>
        <dl className="facts mt-3">
          <dt>Owner</dt>
          <dd>{agent.owner ? <ActorName actor={agent.owner} /> : <span className="text-ink-3">None</span>}</dd>
          <dt>Kind</dt>
          <dd>{agent.agentType ?? <span className="text-ink-3">Not said</span>}</dd>
          <dt>Can</dt>
          <dd className="flex flex-wrap gap-1">
            {agent.capabilities.length === 0 && <span className="text-ink-3">Nothing special</span>}
            {agent.capabilities.map((capability) => (
              <Chip key={capability} className="mono">
                {capability}
              </Chip>
            ))}
          </dd>
          <dt>Holds</dt>
          <dd>
            <Load agent={agent} />
          </dd>
          <dt>Open tasks</dt>
          <dd>{agent.workload && <OpenTasks workload={agent.workload} />}</dd>
          <dt>Completed</dt>
          <dd>
            {agent.workload?.completedLastDay ?? 0} <span className="text-ink-3">in 24 h</span>
          </dd>
          <dt>Last seen</dt>
          <dd>{agent.lastSeenAt ? <Ago at={agent.lastSeenAt} /> : 'Never'}</dd>
          {agent.retiredAt && (
            <>
              <dt>Retired</dt>
              <dd>
                <Ago at={agent.retiredAt} />
              </dd>
            </>
          )}
        </dl>
      </section>
      {canStop && held.length > 0 && (
        <section>
          <Button variant="stop" icon="stop" onPress={() => setAsking('stop')}>
            Stop…
          </Button>
        </section>
      )}
      {!agent.retiredAt && <AssignTask agent={agent} tasks={tasks} onChanged={onChanged} />}
      {agent.viewerCanManage && <AgentTokens agent={agent} onChanged={onChanged} />}
      <AgentHistory agent={agent} />
      {agent.viewerCanManage && !agent.retiredAt && (
        <section className="flex flex-wrap gap-2">
          <Button onPress={() => setAsking('edit')}>Edit…</Button>
          <Button variant="stop" icon="stop" onPress={() => setAsking('retire')}>
            Retire…
          </Button>
        </section>
      )}
      {asking === 'edit' && <EditAgent agent={agent} onClose={() => setAsking(null)} />}
      {asking === 'stop' && (
        <StopDialog agent={agent} project={project} claims={held} onClose={() => setAsking(null)} onChanged={onChanged} />
      )}
      {asking === 'retire' && <RetireDialog agent={agent} project={project} onClose={() => setAsking(null)} onChanged={onChanged} />}
    </aside>
  )
}

function OpenTasks({ workload: { openTasks, unestimatedTasks, hours } }: { workload: NonNullable<Agent['workload']> }) {
  return (
    <>
      {openTasks}
      {openTasks > unestimatedTasks && <span className="text-ink-3">, {Number(hours.toFixed(1))} h estimated</span>}
      {unestimatedTasks > 0 && <span className="text-ink-3">, {unestimatedTasks} without an estimate</span>}
    </>
  )
}

function RetireDialog({ agent, onClose, onChanged }: { agent: Agent; project: string; onClose: () => void; onChanged: () => void }) {
  const retire = useAct(RetireAgentDocument)
  const [isPending, setPending] = useState(false)
  async function retireAgent() {
    setPending(true)
    const result = await retire({ agent: agent.id })
    setPending(false)
    if (!result) return
    if (result.__typename !== 'RetireAgentSuccess') return refuseBecause(result)
    const freed = result.releasedTasks.length
    tell(`${agent.handle} is retired${freed ? `, ${freed} ${freed === 1 ? 'task' : 'tasks'} freed` : ''}`)
    onChanged()
    onClose()
  }
  return (
    <Dialog title={`Retire ${agent.handle}`} isOpen onClose={onClose}>
      <p>
        Its tokens stop working, its{' '}
        {agent.currentClaims.length > 0
          ? `${agent.currentClaims.length === 1 ? 'claim ends' : `${agent.currentClaims.length} claims end`} and its `
          : ''}
        open tasks are unassigned. What it did stays. This cannot be undone.
      </p>
      <Actions>
        <Button variant="stop" isPending={isPending} onPress={() => void retireAgent()}>
          Retire {agent.handle}
        </Button>
        <Button variant="bare" onPress={onClose}>
          Back
        </Button>
      </Actions>
    </Dialog>
  )
}
