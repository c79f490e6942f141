'use client'
import { useEffect, useRef, useState } from 'react'
import type { EventFilter } from './address.ts'
import type { EventPage, ProjectEvent } from './documents.ts'
import { readEvents, type ReadError } from './read-events.ts'

const PAGE = 50

interface Feed {
  events: ProjectEvent[]
  next: string | null
  error: Error | ReadError | null
  isLoading: boolean
}

/** What has happened since the feed was read, kept aside until the person asks for it. */
interface News {
  count: number
  hasMore: boolean
}

const NO_NEWS: News = { count: 0, hasMore: false }

/** The events of one filter: read page by page as far as somebody scrolls, and never moved by what happens meanwhile. */
export function useFeed(project: string | null, filter: EventFilter, initial: EventPage | null) {
  const [feed, setFeed] = useState<Feed>(() => (initial ? grown(EMPTY, initial) : { ...EMPTY, isLoading: true }))
  const [news, setNews] = useState<News>(NO_NEWS)
  const isBusy = useRef(false)
  const turn = useRef(0)

  /** Beginning anew goes before an earlier page that is still on its way. */
  const load = async (after: string | null) => {
    if (isBusy.current && after !== null) return
    const mine = ++turn.current
    isBusy.current = true
    setFeed((before) => ({ ...before, isLoading: true, error: null }))
    try {
      const page = await readEvents({ project, filter, first: PAGE, after })
      if (mine !== turn.current) return
      setFeed((before) => grown(after === null ? EMPTY : before, page))
      if (after === null) setNews(NO_NEWS)
    } catch (error) {
      if (mine === turn.current) setFeed((before) => failed(before, error))
    } finally {
      if (mine === turn.current) isBusy.current = false
    }
  }

  const isGiven = initial !== null
  useEffect(() => {
    if (isGiven) return
    const abort = new AbortController()
    readEvents({ project, filter, first: PAGE, signal: abort.signal }).then(
      (page) => setFeed(grown(EMPTY, page)),
      (error: unknown) => abort.signal.aborted || setFeed(failed(EMPTY, error)),
    )
    return () => abort.abort()
  }, [project, filter, isGiven])

  /** Looks what came since; a failure is no reason to disturb anybody, the next look makes up for it. */
  const look = async () => {
    if (feed.isLoading && feed.events.length === 0) return
    const page = await readEvents({ project, filter, first: PAGE }).catch(() => null)
    if (!page) return
    const head = feed.events[0]?.seq ?? 0
    const fresh = page.nodes.filter(({ seq }) => seq > head)
    setNews({ count: fresh.length, hasMore: fresh.length === PAGE })
  }

  return {
    ...feed,
    news,
    look,
    more: () => feed.next !== null && !feed.error && void load(feed.next),
    retry: () => void load(feed.events.length > 0 ? feed.next : null),
    /** Begins anew with the newest. */
    refresh: () => load(null),
  }
}

const EMPTY: Feed = { events: [], next: null, error: null, isLoading: false }

const failed = (before: Feed, error: unknown): Feed => ({
  ...before,
  isLoading: false,
  error: error instanceof Error ? error : new Error(String(error)),
})

const grown = (before: Feed, { nodes, pageInfo }: EventPage): Feed => ({
  events: [...before.events, ...nodes],
  next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  error: null,
  isLoading: false,
})
