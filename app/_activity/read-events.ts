import { stringifyDocument } from '@urql/core'
import type { ResultOf } from '#app/_graphql/graphql.ts'
import type { EventFilter } from './address.ts'
import { ActivityDocument, WorkspaceActivityDocument, type EventPage } from './documents.ts'

export interface PageAsked {
  /** A project's key; null for the workspace. */
  project: string | null
  filter: EventFilter
  first: number
  after?: string | null
  signal?: AbortSignal
}

interface Answer {
  data?: ResultOf<typeof ActivityDocument> | ResultOf<typeof WorkspaceActivityDocument> | null
  errors?: { message: string; extensions?: { code?: string; retryAfterMs?: number; requestId?: string } }[]
}

export class ReadError extends Error {
  requestId: string | null
  /** When it may be asked again, where the server said so. */
  retryAfterMs: number | null
  constructor(
    message: string,
    { requestId = null, retryAfterMs = null }: { requestId?: string | null; retryAfterMs?: number | null } = {},
  ) {
    super(message)
    this.requestId = requestId
    this.retryAfterMs = retryAfterMs
  }
}

/** One page of a log. It passes the cache by: what happened does not change, and a log of 100,000 events need not stay in memory twice. */
export async function readEvents({ project, filter, first, after = null, signal }: PageAsked): Promise<EventPage> {
  const query = stringifyDocument(project === null ? WorkspaceActivityDocument : ActivityDocument)
  const variables = { ...(project !== null && { project }), filter, first, after }
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  })
  const { data, errors } = (await response.json()) as Answer
  const [error] = errors ?? []
  if (error) throw new ReadError(error.message, error.extensions)
  const page = data && ('project' in data ? data.project?.events : 'workspaceEvents' in data ? data.workspaceEvents : null)
  if (!page) throw new ReadError('You can no longer see this log.')
  return page
}
