import { Client, fetchExchange, mapExchange, type CombinedError, type Exchange } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { filter, pipe } from 'wonka'
import { activeQueries } from './active-queries.ts'
import { handedOver } from './handed-over.ts'
import { UnreadCountDocument } from './live-documents.ts'
import { possibleTypes } from './possible-types.ts'

const UNKEYED = [
  'BlockedTask',
  'BlockedTime',
  'Bottleneck',
  'Brief',
  'Change',
  'CoordinatedTask',
  'Criterion',
  'CriticalPath',
  'Database',
  'Diagnosis',
  'DurationMetrics',
  'DurationStep',
  'Fault',
  'FieldConflict',
  'FieldIssue',
  'FinishedBlocker',
  'Flow',
  'FlowDay',
  'GraphEdge',
  'GraphGroup',
  'Hold',
  'ImportColumn',
  'ImportCount',
  'ImportField',
  'ImportFinding',
  'ImportPart',
  'ImportReport',
  'ImportRow',
  'InboxCounts',
  'Installation',
  'InstallationCounts',
  'Job',
  'LackingCapabilities',
  'LeftTask',
  'Member',
  'Metrics',
  'Migration',
  'NextCall',
  'NextLease',
  'Omission',
  'Person',
  'Plugin',
  'PluginArgument',
  'PluginColumn',
  'PluginColumnOpening',
  'PluginCommand',
  'PluginLag',
  'PluginSchedule',
  'PluginScheduleFault',
  'PluginTable',
  'PreviewedTask',
  'ProjectExplanation',
  'ProjectPlugin',
  'SearchHit',
  'Standing',
  'TagCount',
  'TaskCounts',
  'TaskExplanation',
  'TaskGraph',
  'TaskGroup',
  'TaskOutcome',
  'TaskReason',
  'TaskSlack',
  'TemplateDraft',
  'TemplateFault',
  'TemplatePreview',
  'TemplateVariable',
  'Throughput',
  'WorkGate',
  'WorkPackage',
  'WorkReason',
  'Workload',
  'Writing',
]

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
        logger: warn,
        keys: {
          ...Object.fromEntries(UNKEYED.map((name) => [name, () => null])),
          // There is one: the viewer's own.
          Preference: () => 'own',
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
      isBrowser ? fetchExchange : unanswered,
    ],
  })
  return { client, handOver: handover.put, isUnclaimed: handover.has, refetchActive: () => active.refetch(client) }
}

/** Without a whole schema the cache tries every fragment of a union and warns of the fields that the others would have had. */
function warn(severity: 'debug' | 'error' | 'warn', message: string) {
  if (severity !== 'debug' && !message.startsWith('Invalid undefined')) console[severity](message)
}

/** While a page is rendered on the server, what was not handed over is left to the browser. */
const unanswered: Exchange = () => (operations) => pipe(operations, filter(isNothing))
const isNothing = (_: unknown): _ is never => false

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
