'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { graphql } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { PRIORITIES, PRIORITY, type Priority } from '#app/_ui/status.tsx'
import { tell } from '#app/_ui/toast.tsx'
import type { Agent } from './documents.ts'

const SendDocument = graphql(
  `
    mutation SendMessage($input: AddContextInput!) {
      addContext(input: $input) {
        __typename
        ... on AddContextSuccess {
          entry {
            id
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [RefusalFragment, IssuesFragment],
)

interface Props {
  agent: Agent
  project: string
  claims: Agent['currentClaims']
  onClose: () => void
}

/** Writes to an agent: an entry that names it, on what it holds or on the project. Its inbox has it at its next look. */
export function MessageDialog({ agent, project, claims, onClose }: Props) {
  const send = useAct(SendDocument)
  const [about, setAbout] = useState(claims[0]?.task.id ?? 'project')
  const [priority, setPriority] = useState<Priority>('MEDIUM')
  const [body, setBody] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (body.trim() === '') return setError('Write something.')
    setPending(true)
    const on = about === 'project' ? { project } : { task: about }
    const result = await send({ ...on, kind: 'UPDATE', priority, body: addressed(body, agent.handle) })
    setPending(false)
    if (!result) return
    if (result.__typename === 'InvalidInputError') return setError(result.issues.map((issue) => issue.message).join(' ') || result.message)
    if (result.__typename !== 'AddContextSuccess') return refuseBecause(result)
    tell(`Sent to ${agent.handle}`, { detail: agent.presence === 'ONLINE' ? undefined : 'It reads it when it calls again.' })
    onClose()
  }
  return (
    <Dialog title={`Message ${agent.handle}`} isOpen onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <TextArea
          label="Message"
          hint={`It is told as @${agent.handle}; everybody here can read it.`}
          value={body}
          onChange={setBody}
          error={error}
          autoFocus
          rows={4}
        />
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          <Select
            label="About"
            value={about}
            onChange={setAbout}
            options={[
              ...claims.map(({ task }) => ({ id: task.id, text: `${task.key} ${task.title}` })),
              { id: 'project', text: `The project ${project.toUpperCase()}` },
            ]}
          />
          <Select
            label="Priority"
            value={priority}
            onChange={setPriority}
            options={PRIORITIES.map((one) => ({ id: one, text: PRIORITY[one].word }))}
          />
        </div>
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending}>
            Send
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}

/** Names the agent unless the text does. */
const addressed = (body: string, handle: string) =>
  new RegExp(`(^|[^\\w@])@${handle.replaceAll('.', '\\.')}(?![\\w-])`, 'i').test(body) ? body : `@${handle} ${body}`
