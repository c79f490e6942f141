'use client'
import { useState } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { RetireAgentDocument } from './acts-documents.ts'
import type { Agent } from './documents.ts'

export function RetireDialog({ agent, onClose, onChanged }: { agent: Agent; onClose: () => void; onChanged: () => void }) {
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
