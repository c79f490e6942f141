'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { Key } from '#app/_ui/list.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { StopAgentDocument } from './acts-documents.ts'
import type { Agent } from './documents.ts'

interface Props {
  agent: Agent
  project: string
  claims: Agent['currentClaims']
  onClose: () => void
  onChanged: () => void
}

/** Takes over all that an agent holds in the project, with a reason that its next call is refused with. */
export function StopDialog({ agent, project, claims, onClose, onChanged }: Props) {
  const stop = useAct(StopAgentDocument)
  const [reason, setReason] = useState('')
  const [issues, setIssues] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const result = await stop({ agent: agent.id, project, reason })
    setPending(false)
    if (!result) return
    if (result.__typename === 'InvalidInputError') return setIssues(issuesByField(result))
    if (result.__typename !== 'StopAgentSuccess') return refuseBecause(result)
    const count = result.tasks.length
    tell(
      count === 0 ? `${agent.handle} holds nothing any more` : `${agent.handle} stopped, ${count} ${count === 1 ? 'task' : 'tasks'} freed`,
    )
    onChanged()
    onClose()
  }
  return (
    <Dialog title={`Stop ${agent.handle}`} isOpen onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <p>
          It loses {claims.length === 1 ? 'its claim' : `its ${claims.length} claims`} on{' '}
          {claims.map(({ id, task }, i) => (
            <span key={id}>
              {i > 0 && (i === claims.length - 1 ? ' and ' : ', ')}
              <Key>{task.key}</Key>
            </span>
          ))}
          , which {claims.length === 1 ? 'waits' : 'wait'} again for anybody. Whatever it still sends is refused with your reason. It keeps
          its tokens and may claim again.
        </p>
        <TextArea
          label="Reason"
          hint="The agent reads this."
          value={reason}
          onChange={setReason}
          error={issues.reason}
          isRequired
          autoFocus
          rows={3}
        />
        <Actions>
          <Button type="submit" variant="stop" isPending={isPending}>
            Stop {agent.handle}
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
