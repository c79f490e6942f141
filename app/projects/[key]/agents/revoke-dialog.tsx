'use client'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { Confirm } from '#app/_ui/confirm.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { RevokeTokenDocument } from './acts-documents.ts'
import type { Agent } from './documents.ts'

interface Props {
  agent: Agent
  token: Agent['tokens'][number]
  onClose: () => void
  onChanged: () => void
}

/** There is no way back from this one, so it asks. */
export function RevokeDialog({ agent, token, onClose, onChanged }: Props) {
  const revoke = useAct(RevokeTokenDocument)
  async function revokeToken() {
    const result = unlessRefused(await revoke({ token: token.id }))
    if (!result) return false
    tell(`Token ${token.name} revoked`)
    onChanged()
    return true
  }
  const isLast = agent.tokens.every((one) => one.id === token.id || one.revokedAt)
  return (
    <Confirm title={`Revoke ${token.name}`} action={`Revoke ${token.name}`} onConfirm={revokeToken} onClose={onClose}>
      <p>
        The token <span className="mono">{token.hint}…</span> is refused from now on, also in calls that wait. {agent.handle} keeps its
        claims until their leases run out{isLast ? ', and has no other token to call with' : ''}. This cannot be undone.
      </p>
    </Confirm>
  )
}
