'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from 'urql'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip } from '#app/_ui/list.tsx'
import { PriorityMark } from '#app/_ui/status.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { Composer } from './composer.tsx'
import { UpdatesDocument, type Task, type Update } from './documents.ts'
import { KINDS, VIEWS, type View } from './kinds.ts'
import { FIRST_UPDATES } from './pages.ts'
import { Rendered } from './rendered.tsx'
import { Section } from './section.tsx'

interface Props {
  task: Task
  taskRef: string
  people: Assignable[]
  /** Counts events that may have brought more. */
  news: number
}

/** What people and agents wrote while they worked. */
export function Updates({ task, taskRef, people, news }: Props) {
  const [view, setView] = useState<View>('all')
  const [pages, setPages] = useState(1)
  const [posted, setPosted] = useState(0)
  const canWrite = task.viewerCan.includes('ADD_CONTEXT')
  const views = (
    <div role="group" aria-label="Which to show" className="flex flex-wrap">
      {VIEWS.map(({ id, word }) => (
        <Button
          key={id}
          variant="bare"
          className="h-6 max-sm:h-11"
          aria-pressed={id === view}
          onPress={() => {
            setView(id)
            setPages(1)
          }}
        >
          {word}
        </Button>
      ))}
    </div>
  )
  return (
    <Section title="Updates" actions={views}>
      {canWrite && <Composer task={task} people={people} onPosted={() => setPosted(posted + 1)} />}
      <Entries
        key={view}
        taskRef={taskRef}
        view={view}
        after={null}
        news={news + posted}
        more={pages - 1}
        onMore={() => setPages(pages + 1)}
      />
    </Section>
  )
}

interface EntriesProps {
  taskRef: string
  view: View
  after: string | null
  news: number
  more: number
  onMore: () => void
}

/** One page, then the next from where this one ends now. */
function Entries({ after, more, ...props }: EntriesProps) {
  const { taskRef, view, news, onMore } = props
  const kinds = VIEWS.find(({ id }) => id === view)?.kinds ?? null
  const [{ data, fetching, error }, read] = useQuery({
    query: UpdatesDocument,
    variables: { task: taskRef, first: FIRST_UPDATES, ...(after === null ? {} : { after }), kinds },
  })
  const readAgain = useEffectEvent(() => read({ requestPolicy: 'network-only' }))
  useEffect(() => {
    if (news > 0 && after === null) readAgain()
  }, [news, after])
  const stream = data?.task?.__typename === 'Task' ? data.task.context : null
  const next = stream?.pageInfo.hasNextPage ? stream.pageInfo.endCursor : null
  if (!stream && error) return <p className="text-stop-ink">The updates did not load: {error.message}</p>
  if (!stream && fetching) return <p className="late text-ink-3">Loading…</p>
  return (
    <>
      {stream?.nodes.length === 0 && <p className="text-ink-3">{view === 'all' ? 'Nothing written yet.' : 'Nothing of this kind.'}</p>}
      <ul className="stream">
        {stream?.nodes.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      {next !== null && (more > 0 ? <Entries {...props} after={next} more={more - 1} /> : <Button onPress={onMore}>Show earlier</Button>)}
    </>
  )
}

function Entry({ entry }: { entry: Update }) {
  const { word, icon } = KINDS[entry.kind]
  return (
    <li data-private={entry.kind === 'NOTE' || undefined}>
      <Icon name={entry.kind === 'NOTE' ? 'private' : icon} className="mt-0.5 text-ink-2" />
      <div className="min-w-0">
        <div className="mb-0.5 flex flex-wrap items-baseline gap-2">
          <span className="strong">{word}</span>
          {entry.author ? <ActorName actor={entry.author} /> : <span className="text-ink-3">imported</span>}
          {entry.priority && <PriorityMark priority={entry.priority} word />}
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
