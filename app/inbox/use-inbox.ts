'use client'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { useArrivals } from '#app/_graphql/live.ts'
import { InboxDocument } from './documents.ts'
import { blockOf, NOTHING_KNOWN, withMarked, withNewest, withOlder } from './known.ts'
import { threadsOf, type Notification, type Reason } from './reasons.ts'
import { inboxVariables, VIEWS, type State, type View } from './views.ts'

export interface PageEnd {
  hasNextPage: boolean
  endCursor: string | null
}

/** A timer reaches no further. */
const FARTHEST_MS = 2 ** 31 - 1

/** The threads of a view, always current. */
export function useInbox(view: View, reason: Reason | null) {
  const [{ data, fetching, error }, again] = useQuery({ query: InboxDocument, variables: inboxVariables(view, reason) })
  const [known, setKnown] = useState(NOTHING_KNOWN)
  // Where each older page begins; the last of them knows whether there is more.
  const [older, setOlder] = useState<string[]>([])
  const [end, setEnd] = useState<PageEnd | null>(null)
  // What was opened here stays in its list until the person leaves it, though it is read now.
  const [kept, keep] = useState<ReadonlySet<number>>(new Set())
  const [seen, setSeen] = useState<typeof data>(undefined)
  const page = data?.inbox
  if (data && page && data !== seen) {
    setSeen(data)
    setKnown((before) => withNewest(before, page.nodes, !page.pageInfo.hasNextPage))
  }
  const refetch = () => again({ requestPolicy: 'network-only' })
  useArrivals(refetch)
  useReturn(data?.inboxCounts.nextReturn ?? null, refetch)

  const threads = useMemo(() => {
    const states: readonly State[] = VIEWS[view].states
    const shown = [...known.nodes.values()].filter(({ seq, state }) => states.includes(state) || kept.has(seq))
    return threadsOf(shown).map((thread) => ({ ...thread, block: blockOf(known, thread.newest.seq) }))
  }, [known, kept, view])

  return {
    threads,
    counts: data?.inboxCounts ?? null,
    isLoading: fetching && !data,
    error,
    hasOlder: (end ?? page?.pageInfo)?.hasNextPage ?? false,
    older,
    showOlder() {
      const after = (end ?? page?.pageInfo)?.endCursor
      if (after && !older.includes(after)) setOlder([...older, after])
    },
    onPage(index: number, nodes: readonly Notification[], info: PageEnd) {
      setKnown((before) => withOlder(before, index, nodes))
      if (index === older.length) setEnd(info)
    },
    refetch,
    /** Takes over what came of an act of this page; with `stay` it keeps its place in a list it no longer belongs to. */
    take(marked: readonly Notification[], stay = false) {
      if (stay) keep((before) => new Set([...before, ...marked.map(({ seq }) => seq)]))
      setKnown((before) => withMarked(before, marked))
    },
  }
}

export type InboxThread = ReturnType<typeof useInbox>['threads'][number]

/** Reads again when the next snoozed notification comes back. */
function useReturn(at: string | null, run: () => void) {
  const act = useEffectEvent(run)
  useEffect(() => {
    if (at === null) return
    const timer = setTimeout(() => act(), Math.min(Math.max(0, Date.parse(at) - Date.now()) + 500, FARTHEST_MS))
    return () => clearTimeout(timer)
  }, [at])
}
