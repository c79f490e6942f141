'use client'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { Confirm } from '#app/_ui/confirm.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { RetireAgentDocument } from './acts-documents.ts'
import type { Agent } from './documents.ts'

export function RetireDialog({ agent, onClose, onChanged }: { agent: Agent; onClose: () => void; onChanged: () => void }) {
  const retire = useAct(RetireAgentDocument)
  async function retireAgent() {
    const result = unlessRefused(await retire({ agent: agent.id }))
    if (!result) return false
    const freed = result.releasedTasks.length
    tell(`${agent.handle} is retired${freed ? `, ${freed} ${freed === 1 ? 'task' : 'tasks'} freed` : ''}`)
    onChanged()
    return true
  }
  return (
    <Confirm title={`Retire ${agent.handle}`} action={`Retire ${agent.handle}`} onConfirm={retireAgent} onClose={onClose}>
      <p>
        Its tokens stop working, its{' '}
        {agent.currentClaims.length > 0
          ? `${agent.currentClaims.length === 1 ? 'claim ends' : `${agent.currentClaims.length} claims end`} and its `
          : ''}
        open tasks are unassigned. What it did stays. This cannot be undone.
      </p>
    </Confirm>
  )
}
