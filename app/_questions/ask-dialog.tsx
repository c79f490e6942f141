'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { AskDocument } from './documents.ts'

interface Props {
  task: { id: string; key: string; claim: { fence: number } | null }
  onClose: () => void
  onAsked: () => void
}

/** Asks the people of the project: the task is on hold until somebody answers. */
export function AskDialog({ task, onClose, onAsked }: Props) {
  const ask = useAct(AskDocument)
  const [body, setBody] = useState('')
  const [options, setOptions] = useState('')
  const [issues, setIssues] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const lines = options.split('\n').flatMap((line) => line.trim() || [])
    const result = await ask({ task: task.id, body, options: lines, fence: task.claim?.fence })
    setPending(false)
    if (!result) return
    switch (result.__typename) {
      case 'AskQuestionSuccess':
        tell(`Asked about ${task.key}`, { detail: 'It is on hold until somebody answers. Take it off hold to withdraw the question.' })
        onAsked()
        return onClose()
      case 'InvalidInputError':
        return setIssues(issuesByField(result))
      default:
        return refuseBecause(result)
    }
  }
  return (
    <Dialog title={`Ask about ${task.key}`} isOpen onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit()
        }}
      >
        <TextArea
          label="Question"
          hint={
            task.claim
              ? 'The people of the project get it in their inbox. The task waits, and its claim ends.'
              : 'The people of the project get it in their inbox. The task waits.'
          }
          rows={4}
          value={body}
          onChange={setBody}
          error={issues.body}
          isRequired
          autoFocus
        />
        <TextArea
          label="Answers to choose from (optional)"
          hint="One a line."
          rows={3}
          value={options}
          onChange={setOptions}
          error={issues.options}
        />
        <Actions>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵" isPending={isPending}>
            Ask
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
