'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from 'urql'
import '#app/_activity/activity.css'
import { ActivityDocument } from '#app/_activity/documents.ts'
import { EventRow } from '#app/_activity/event-row.tsx'
import { Button } from '#app/_ui/button.tsx'
import { FIRST_EVENTS } from './pages.ts'
import { Section } from './section.tsx'

interface Props {
  taskRef: string
  project: string
  /** Counts events that may have brought more. */
  news: number
}

export function Activity(props: Props) {
  const [pages, setPages] = useState(1)
  return (
    <Section title="Activity">
      <Events {...props} after={null} more={pages - 1} onMore={() => setPages(pages + 1)} />
    </Section>
  )
}

interface EventsProps extends Props {
  after: string | null
  more: number
  onMore: () => void
}

/** One page, then the next from where this one ends now, so that what is new above leaves no gap. */
function Events({ after, more, onMore, ...props }: EventsProps) {
  const { taskRef, project, news } = props
  const [{ data, fetching, error }, read] = useQuery({
    query: ActivityDocument,
    variables: { project, first: FIRST_EVENTS, ...(after === null ? {} : { after }), filter: { task: taskRef } },
  })
  const readAgain = useEffectEvent(() => read({ requestPolicy: 'network-only' }))
  useEffect(() => {
    if (news > 0 && after === null) readAgain()
  }, [news, after])
  const events = data?.project?.events
  const next = events?.pageInfo.hasNextPage ? events.pageInfo.endCursor : null
  if (!events && error) return <p className="text-stop-ink">What happened did not load: {error.message}</p>
  if (!events && fetching) return <p className="late text-ink-3">Loading…</p>
  return (
    <>
      {events?.nodes.length === 0 && <p className="text-ink-3">Nothing has happened yet.</p>}
      <ul>
        {events?.nodes.map((event) => (
          <EventRow key={event.id} event={event} project={project} onTask />
        ))}
      </ul>
      {next !== null &&
        (more > 0 ? (
          <Events {...props} after={next} more={more - 1} onMore={onMore} />
        ) : (
          <Button className="mt-2" onPress={onMore}>
            Show earlier
          </Button>
        ))}
    </>
  )
}
