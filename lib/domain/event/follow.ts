import { InvalidInputError } from '#lib/errors.ts'
import { AUTH_TOPIC, subscribe } from '#lib/pubsub.ts'
import { Feed } from './feed.ts'

/** The cursor was ahead of the stream or too far behind it: read everything again and go on from `seq`. */
export interface Resync {
  seq: number
  reason: string
}

export interface Following<Row> {
  topic: string
  head(): Promise<number>
  read(after: number, take: number): Promise<Row[]>
  /** Whether the caller may still watch; asked before each row and whenever memberships change. The stream ends when not. */
  isAllowed(): Promise<boolean>
  fits?(row: Row): boolean
}

const FURTHEST_BEHIND = 10_000

/** The rows of a stream after a number (without one: from now on), for ever. Ends at once when it is returned. */
export function follow<Row extends { seq: number }>(
  open: () => Promise<Following<Row>>,
  after?: number | null,
): AsyncIterableIterator<Row | Resync> {
  const ended = new AbortController()
  const rows = generate(open, after ?? null, ended.signal)
  return {
    next: () => rows.next(),
    // A generator that waits would only see `return` after its next row.
    return: () => {
      ended.abort()
      return rows.return(undefined)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

async function* generate<Row extends { seq: number }>(open: () => Promise<Following<Row>>, after: number | null, ended: AbortSignal) {
  if (after !== null && (!Number.isInteger(after) || after < 0))
    throw new InvalidInputError([{ field: 'after', message: 'must be 0 or more' }])
  const following = await open()
  const feed = enter(following)
  try {
    await feed.ready
    let cursor = after ?? feed.head
    const reason = resyncReason(cursor, feed.head)
    if (reason !== null) {
      cursor = feed.head
      yield { seq: cursor, reason } satisfies Resync
    }
    while (!ended.aborted) {
      for (const row of await feed.after(cursor)) {
        if (ended.aborted || !(await following.isAllowed())) return
        cursor = row.seq
        if (following.fits?.(row) ?? true) yield row
      }
      if (cursor < feed.head) continue
      await moveOrEnd(feed, ended)
      if (!(await following.isAllowed())) return
    }
  } finally {
    leave(following.topic)
  }
}

function resyncReason(cursor: number, head: number): string | null {
  if (cursor > head) return `${cursor} is ahead of the stream, whose last number is ${head}`
  return head - cursor > FURTHEST_BEHIND ? `more than ${FURTHEST_BEHIND} have come since ${cursor}` : null
}

/** Until the stream moves, memberships may have changed, or nobody listens any more. */
async function moveOrEnd(feed: Pick<Feed<{ seq: number }>, 'onMove'>, ended: AbortSignal) {
  if (ended.aborted) return
  const forget: (() => void)[] = []
  await new Promise<void>((resolve) => {
    const go = () => resolve()
    forget.push(feed.onMove(go), subscribe(AUTH_TOPIC, go), () => ended.removeEventListener('abort', go))
    ended.addEventListener('abort', go)
  })
  for (const each of forget) each()
}

const feeds = new Map<string, { feed: unknown; watchers: number }>()

/** The process's one feed of a topic. */
function enter<Row extends { seq: number }>(following: Following<Row>): Feed<Row> {
  const entry = feeds.get(following.topic) ?? { feed: new Feed<Row>(following), watchers: 0 }
  feeds.set(following.topic, entry)
  entry.watchers++
  // A topic has one kind of rows.
  return entry.feed as Feed<Row>
}

function leave(topic: string) {
  const entry = feeds.get(topic)
  if (!entry || --entry.watchers > 0) return
  feeds.delete(topic)
  ;(entry.feed as Feed<{ seq: number }>).close()
}
