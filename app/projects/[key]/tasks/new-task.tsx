'use client'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { CreateTaskDocument } from '#app/_tasks/acts-documents.ts'
import { taskPath } from '#app/_tasks/task.ts'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { PRIORITIES, PRIORITY, PriorityMark, type Priority } from '#app/_ui/status.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { useRouter } from 'next/navigation'

interface NewTaskProps {
  project: string
  people: Assignable[]
  onClose: () => void
}

/** A line at the top of the list. Enter creates and stays open for the next; Escape closes. */
export function NewTask({ project, people, onClose }: NewTaskProps) {
  const router = useRouter()
  const create = useAct(CreateTaskDocument)
  const [title, setTitle] = useState('')
  const [priority, setPriority] = useState<Priority>('MEDIUM')
  const [assignee, setAssignee] = useState('none')
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!title.trim()) return setError('Write a title.')
    setPending(true)
    const result = await create({ project, title: title.trim(), priority, assignee: assignee === 'none' ? null : assignee })
    setPending(false)
    if (!result) return
    if (result.__typename === 'CreateTaskSuccess') {
      const { key } = result.task
      tell(`${key} created`, { action: { word: 'Open', run: () => router.push(taskPath(key.replace(/-\d+$/, ''), key)) } })
      setTitle('')
      setError(null)
    } else if (result.__typename === 'InvalidInputError') setError(result.issues.map(({ message }) => message).join(' '))
    else refuseBecause(result)
  }
  const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && onClose()

  return (
    <form
      onSubmit={(event) => void submit(event)}
      onKeyDown={onKeyDown}
      aria-label="New task"
      className="border-b border-joint-2 bg-plate px-(--pad-x) py-2"
    >
      <div className="flex flex-wrap items-start gap-2">
        <TextField
          label="Title"
          hideLabel
          placeholder="What is to be done"
          value={title}
          onChange={(text) => {
            setTitle(text)
            setError(null)
          }}
          error={error}
          autoFocus
          maxLength={500}
          className="min-w-60 flex-1"
        />
        <Select
          label="Priority"
          hideLabel
          value={priority}
          onChange={setPriority}
          options={PRIORITIES.map((id) => ({ id, text: PRIORITY[id].word, content: <PriorityMark priority={id} word /> }))}
          className="w-32"
        />
        <Select
          label="Assign to"
          hideLabel
          value={assignee}
          onChange={setAssignee}
          options={[
            { id: 'none', text: 'Nobody' },
            ...people.map((actor) => ({ id: actor.id, text: actor.name, content: <ActorName actor={actor} /> })),
          ]}
          className="w-44"
        />
        <Button type="submit" variant="primary" shortcut="↵" isPending={isPending}>
          Create task
        </Button>
        <Button variant="bare" onPress={onClose}>
          Close
        </Button>
      </div>
    </form>
  )
}
