'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { isPlugin } from '#app/_plugins/is-plugin.ts'
import { ActorName, PresenceMark } from '#app/_ui/actor.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { EmptyState } from '#app/_ui/states.tsx'
import { Ago, useNow } from '#app/_ui/time.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { RevokeTokenDocument } from '../agents/acts-documents.ts'
import type { Agent, Project } from './documents.ts'
import { WipLimit } from './wip-limit.tsx'

const TokenDialog = dynamic(() => import('../agents/token-dialog.tsx').then((file) => file.TokenDialog), { ssr: false })

interface Props {
  project: Project
  onChanged: () => void
}
type Token = Agent['tokens'][number]

export function Tokens({ project, onChanged }: Props) {
  const [making, setMaking] = useState<Agent | null>(null)
  const all = project.members.map(({ actor }) => actor).filter((actor) => actor.kind === 'AGENT' && !isPlugin(actor))
  const agents = all.filter(({ retiredAt }) => !retiredAt)
  const retired = all.length - agents.length
  if (agents.length === 0)
    return (
      <EmptyState
        title="No agent works here."
        actions={
          <LinkButton href={`/projects/${project.key}/agents`} variant="primary" icon="plus">
            Connect agent
          </LinkButton>
        }
      >
        An agent needs a place in the project and a token to call with.
      </EmptyState>
    )
  return (
    <>
      {agents.map((agent) => (
        <section key={agent.id} aria-label={agent.handle} className="border-b border-joint-2">
          <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-joint px-(--pad-x) py-1.5">
            <h2 className="min-w-0 text-sm">
              <ActorName actor={agent} />
            </h2>
            <PresenceMark presence={agent.presence} />
            <span className="flex-1 text-ink-3">{agent.owner ? `of ${agent.owner.name}` : 'of nobody'}</span>
            {agent.viewerCanManage && (
              <>
                <WipLimit agent={agent} />
                <Button icon="plus" aria-label={`New token for ${agent.handle}`} onPress={() => setMaking(agent)}>
                  New token
                </Button>
              </>
            )}
          </div>
          <TokenList agent={agent} onChanged={onChanged} />
        </section>
      ))}
      {retired > 0 && (
        <p className="px-(--pad-x) py-3 text-ink-3">
          {retired === 1 ? 'One more agent is' : `${retired.toLocaleString('en')} more agents are`} retired: their tokens have ended.
        </p>
      )}
      {making && <TokenDialog agent={making} project={project} onClose={() => setMaking(null)} onCreated={onChanged} />}
    </>
  )
}

function TokenList({ agent, onChanged }: { agent: Agent; onChanged: () => void }) {
  const revoke = useAct(RevokeTokenDocument)
  const [ending, setEnding] = useState<Token | null>(null)
  const now = useNow(60_000)
  if (!agent.viewerCanManage)
    return (
      <p className="px-(--pad-x) py-2.5 text-ink-2">
        Its tokens are for {agent.owner?.name ?? 'the person who created it'} and workspace admins to see.
      </p>
    )
  if (agent.tokens.length === 0) return <p className="px-(--pad-x) py-2.5 text-ink-2">No token: it cannot call.</p>

  async function end(token: Token) {
    const result = unlessRefused(await revoke({ token: token.id }))
    onChanged()
    if (!result) return false
    tell(`Token ${token.name} revoked`)
    return true
  }
  return (
    <ul>
      {agent.tokens.map((token) => {
        const state = token.revokedAt ? 'Revoked' : token.expiresAt && Date.parse(token.expiresAt) < now ? 'Expired' : null
        return (
          <li
            key={token.id}
            className={`grid min-h-10 grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)_9rem_5rem] items-center gap-x-4 border-b border-joint bg-plate px-(--pad-x) py-1.5 last:border-0 max-wide:grid-cols-[minmax(0,1fr)_5rem] ${state ? 'text-ink-3' : ''}`}
          >
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {token.name} <span className="mono text-ink-3">{token.hint}…</span>
            </span>
            <span className="max-wide:col-start-1">{token.scopes.map((scope) => scope.toLowerCase()).join(', ')}</span>
            <span className="min-w-0 max-wide:col-start-1">
              {token.projects.length ? (
                <span className="mono whitespace-normal">{token.projects.map(({ key }) => key).join(', ')}</span>
              ) : (
                'every project'
              )}
            </span>
            <span className="text-ink-3 max-wide:col-start-1">
              {token.lastUsedAt ? (
                <>
                  used <Ago at={token.lastUsedAt} /> ago
                </>
              ) : (
                'never used'
              )}
              <span className="block">{token.expiresAt ? `until ${token.expiresAt.slice(0, 10)}` : 'without end'}</span>
            </span>
            <span className="text-right max-wide:col-start-2 max-wide:row-span-4 max-wide:row-start-1">
              {state ?? (
                <Button variant="bare" className="text-stop-ink" aria-label={`Revoke ${token.name}`} onPress={() => setEnding(token)}>
                  Revoke
                </Button>
              )}
            </span>
          </li>
        )
      })}
      {ending && (
        <Confirm title={`Revoke ${ending.name}`} action="Revoke" onConfirm={() => end(ending)} onClose={() => setEnding(null)}>
          <p>
            Whatever {agent.handle} sends with it is refused from now on, and its open streams end. Claims stay until their leases run out.
            This cannot be undone; make another token instead.
          </p>
        </Confirm>
      )}
    </ul>
  )
}
