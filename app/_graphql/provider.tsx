'use client'
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { createRequest } from '@urql/core'
import { Provider } from 'urql'
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
  query: string
  variables: Record<string, unknown>
  data: unknown
}

const used = new Set<string>()

/** Puts the server's answers in place of the first requests of the components below. */
export function Hydrate({ handovers, children }: { handovers: Handover[]; children: ReactNode }) {
  const { client, handOver, isUnclaimed } = useConnection()
  const [requests] = useState(() =>
    handovers.map((handover) => {
      const request = createRequest(handover.query, handover.variables)
      if (!used.has(handover.id)) handOver(request.key, handover.data)
      return { request, id: handover.id }
    }),
  )
  useEffect(() => {
    for (const { request, id } of requests) {
      // The cache had an older answer, or the browser went back to a page rendered earlier: read the newest.
      if (isUnclaimed(request.key) || used.has(id)) void client.query(request.query, request.variables, { requestPolicy: 'network-only' }).toPromise()
      used.add(id)
    }
  }, [client, isUnclaimed, requests])
  return children
}
