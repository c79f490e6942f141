'use client'
import { useState } from 'react'
import { useQuery } from 'urql'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { useArrivals } from '#app/_graphql/live.ts'
import { useConnection } from '#app/_graphql/provider.tsx'
import { InboxDocument, MarkDocument } from './documents.ts'
import { threadsOf, type Notification, type Thread } from './reasons.ts'
import { inboxVariables, VIEWS, type State, type View } from './views.ts'

/** The threads of a view, always current, and what can be done with them. */
export function useInbox(view: View) {
  const { client } = useConnection()
  const [{ data, fetching, error }, again] = useQuery({ query: InboxDocument, variables: inboxVariables(view) })
  const [older, setOlder] = useState<{ nodes: Notification[]; after: string | null; hasMore: boolean } | null>(null)
  const mark = useAct(MarkDocument)
  const refetch = () => again({ requestPolicy: 'network-only' })
  useArrivals(refetch)

  const info = data?.inbox.pageInfo
  const states: readonly State[] = VIEWS[view].states
  // What was marked leaves at once, before the list is read again.
  const nodes = [...(data?.inbox.nodes ?? []), ...(older?.nodes ?? [])].filter(({ state }) => states.includes(state))
  const unique = [...new Map(nodes.map((one) => [one.id, one])).values()]

  async function set(threads: Thread[], state: State, snoozedUntil?: Date) {
    const seqs = threads.flatMap(({ notifications }) => notifications.map(({ seq }) => seq))
    const result = await mark({ seqs, state, snoozedUntil: snoozedUntil?.toISOString() })
    if (result?.__typename === 'MarkNotificationsSuccess') return true
    if (result) refuseBecause(result)
    return false
  }

  async function showOlder() {
    const answer = await client.query(InboxDocument, inboxVariables(view, older?.after ?? info?.endCursor ?? null)).toPromise()
    const next = answer.data?.inbox
    if (next)
      setOlder({ nodes: [...(older?.nodes ?? []), ...next.nodes], after: next.pageInfo.endCursor, hasMore: next.pageInfo.hasNextPage })
  }

  return {
    threads: threadsOf(unique),
    isLoading: fetching && !data,
    error,
    hasOlder: older?.hasMore ?? info?.hasNextPage ?? false,
    set,
    showOlder,
    refetch,
  }
}
