'use client'
import { useState } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
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
  const [isPending, setPending] = useState(false)
  async function revokeToken() {
    setPending(true)
    const result = await revoke({ token: token.id })
    setPending(false)
    if (!result) return
    if (result.__typename !== 'RevokeTokenSuccess') return refuseBecause(result)
    tell(`Token ${token.name} revoked`)
    onChanged()
    onClose()
  }
  const isLast = agent.tokens.every((one) => one.id === token.id || one.revokedAt)
  return (
    <Dialog title={`Revoke ${token.name}`} isOpen onClose={onClose}>
      <p>
        The token <span className="mono">{token.hint}…</span> is refused from now on, also in calls that wait. {agent.handle} keeps its
        claims until their leases run out{isLast ? ', and has no other token to call with' : ''}. This cannot be undone.
      </p>
      <Actions>
        <Button variant="stop" isPending={isPending} onPress={() => void revokeToken()}>
          Revoke {token.name}
        </Button>
        <Button variant="bare" onPress={onClose}>
          Back
        </Button>
      </Actions>
    </Dialog>
  )
}
