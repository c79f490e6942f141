'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from 'urql'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { Composer } from './composer.tsx'
import { UpdatesDocument, type Task, type Update } from './documents.ts'
import { KINDS } from './kinds.ts'
import { Rendered } from './rendered.tsx'
import { Section } from './section.tsx'

const PAGE = 50

/** What people and agents wrote while they worked. `news` counts events that may have brought more. */
export function Updates({ task, taskRef, people, news }: { task: Task; taskRef: string; people: Assignable[]; news: number }) {
  const [first, setFirst] = useState(PAGE)
  const [{ data }, read] = useQuery({ query: UpdatesDocument, variables: { task: taskRef, first } })
  const readAgain = useEffectEvent(() => read({ requestPolicy: 'network-only' }))
  useEffect(() => {
    if (news > 0) readAgain()
  }, [news])
  const stream = data?.task?.__typename === 'Task' ? data.task.context : null
  return (
    <Section title="Updates" count={stream?.nodes.length || undefined}>
      {task.viewerCan.includes('ADD_CONTEXT') && (
        <Composer task={task} people={people} onPosted={() => read({ requestPolicy: 'network-only' })} />
      )}
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
  const { word, icon } = KINDS[entry.kind]
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
