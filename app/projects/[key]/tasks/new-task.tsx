'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { refuseBecause, unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { CreateTaskDocument } from '#app/_tasks/acts-documents.ts'
import { DeleteTaskDocument } from '#app/_tasks/moves-documents.ts'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { taskPath } from '#app/_tasks/task.ts'
import { useUndo } from '#app/_tasks/undo.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { PRIORITIES, PRIORITY, PriorityMark, type Priority } from '#app/_ui/status.tsx'
import { madeByMe } from './created.ts'
import { FindTask, type FoundTask } from './find-task.tsx'
import type { ListState } from './search-params.ts'

interface NewTaskProps {
  project: { id: string; key: string }
  people: Assignable[]
  tags: string[]
  /** What the list is narrowed to, a new task is. */
  state: Pick<ListState, 'priority' | 'assignee' | 'tag'>
  onClose: () => void
}

/** Lines at the top of the list. Enter creates and stays open for the next, with Control or Command it opens what it made; Escape closes. */
export function NewTask({ project, people, tags, state, onClose }: NewTaskProps) {
  const router = useRouter()
  const { did } = useUndo()
  const create = useAct(CreateTaskDocument)
  const remove = useAct(DeleteTaskDocument)
  const form = useRef<HTMLFormElement>(null)
  const [title, setTitle] = useState('')
  const [priority, setPriority] = useState<Priority>(state.priority.length === 1 ? (state.priority[0] ?? 'MEDIUM') : 'MEDIUM')
  const [assignee, setAssignee] = useState(
    () => people.find(({ handle }) => state.assignee.length === 1 && handle === state.assignee[0])?.id ?? 'none',
  )
  const [tagText, setTagText] = useState(state.tag.join(', '))
  const [blocker, setBlocker] = useState<FoundTask | null>(null)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)

  async function submit(isToOpen: boolean) {
    if (isPending) return
    if (!title.trim()) return setErrors({ title: 'Write a title.' })
    setPending(true)
    const result = await create({
      project: project.id,
      title: title.trim(),
      priority,
      assignee: assignee === 'none' ? null : assignee,
      tags: tagsFrom(tagText),
      dependsOn: blocker ? [blocker.id] : [],
    })
    setPending(false)
    if (!result) return
    if (result.__typename === 'CreateTaskSuccess') {
      const { id, key } = result.task
      madeByMe(id)
      did(`${key} created`, async () => {
        return unlessRefused(await remove({ task: id })) !== null
      })
      if (isToOpen) return router.push(taskPath(project.key, key))
      setTitle('')
      setErrors({})
      form.current?.querySelector<HTMLInputElement>('input')?.focus()
    } else if (result.__typename === 'InvalidInputError')
      setErrors(Object.fromEntries(result.issues.map(({ field, message }) => [field.split('.')[0] ?? field, message])))
    else refuseBecause(result)
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault()
    void submit(false)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onClose()
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    void submit(true)
  }

  return (
    <form ref={form} onSubmit={onSubmit} onKeyDown={onKeyDown} aria-label="New task" className="new-task">
      <TextField
        label="Title"
        hideLabel
        placeholder="What is to be done"
        value={title}
        onChange={(text) => {
          setTitle(text)
          setErrors({})
        }}
        error={errors.title ?? null}
        autoFocus
        maxLength={500}
        className="new-title"
      />
      <Select
        label="Priority"
        hideLabel
        value={priority}
        onChange={setPriority}
        options={PRIORITIES.map((id) => ({ id, text: PRIORITY[id].word, content: <PriorityMark priority={id} word /> }))}
      />
      <Select
        label="Assign to"
        hideLabel
        value={assignee}
        onChange={setAssignee}
        error={errors.assignee ?? null}
        options={[
          { id: 'none', text: 'Nobody' },
          ...people.map((actor) => ({ id: actor.id, text: actor.name, content: <ActorName actor={actor} /> })),
        ]}
      />
      <TextField
        label="Tags, separated by commas"
        hideLabel
        placeholder={tags.length ? `Tags, such as ${tags.slice(0, 2).join(', ')}` : 'Tags'}
        value={tagText}
        onChange={setTagText}
        error={errors.tags ?? null}
      />
      <FindTask
        label="Blocked by"
        hideLabel
        placeholder="Blocked by"
        project={project.key}
        without={[]}
        value={blocker}
        onChange={setBlocker}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" shortcut="↵" isPending={isPending}>
          Create task
        </Button>
        <Button variant="plain" shortcut="Ctrl ↵" onPress={() => void submit(true)}>
          Create and open
        </Button>
        <Button variant="bare" onPress={onClose}>
          Close
        </Button>
      </div>
    </form>
  )
}

const tagsFrom = (text: string) =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean)
