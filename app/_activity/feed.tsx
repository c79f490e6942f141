'use client'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import type { EventFilter } from './address.ts'
import type { EventPage } from './documents.ts'
import { EventWords } from './event-row.tsx'
import { dayWords, linesOf } from './lines.ts'
import { ReadError } from './read-events.ts'
import { useFeed } from './use-feed.ts'
import { useLines } from './use-lines.ts'
import { NewsBar } from './news-bar.tsx'

interface Props {
  project: string | null
  filter: EventFilter
  initial: EventPage | null
  isFiltered: boolean
  origin: boolean
  /** Counts up whenever something may have happened. */
  news: number
  onAll: () => void
}

/** Near the end the next page is asked for. */
const AHEAD = 15

/** The events of one filter, newest first; of any number only those near the window stand in the page. */
export function Feed({ project, filter, initial, isFiltered, origin, news, onAll }: Props) {
  const feed = useFeed(project, filter, initial)
  const list = useRef<HTMLUListElement>(null)
  const lines = linesOf(feed.events)
  const { near, height, margin, measure, reveal } = useLines(list, lines)
  const look = useEffectEvent(() => void feed.look())
  const more = useEffectEvent(() => void feed.more())
  useEffect(() => {
    if (news > 0) look()
  }, [news])
  const isNearEnd = (near.at(-1)?.index ?? 0) >= lines.length - AHEAD
  useEffect(() => {
    if (isNearEnd && lines.length > 0) more()
  }, [isNearEnd, lines.length])

  const show = async () => {
    // First, so that rows measured anew above the window do not move it.
    window.scrollTo({ top: 0 })
    await feed.refresh()
    requestAnimationFrame(() => window.scrollTo({ top: 0 }))
  }
  const step = (by: number) => {
    const at = Number(document.activeElement?.closest<HTMLElement>('[data-line]')?.dataset.line ?? -1)
    const events = lines.flatMap((line, index) => (line.kind === 'event' ? [index] : []))
    const next = by > 0 ? events.find((index) => index > at) : events.findLast((index) => index < at)
    if (next === undefined) return
    reveal(next)
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-line="${next}"]`)?.focus({ preventScroll: true }))
  }
  useCommands([
    { id: 'activity.next', title: 'Next event', group: 'View', keys: 'j', keysOnly: true, repeats: true, run: () => step(1) },
    { id: 'activity.previous', title: 'Previous event', group: 'View', keys: 'k', keysOnly: true, repeats: true, run: () => step(-1) },
    ...(feed.news.count > 0
      ? [{ id: 'activity.news', title: 'Show new events', group: 'View' as const, keys: '.', run: () => void show() }]
      : []),
  ])

  const retry = <Button onPress={feed.retry}>Try again</Button>
  const requestId = feed.error instanceof ReadError ? feed.error.requestId : null
  if (feed.events.length === 0) {
    if (feed.isLoading) return <Skeleton rows={12} label="Loading activity" />
    if (feed.error)
      return (
        <ErrorState title="The activity did not load." retry={retry} requestId={requestId}>
          {feed.error.message}
        </ErrorState>
      )
    return (
      <>
        <NewsBar news={feed.news} onShow={() => void show()} />
        {isFiltered ? (
          <EmptyState title="Nothing fits this filter." actions={<Button onPress={onAll}>Show everything</Button>} />
        ) : (
          <EmptyState title="Nothing has happened yet." />
        )}
      </>
    )
  }
  return (
    <>
      <NewsBar news={feed.news} onShow={() => void show()} />
      <ul ref={list} className="events" aria-label="Events" aria-busy={feed.isLoading} style={{ height }}>
        {near.map(({ index, start, key }) => {
          const line = lines[index]
          if (!line) return null
          const place = { ref: measure, 'data-index': index, style: { transform: `translateY(${start - margin}px)` } }
          if (line.kind === 'day')
            return (
              <li key={key} {...place} className="event-day">
                <h2 className="cap">{dayWords(line.day)}</h2>
              </li>
            )
          return (
            <li key={key} {...place} data-line={index} tabIndex={-1} className="event-row">
              <EventWords event={line.event} project={project} origin={origin} />
            </li>
          )
        })}
      </ul>
      {feed.error && (
        <ErrorState title="Earlier events did not load." retry={retry} requestId={requestId}>
          {feed.error.message}
        </ErrorState>
      )}
      <p role="status" className="min-h-11 px-(--pad-x) py-3 text-ink-3">
        {feed.isLoading ? 'Loading earlier events' : feed.next === null ? 'That is the beginning.' : ''}
      </p>
    </>
  )
}
