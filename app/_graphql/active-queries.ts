import type { Client, Exchange, Operation } from '@urql/core'
import { pipe, tap } from 'wonka'

/** Remembers what is on the screen, so that all of it can be read again after a gap. */
export function activeQueries() {
  const active = new Map<number, Operation>()
  const exchange: Exchange =
    ({ forward }) =>
    (operations) =>
      pipe(
        operations,
        tap((operation) => {
          if (operation.kind === 'query') active.set(operation.key, operation)
          if (operation.kind === 'teardown') active.delete(operation.key)
        }),
        forward,
      )
  const refetch = (client: Client) => {
    for (const operation of [...active.values()]) {
      client.reexecuteOperation(client.createRequestOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }))
    }
  }
  return { exchange, refetch }
}
