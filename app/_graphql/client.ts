import { Client, fetchExchange, mapExchange, type CombinedError } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { activeQueries } from './active-queries.ts'
import { handedOver } from './handed-over.ts'
import { UnreadCountDocument } from './live-documents.ts'
import { possibleTypes } from './possible-types.ts'

const UNKEYED = ['Brief', 'Change', 'Criterion', 'FieldConflict', 'FieldIssue', 'GraphEdge', 'GraphGroup', 'Hold', 'Member', 'SearchHit', 'TaskCounts', 'TaskGraph']

/** The tasks that some screen has read, so that an event about any other costs nothing. */
export const knownTasks = new Set<string>()

export function createClient() {
  const isBrowser = typeof window !== 'undefined'
  const handover = handedOver()
  const active = activeQueries()
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      mapExchange({ onError: signInAgain }),
      active.exchange,
      cacheExchange({
        possibleTypes,
        keys: {
          ...Object.fromEntries(UNKEYED.map((name) => [name, () => null])),
          Task: ({ id }) => {
            if (typeof id !== 'string') return null
            knownTasks.add(id)
            return id
          },
        },
        updates: {
          Mutation: {
            markNotifications: ({ markNotifications: marked }, _, cache) => {
              const count = isRecord(marked) ? marked.unreadCount : null
              if (typeof count === 'number') cache.updateQuery({ query: UnreadCountDocument }, () => ({ unreadCount: count }))
            },
          },
        },
      }),
      handover.exchange,
      // While a page is rendered on the server, what was not handed over stays unanswered: it is read in the browser.
      ...(isBrowser ? [fetchExchange] : []),
    ],
  })
  return { client, handOver: handover.put, isUnclaimed: handover.has, refetchActive: () => active.refetch(client) }
}

export type Connection = ReturnType<typeof createClient>

export function codeOf(error: CombinedError | undefined) {
  const code = error?.graphQLErrors[0]?.extensions.code
  return typeof code === 'string' ? code : null
}

function signInAgain(error: CombinedError) {
  if (typeof window === 'undefined' || codeOf(error) !== 'UNAUTHENTICATED') return
  const { pathname, search } = window.location
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
