'use client'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { useQuery } from 'urql'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { isPlugin } from '#app/_plugins/is-plugin.ts'
import { ActorName, PresenceMark } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { Ago, useNow } from '#app/_ui/time.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { address } from './address.ts'
import { AllAgentsDocument, RetireAgentDocument, type Agent } from './agent-documents.ts'

/** The agents of all projects. What they do stands on the pages of the projects. */
export function Agents() {
  const [{ search, gone }, setAsked] = useQueryStates(address)
  const [{ data, error }, read] = useQuery({ query: AllAgentsDocument, variables: { gone }, requestPolicy: 'cache-and-network' })
  const [leaving, setLeaving] = useState<Agent | null>(null)
  const retire = useAct(RetireAgentDocument)
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const all = data?.actors ?? []
  const found = all.filter(({ handle, name, owner }) =>
    `${handle} ${name} ${owner?.name ?? ''}`.toLowerCase().includes(search.trim().toLowerCase()),
  )

  async function confirm(agent: Agent) {
    const result = unlessRefused(await retire({ agent: agent.id }))
    readAgain()
    if (!result) return false
    const count = result.releasedTasks.length
    tell(`${agent.handle} retired${count ? `, ${count} ${count === 1 ? 'task' : 'tasks'} unassigned` : ''}`)
    return true
  }
  return (
    <>
      <div className="flex flex-wrap items-end gap-2 border-b border-joint px-(--pad-x) py-3">
        <TextField
          label="Find an agent"
          hint="Handle, name or owner."
          className="w-80 max-sm:w-full"
          value={search}
          onChange={(text) => void setAsked({ search: text || null }, { throttleMs: 300 })}
        />
        <span className="flex-1" />
        <Button aria-pressed={gone} onPress={() => void setAsked({ gone: gone ? null : true })}>
          Show retired
        </Button>
      </div>
      {!data && !error && <Skeleton rows={4} label="Loading agents" />}
      {!data && error && (
        <ErrorState title="The agents did not load." retry={<Button onPress={readAgain}>Try again</Button>}>
          {error.message}
        </ErrorState>
      )}
      {data && all.length === 0 && (
        <EmptyState title="No agent is connected.">Agents are connected on the Agents page of a project.</EmptyState>
      )}
      {all.length > 0 && found.length === 0 && (
        <EmptyState
          title={`No agent fits “${search}”.`}
          actions={<Button onPress={() => void setAsked({ search: null })}>Show all</Button>}
        />
      )}
      <ul aria-label="Agents">
        {found.map((agent) => (
          <Row key={agent.id} agent={agent} onRetire={() => setLeaving(agent)} />
        ))}
      </ul>
      {leaving && (
        <Confirm
          title={`Retire ${leaving.handle}`}
          action={`Retire ${leaving.handle}`}
          onConfirm={() => confirm(leaving)}
          onClose={() => setLeaving(null)}
        >
          <ul className="grid list-disc gap-1 pl-5">
            <li>Its tokens end: it can call no more.</li>
            <li>
              {leaving.currentClaims.length} {leaving.currentClaims.length === 1 ? 'claim ends' : 'claims end'}, {leaving.openTaskCount}{' '}
              open {leaving.openTaskCount === 1 ? 'task loses its' : 'tasks lose their'} assignee.
            </li>
            <li>Its history stays. This cannot be undone.</li>
          </ul>
        </Confirm>
      )}
    </>
  )
}

function Row({ agent, onRetire }: { agent: Agent; onRetire: () => void }) {
  const tokens = goodTokens(agent, useNow(60_000))
  return (
    <li className="grid min-h-11 grid-cols-[minmax(0,1.2fr)_7rem_minmax(0,1fr)_minmax(0,1fr)_5rem] items-center gap-x-4 border-b border-joint bg-plate px-(--pad-x) py-1.5 max-wide:grid-cols-[minmax(0,1fr)_5rem]">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        <ActorName actor={agent} />
        {agent.agentType && <span className="text-ink-3">{agent.agentType}</span>}
      </span>
      <span className="max-wide:col-start-1">
        {agent.retiredAt ? <span className="text-ink-3">Retired</span> : <PresenceMark presence={agent.presence} />}
      </span>
      <span className="flex min-w-0 items-baseline gap-1.5 max-wide:col-start-1">
        {agent.owner ? <ActorName actor={agent.owner} /> : <span className="text-ink-3">no owner</span>}
        {agent.owner?.retiredAt && <span className="text-ink-3">deactivated</span>}
      </span>
      <span className="text-ink-3 max-wide:col-start-1">
        {agent.lastSeenAt ? (
          <>
            seen <Ago at={agent.lastSeenAt} /> ago
          </>
        ) : (
          'never called'
        )}
        <span className="block">
          {agent.currentClaims.length} held, {tokens} {tokens === 1 ? 'token' : 'tokens'}
        </span>
      </span>
      <span className="text-right max-wide:col-start-2 max-wide:row-span-4 max-wide:row-start-1">
        {!agent.retiredAt && agent.viewerCanManage && !isPlugin(agent) && (
          <Button variant="bare" className="text-stop-ink" aria-label={`Retire ${agent.handle}`} onPress={onRetire}>
            Retire
          </Button>
        )}
      </span>
    </li>
  )
}

const goodTokens = ({ tokens }: Agent, now: number) =>
  tokens.filter(({ revokedAt, expiresAt }) => !revokedAt && (!expiresAt || Date.parse(expiresAt) > now)).length
