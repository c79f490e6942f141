'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { listFrom } from '../tasks/[task]/fields.ts'
import { UpdateAgentDocument } from './acts-documents.ts'
import type { Agent } from './documents.ts'

export function EditAgent({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const update = useAct(UpdateAgentDocument)
  const [name, setName] = useState(agent.name)
  const [agentType, setAgentType] = useState(agent.agentType ?? '')
  const [capabilities, setCapabilities] = useState(agent.capabilities.join(', '))
  const [wipLimit, setWipLimit] = useState(agent.wipLimit === null ? '' : String(agent.wipLimit))
  const [issues, setIssues] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const result = await update({
      agent: agent.id,
      name,
      agentType: agentType || null,
      capabilities: listFrom(capabilities),
      wipLimit: wipLimit === '' ? null : Number(wipLimit),
    })
    setPending(false)
    if (!result) return
    if (result.__typename === 'UpdateAgentSuccess') {
      tell(`${agent.handle} saved`)
      onClose()
    } else if (result.__typename === 'InvalidInputError' && result.issues.length > 0) {
      setIssues(issuesByField(result))
    } else refuseBecause(result)
  }
  return (
    <Dialog title={`Edit ${agent.handle}`} isOpen onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <TextField label="Name" value={name} onChange={setName} error={issues.name} isRequired autoFocus />
        <TextField label="Kind" value={agentType} onChange={setAgentType} error={issues.agentType} />
        <TextField
          label="Capabilities"
          mono
          hint="Separated by commas."
          value={capabilities}
          onChange={setCapabilities}
          error={issues.capabilities}
        />
        <TextField
          label="Tasks at once"
          inputMode="numeric"
          pattern="[1-9][0-9]?|100"
          hint="How many it may hold, 1 to 100. Empty: as many as it likes."
          value={wipLimit}
          onChange={setWipLimit}
          error={issues.wipLimit}
        />
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending}>
            Save
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
