'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from 'urql'
import '#app/_activity/activity.css'
import { ActivityDocument } from '#app/_activity/documents.ts'
import { EventRow } from '#app/_activity/event-row.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Section } from './section.tsx'

const FIRST = 30
const MOST = 100

export function Activity({ taskRef, project, news }: { taskRef: string; project: string; news: number }) {
  const [first, setFirst] = useState(FIRST)
  const [{ data }, read] = useQuery({ query: ActivityDocument, variables: { project, first, filter: { task: taskRef } } })
  const readAgain = useEffectEvent(() => read({ requestPolicy: 'network-only' }))
  useEffect(() => {
    if (news > 0) readAgain()
  }, [news])
  const events = data?.project?.events
  return (
    <Section title="Activity">
      {events?.nodes.length === 0 && <p className="text-ink-3">Nothing has happened yet.</p>}
      <ul>
        {events?.nodes.map((event) => (
          <EventRow key={event.id} event={event} project={project} onTask />
        ))}
      </ul>
      {events?.pageInfo.hasNextPage && first < MOST && <Button onPress={() => setFirst(MOST)}>Show more</Button>}
    </Section>
  )
}
