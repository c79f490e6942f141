'use client'
import { useEffect, useEffectEvent } from 'react'
import { useQuery } from 'urql'
import { graphql } from '#app/_graphql/graphql.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'

const FirstCallDocument = graphql(`
  query FirstCall($agent: ID!) {
    actor(ref: $agent) {
      id
      handle
      presence
      lastSeenAt
      currentClaims {
        id
        task {
          id
          key
          title
        }
      }
      tokens {
        id
        lastUsedAt
      }
    }
  }
`)

/** The first call makes no event, so it is asked for while somebody looks. */
const ASK_MS = 2_000

/** Waits until a token that has just been made is used, and says so. */
export function FirstCall({ agent, token }: { agent: string; token: string }) {
  const [{ data }, read] = useQuery({ query: FirstCallDocument, variables: { agent }, requestPolicy: 'network-only' })
  const ask = useEffectEvent(() => document.visibilityState === 'visible' && read({ requestPolicy: 'network-only' }))
  useEffect(() => {
    const timer = setInterval(ask, ASK_MS)
    return () => clearInterval(timer)
  }, [])
  const actor = data?.actor
  const isConnected = Boolean(actor?.tokens.find(({ id }) => id === token)?.lastUsedAt)
  const [claim] = actor?.currentClaims ?? []
  return (
    <p role="status" className="flex min-w-0 items-center gap-2">
      <Icon name={isConnected ? 'presence-online' : 'presence-offline'} className={isConnected ? 'text-clear-lamp' : 'text-ink-3'} />
      {!isConnected && <span className="text-ink-2">Waiting for the first call of {agent}…</span>}
      {isConnected && (
        <span className="min-w-0 truncate">
          <b>{agent} is connected.</b>{' '}
          {claim && (
            <span className="text-ink-2">
              It holds <Key>{claim.task.key}</Key> {claim.task.title}
            </span>
          )}
        </span>
      )}
    </p>
  )
}
