'use client'
import { useEffect, useEffectEvent, useState, type FormEvent } from 'react'
import { useQuery } from 'urql'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import type { IconName } from '#app/_ui/glyphs.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { UpdatesDocument, type Task, type Update } from './documents.ts'
import { AddUpdateDocument } from './mutations.ts'
import { Rendered } from './rendered.tsx'
import { Section } from './section.tsx'

const KIND: Record<Update['kind'], { word: string; icon: IconName }> = {
  UPDATE: { word: 'Update', icon: 'update' },
  DISCOVERY: { word: 'Discovery', icon: 'discovery' },
  SYNC: { word: 'Sync', icon: 'sync' },
  PROGRESS: { word: 'Progress', icon: 'progress' },
  NOTE: { word: 'Private note', icon: 'note' },
}
const PAGE = 50

/** What people and agents wrote while they worked. `news` counts events that may have brought more. */
export function Updates({ task, taskRef, news }: { task: Task; taskRef: string; news: number }) {
  const [first, setFirst] = useState(PAGE)
  const [{ data }, read] = useQuery({ query: UpdatesDocument, variables: { task: taskRef, first } })
  const readAgain = useEffectEvent(() => read({ requestPolicy: 'network-only' }))
  useEffect(() => {
    if (news > 0) readAgain()
  }, [news])
  const stream = data?.task?.__typename === 'Task' ? data.task.context : null
  return (
    <Section title="Updates" count={stream?.nodes.length || undefined}>
      {task.viewerCan.includes('ADD_CONTEXT') && <Composer task={task} onPosted={() => read({ requestPolicy: 'network-only' })} />}
      {stream?.nodes.length === 0 && <p className="text-ink-3">Nothing written yet.</p>}
      <ul className="stream">
        {stream?.nodes.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      {stream?.pageInfo.hasNextPage && <Button onPress={() => setFirst((count) => Math.min(100, count + PAGE))}>Show more</Button>}
    </Section>
  )
}

function Entry({ entry }: { entry: Update }) {
  const { word, icon } = KIND[entry.kind]
  return (
    <li>
      <Icon name={icon} className="mt-0.5 text-ink-2" />
      <div className="min-w-0">
        <div className="mb-0.5 flex flex-wrap items-baseline gap-2">
          <span className="strong">{word}</span>
          {entry.author ? <ActorName actor={entry.author} /> : <span className="text-ink-3">imported</span>}
          {entry.kind === 'NOTE' && (
            <Chip>
              <Icon name="private" size={12} />
              Only you see this
            </Chip>
          )}
          <Ago at={entry.createdAt} className="ml-auto text-ink-3" />
        </div>
        <Rendered text={entry.body} />
      </div>
    </li>
  )
}

function Composer({ task, onPosted }: { task: Task; onPosted: () => void }) {
  const add = useAct(AddUpdateDocument)
  const [body, setBody] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (body.trim() === '') return
    setPending(true)
    const result = await add({ task: task.id, kind: 'UPDATE', body })
    setPending(false)
    if (!result) return
    switch (result.__typename) {
      case 'AddContextSuccess':
        setBody('')
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
  const holder = task.status === 'IN_PROGRESS' ? task.assignee : null
  return (
    <form
      className="mb-4.5 grid gap-2"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit()
      }}
    >
      <TextArea
        label="Write an update"
        hideLabel
        rows={2}
        value={body}
        onChange={setBody}
        error={error}
        placeholder={holder ? `Tell ${holder.handle} and whoever follows…` : 'Write an update…'}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" shortcut="Ctrl ↵" isPending={isPending} isDisabled={body.trim() === ''}>
          Post
        </Button>
      </div>
    </form>
  )
}
