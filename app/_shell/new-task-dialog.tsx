'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { CreateTaskDocument } from '#app/_tasks/acts-documents.ts'
import { taskPath } from '#app/_tasks/task.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextArea, TextField } from '#app/_ui/field.tsx'
import { PRIORITIES, PRIORITY, PriorityMark, type Priority } from '#app/_ui/status.tsx'
import { tell } from '#app/_ui/toast.tsx'
import type { ShellProject } from './sidebar.tsx'

interface NewTaskDialogProps {
  project: string | null
  projects: ShellProject[]
  onClose: () => void
}

/** A task from anywhere. */
export function NewTaskDialog({ project, projects, onClose }: NewTaskDialogProps) {
  const router = useRouter()
  const create = useAct(CreateTaskDocument)
  const open = projects.filter(({ status }) => status !== 'ARCHIVED')
  const [into, setInto] = useState(project ?? open[0]?.key ?? '')
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const [priority, setPriority] = useState<Priority>('MEDIUM')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!title.trim()) return setErrors({ title: 'Write a title.' })
    setPending(true)
    const result = await create({ project: into, title: title.trim(), description: description.trim(), priority })
    setPending(false)
    if (!result) return
    if (result.__typename === 'InvalidInputError')
      setErrors(Object.fromEntries(result.issues.map(({ field, message }) => [field.replace(/^input\./, ''), message])))
    else if (result.__typename === 'CreateTaskSuccess') {
      const { key } = result.task
      tell(`${key} created`, { action: { word: 'Open', run: () => router.push(taskPath(into, key)) } })
      onClose()
    } else refuseBecause(result)
  }

  return (
    <Dialog title="New task" isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <TextField
          label="Title"
          value={title}
          onChange={(text) => {
            setTitle(text)
            setErrors({})
          }}
          error={errors.title}
          autoFocus
          maxLength={500}
        />
        <TextArea label="Description (Markdown)" value={description} onChange={setDescription} error={errors.description} rows={4} />
        <div className="flex flex-wrap gap-4">
          <Select
            label="Project"
            value={into}
            onChange={setInto}
            options={open.map(({ key, name }) => ({ id: key, text: name }))}
            className="min-w-48 flex-1"
          />
          <Select
            label="Priority"
            value={priority}
            onChange={setPriority}
            options={PRIORITIES.map((id) => ({ id, text: PRIORITY[id].word, content: <PriorityMark priority={id} word /> }))}
            className="w-36"
          />
        </div>
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending}>
            Create task
          </Button>
          <Button variant="bare" onPress={onClose}>
            Cancel
          </Button>
          {into && (
            <LinkButton href={`/projects/${into}/templates`} variant="bare" icon="copy" className="ml-auto" onClick={onClose}>
              From a template
            </LinkButton>
          )}
        </Actions>
      </form>
    </Dialog>
  )
}
