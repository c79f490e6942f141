'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { ActorName, PresenceMark } from '#app/_ui/actor.tsx'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Chip } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { AgentHistory } from './agent-history.tsx'
import { AgentTokens } from './agent-tokens.tsx'
import { AssignTask } from './assign-task.tsx'
import { ClaimedTask, TimeLeft } from './claim-line.tsx'
import type { Agent, ReadyTask } from './documents.ts'
import type { Figures } from './figures-documents.ts'
import { Load, OpenTasks } from './load.tsx'
import { Failures, Spark } from './spark.tsx'

const StopDialog = dynamic(() => import('./stop-dialog.tsx').then((file) => file.StopDialog), { ssr: false })
const EditAgent = dynamic(() => import('./edit-agent.tsx').then((file) => file.EditAgent), { ssr: false })
const RetireDialog = dynamic(() => import('./retire-dialog.tsx').then((file) => file.RetireDialog), { ssr: false })
const MessageDialog = dynamic(() => import('./message-dialog.tsx').then((file) => file.MessageDialog), { ssr: false })

interface Props {
  agent: Agent
  figures: Figures | null
  tasks: readonly ReadyTask[]
  project: string
  /** What the viewer may in the project. */
  can: readonly string[]
  onClose: () => void
  onChanged: () => void
}

/** One agent: what it is, holds and has done, and what can be done about it. */
export function AgentPanel({ agent, figures, tasks, project, can, onClose, onChanged }: Props) {
  const [asking, setAsking] = useState<'edit' | 'stop' | 'retire' | 'message' | null>(null)
  const held = agent.currentClaims.filter(({ task }) => task.project.key === project.toUpperCase())
  const close = () => setAsking(null)
  const canStop = can.includes('TAKE_OVER') && held.length > 0
  const canWrite = can.includes('ADD_CONTEXT') && !agent.retiredAt
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
        <Facts agent={agent} figures={figures} />
        {(canWrite || canStop) && (
          <div className="mt-3 flex flex-wrap gap-2">
            {canWrite && (
              <Button icon="note" onPress={() => setAsking('message')}>
                Message…
              </Button>
            )}
            {canStop && (
              <Button variant="stop" icon="stop" onPress={() => setAsking('stop')}>
                Stop…
              </Button>
            )}
          </div>
        )}
      </section>
      {agent.currentClaims.length > 0 && (
        <section aria-label="Current claims">
          <h3 className="cap mb-2">Holds now</h3>
          <ul className="grid gap-2.5">
            {agent.currentClaims.map((claim) => (
              <li key={claim.id} className="grid gap-1">
                <ClaimedTask claim={claim} />
                <TimeLeft claim={claim} wide />
              </li>
            ))}
          </ul>
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
      {asking === 'edit' && <EditAgent agent={agent} onClose={close} />}
      {asking === 'message' && <MessageDialog agent={agent} project={project} claims={held} onClose={close} />}
      {asking === 'stop' && <StopDialog agent={agent} project={project} claims={held} onClose={close} onChanged={onChanged} />}
      {asking === 'retire' && <RetireDialog agent={agent} onClose={close} onChanged={onChanged} />}
    </aside>
  )
}

function Facts({ agent, figures }: Pick<Props, 'agent' | 'figures'>) {
  return (
    <dl className="facts mt-3">
      <dt>Owner</dt>
      <dd>{agent.owner ? <ActorName actor={agent.owner} /> : <span className="text-ink-3">None</span>}</dd>
      <dt>Kind</dt>
      <dd>{agent.agentType ?? <span className="text-ink-3">Not said</span>}</dd>
      <dt>Can</dt>
      <dd className="flex flex-wrap gap-1">
        {agent.capabilities.length === 0 && <span className="text-ink-3">Nothing special</span>}
        {agent.capabilities.map((capability) => (
          <Chip key={capability} className="mono max-w-full truncate">
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
        {figures && (
          <>
            , {figures.completed} <span className="text-ink-3">in 14 days here</span>
          </>
        )}
      </dd>
      <dt>Each day</dt>
      <dd className="flex items-end gap-3">
        <Spark figures={figures} />
        <Failures figures={figures} />
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
  )
}
