'use client'
import { useRef, useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { useCommands } from '#app/_shell/commands.ts'
import { useDraft } from '#app/_tasks/drafts.ts'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Menu, MenuItem } from '#app/_ui/menu.tsx'
import { PRIORITIES, PriorityMark, type Priority } from '#app/_ui/status.tsx'
import type { Task, Update } from './documents.ts'
import { KINDS } from './kinds.ts'
import { hintsFor, named } from './mention.ts'
import { AddUpdateDocument } from './mutations.ts'

type Kind = Update['kind']

interface Props {
  task: Task
  people: Assignable[]
  onPosted: () => void
}

/** Writes on the task: what it is for is chosen below the text, and `@` names a member. */
export function Composer({ task, people, onPosted }: Props) {
  const add = useAct(AddUpdateDocument)
  const form = useRef<HTMLFormElement>(null)
  const [priority, setPriority] = useState<Priority | null>(null)
  const [caret, setCaret] = useState(0)
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  // With its kind, so that a private note stays one after a reload.
  const { kept, keep } = useDraft(`draft ${task.id} composer`, NOTHING)
  const body = kept?.draft.body ?? ''
  const kind = KIND_NAMES.find((name) => name === kept?.draft.kind) ?? 'UPDATE'
  const isPrivate = kind === 'NOTE'
  const setBody = (text: string) => keep(task.version, { kind, body: text })
  const setKind = (name: Kind) => keep(task.version, { kind: name, body })
  useCommands([
    {
      id: 'write',
      title: 'Write on this task',
      group: 'Task',
      icon: 'note',
      keys: 'w',
      run: () => form.current?.querySelector('textarea')?.focus(),
    },
  ])
  const hints = isPrivate ? [] : hintsFor(body, caret, people)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (body.trim() === '') return
    setPending(true)
    const result = await add({ task: task.id, kind, body, ...(priority && !isPrivate ? { priority } : {}) })
    setPending(false)
    if (!result) return
    switch (result.__typename) {
      case 'AddContextSuccess':
        setBody('')
        setPriority(null)
        setError(null)
        onPosted()
        return
      case 'InvalidInputError':
        setError(result.issues.map((issue) => issue.message).join(' ') || result.message)
        return
      default:
        refuseBecause(result)
    }
  }

  function complete(handle: string) {
    const next = named(body, caret, handle)
    setBody(next.text)
    setCaret(next.caret)
    requestAnimationFrame(() => {
      const area = form.current?.querySelector('textarea')
      area?.focus()
      area?.setSelectionRange(next.caret, next.caret)
    })
  }
  return (
    <form
      ref={form}
      aria-label="Write on this task"
      className="composer"
      data-private={isPrivate || undefined}
      onSubmit={(event) => void submit(event)}
      onSelect={({ target }) => target instanceof HTMLTextAreaElement && setCaret(target.selectionStart)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit()
      }}
    >
      <TextArea
        label={isPrivate ? 'Private note' : KINDS[kind].word}
        hideLabel
        rows={2}
        value={body}
        onChange={setBody}
        error={error}
        placeholder={isPrivate ? 'Only you will ever see this…' : placeholder(task, kind)}
      />
      {hints.length > 0 && (
        <div role="group" aria-label="Name a member" className="flex flex-wrap gap-1 px-1.5 pt-1.5">
          {hints.map((person) => (
            <Button key={person.id} variant="bare" onPress={() => complete(person.handle)}>
              <ActorName actor={person} />
              {person.kind === 'PERSON' && <span className="mono text-ink-3">@{person.handle}</span>}
            </Button>
          ))}
        </div>
      )}
      <div className="composer-foot">
        <div role="group" aria-label="What it is for" className="flex flex-wrap gap-1">
          {KIND_NAMES.map((name) => (
            <Button
              key={name}
              variant="bare"
              icon={name === 'NOTE' ? 'private' : KINDS[name].icon}
              aria-pressed={name === kind}
              onPress={() => setKind(name)}
            >
              {name === 'NOTE' ? 'Private' : KINDS[name].word}
            </Button>
          ))}
        </div>
        {!isPrivate && (
          <Menu
            aria-label="How much it matters"
            placement="bottom start"
            selectionMode="single"
            selectedKeys={[priority ?? 'none']}
            trigger={
              <Button variant="bare" aria-label={`Priority of the entry: ${priority?.toLowerCase() ?? 'none'}`}>
                {priority ? <PriorityMark priority={priority} word /> : 'Priority'}
                <Icon name="down" />
              </Button>
            }
          >
            <MenuItem id="none" onAction={() => setPriority(null)}>
              None
            </MenuItem>
            {PRIORITIES.map((one) => (
              <MenuItem key={one} id={one} textValue={one} onAction={() => setPriority(one)}>
                <PriorityMark priority={one} word />
              </MenuItem>
            ))}
          </Menu>
        )}
        <span className="min-w-0 flex-1 text-ink-3">{KINDS[kind].reach}</span>
        <Button type="submit" variant="primary" shortcut="Ctrl ↵" isPending={isPending} isDisabled={body.trim() === ''}>
          {isPrivate ? 'Keep' : 'Post'}
        </Button>
      </div>
    </form>
  )
}

const NOTHING = { kind: 'UPDATE', body: '' }
const KIND_NAMES = Object.keys(KINDS) as Kind[]

function placeholder(task: Task, kind: Kind) {
  const holder = task.status === 'IN_PROGRESS' ? task.assignee : null
  switch (kind) {
    case 'DISCOVERY':
      return 'What did you find out that others should know?'
    case 'PROGRESS':
      return 'How far is it?'
    default:
      return holder ? `Tell ${holder.handle} and whoever follows…` : 'Write an update…'
  }
}
