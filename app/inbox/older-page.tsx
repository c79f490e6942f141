'use client'
import { useEffect, useEffectEvent } from 'react'
import { useQuery } from 'urql'
import { InboxDocument } from './documents.ts'
import type { Notification, Reason } from './reasons.ts'
import type { PageEnd } from './use-inbox.ts'
import { inboxVariables, type View } from './views.ts'

interface OlderPageProps {
  view: View
  reason: Reason | null
  after: string
  onPage: (nodes: readonly Notification[], end: PageEnd) => void
}

/** Reads one of the pages after the newest, and tells again whenever something in it has changed. */
export function OlderPage({ view, reason, after, onPage }: OlderPageProps) {
  const [{ data }] = useQuery({ query: InboxDocument, variables: inboxVariables(view, reason, after) })
  const tell = useEffectEvent(onPage)
  useEffect(() => {
    if (data) tell(data.inbox.nodes, data.inbox.pageInfo)
  }, [data])
  return null
}
