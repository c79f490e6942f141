'use client'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { createRequest } from '@urql/core'
import { Provider } from 'urql'
import { filter, pipe, take, toPromise } from 'wonka'
import { createClient, type Connection } from './client.ts'

const ConnectionContext = createContext<Connection | null>(null)
let inBrowser: Connection | undefined

export function GraphqlProvider({ children }: { children: ReactNode }) {
  // On the server a client a request, in the browser one for the page's life.
  const [connection] = useState(() => (typeof window === 'undefined' ? createClient() : (inBrowser ??= createClient())))
  return (
    <ConnectionContext value={connection}>
      <Provider value={connection.client}>{children}</Provider>
    </ConnectionContext>
  )
}

export function useConnection() {
  const connection = useContext(ConnectionContext)
  if (!connection) throw new Error('GraphqlProvider is missing.')
  return connection
}

/** A query with its answer, made by `load` while the page was rendered. */
export interface Handover {
  id: string
  /** The operation's key in the cache. Text and document of one query hash differently, so it travels along. */
  key: number
  query: string
  variables: Record<string, unknown>
  data: unknown
}

const used = new Set<string>()

/** Puts the server's answers in place of the first requests of the components below. */
export function Hydrate({ handovers, children }: { handovers: Handover[]; children: ReactNode }) {
  const { client, handOver, isUnclaimed } = useConnection()
  // While rendering, because the components below ask in the same breath.
  const requests = useMemo(
    () =>
      handovers.map((handover) => {
        const request = { ...createRequest(handover.query, handover.variables), key: handover.key }
        const isStale = used.has(handover.id)
        if (!isStale) handOver(request.key, handover.data)
        return { request, id: handover.id, isStale }
      }),
    [handovers, handOver],
  )
  useEffect(() => {
    for (const { request, id, isStale } of requests) {
      // The cache had an older answer, or the browser went back to a page rendered earlier: read the newest.
      if (isUnclaimed(request.key) || isStale) {
        const answers = client.executeQuery(request, { requestPolicy: 'network-only' })
        void pipe(
          answers,
          filter(({ stale }) => !stale),
          take(1),
          toPromise,
        )
      }
      used.add(id)
    }
  }, [client, isUnclaimed, requests])
  return children
}
