'use client'
import { useState, type FormEvent } from 'react'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import type { Task } from './documents.ts'

interface Props {
  task: Task
  people: Assignable[]
  onClose: () => void
  onDone: () => void
}

const ANYBODY = 'anybody'

/** Ends the claim of another, who gets the reason. It cannot be undone, which is said first. */
export function TakeOverDialog({ task, people, onClose, onDone }: Props) {
  const acts = useTaskActs()
  const [reason, setReason] = useState('')
  const [next, setNext] = useState(ANYBODY)
  const [isPending, setPending] = useState(false)
  const holder = task.claim?.holder

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const isDone = await acts.takeOver(task, reason, next === ANYBODY ? null : next)
    setPending(false)
    if (!isDone) return
    onDone()
    onClose()
  }
  return (
    <Dialog title={`Take over ${task.key}`} isOpen onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <p className="text-ink-2">
          {holder?.handle ?? 'Its holder'} loses the claim at once: whatever it sends under fence {task.claim?.fence} is refused, with your
          reason. This cannot be undone.
        </p>
        <TextArea label="Why" rows={3} value={reason} onChange={setReason} isRequired autoFocus />
        <Select
          label="Who goes on"
          value={next}
          onChange={setNext}
          options={[
            { id: ANYBODY, text: 'Anybody' },
            ...people.map((actor) => ({ id: actor.id, text: actor.name, content: <ActorName actor={actor} /> })),
          ]}
        />
        <Actions>
          <Button type="submit" variant="stop" isPending={isPending} isDisabled={reason.trim() === ''}>
            Take over
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
