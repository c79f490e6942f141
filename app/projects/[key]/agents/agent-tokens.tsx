'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Ago, shortAge, useNow } from '#app/_ui/time.tsx'
import type { Agent } from './documents.ts'

const TokenDialog = dynamic(() => import('./token-dialog.tsx').then((file) => file.TokenDialog), { ssr: false })
const RevokeDialog = dynamic(() => import('./revoke-dialog.tsx').then((file) => file.RevokeDialog), { ssr: false })

type Token = Agent['tokens'][number]

export function AgentTokens({ agent, onChanged }: { agent: Agent; onChanged: () => void }) {
  const [isMaking, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Token | null>(null)
  const now = useNow(60_000)
  return (
    <section>
      <div className="mb-2 flex items-center gap-2">
        <h3 className="cap">Tokens</h3>
        <span className="flex-1" />
        {!agent.retiredAt && (
          <Button variant="bare" icon="plus" className="h-6 max-sm:h-11" onPress={() => setMaking(true)}>
            New token
          </Button>
        )}
      </div>
      {agent.tokens.length === 0 && <p className="text-ink-3">None: it cannot call the API.</p>}
      <ul>
        {agent.tokens.map((token) => {
          const state = token.revokedAt ? 'Revoked' : token.expiresAt && Date.parse(token.expiresAt) < now ? 'Expired' : null
          return (
            <li key={token.id} className="flex items-center gap-2 border-b border-joint py-1.5 last:border-0">
              <span className={`min-w-0 flex-1 ${state ? 'text-ink-3' : ''}`}>
                <span className="[overflow-wrap:anywhere]">{token.name}</span> <span className="mono text-ink-3">{token.hint}…</span>
                <span className="block text-ink-3">
                  {token.scopes.map((scope) => scope.toLowerCase()).join(', ')}
                  {token.lastUsedAt ? (
                    <>
                      , used <Ago at={token.lastUsedAt} />
                    </>
                  ) : (
                    ', never used'
                  )}
                  {!state && token.expiresAt && <Expiry seconds={(Date.parse(token.expiresAt) - now) / 1000} />}
                </span>
              </span>
              {state ? (
                <span className="text-ink-3">{state}</span>
              ) : (
                <Button variant="bare" className="text-stop-ink" aria-label={`Revoke ${token.name}`} onPress={() => setRevoking(token)}>
                  Revoke…
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {revoking && <RevokeDialog agent={agent} token={revoking} onClose={() => setRevoking(null)} onChanged={onChanged} />}
      {isMaking && <TokenDialog agent={agent} onClose={() => setMaking(false)} onCreated={onChanged} />}
    </section>
  )
}

const SOON_S = 7 * 24 * 3600

function Expiry({ seconds }: { seconds: number }) {
  return (
    <span suppressHydrationWarning className={seconds < SOON_S ? 'text-caution-ink' : ''}>
      , runs out in {shortAge(seconds)}
    </span>
  )
}
