import type { Caller } from '#lib/auth/caller.ts'
import { stillValid } from '#lib/auth/from-request.ts'
import { UnauthenticatedError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { AUTH_TOPIC, subscribe } from '#lib/pubsub.ts'

const EVERY_MS = 60_000

/** Who has an open stream, by credential, and what to do when that is good no more. */
const watched = new Map<string, { caller: Caller; revoked: Set<() => void> }>()
let stopWatching: (() => void) | null = null

/** Calls back once when the caller would not be let in any more: asked again on every revocation and each minute. */
export function onRevoked(caller: Caller, revoked: () => void): () => void {
  const key = `${caller.via} ${caller.credentialId}`
  const entry = watched.get(key) ?? { caller, revoked: new Set() }
  watched.set(key, entry)
  entry.revoked.add(revoked)
  stopWatching ??= watch()
  return () => {
    entry.revoked.delete(revoked)
    if (entry.revoked.size === 0 && watched.get(key) === entry) watched.delete(key)
    if (watched.size === 0) {
      stopWatching?.()
      stopWatching = null
    }
  }
}

function watch() {
  const timer = setInterval(() => void checkAll(), EVERY_MS)
  timer.unref()
  const unsubscribe = subscribe(AUTH_TOPIC, () => void checkAll())
  return () => {
    clearInterval(timer)
    unsubscribe()
  }
}

async function checkAll() {
  await Promise.all(
    [...watched.values()].map(async ({ caller, revoked }) => {
      try {
        if (await stillValid(caller)) return
        for (const callback of [...revoked]) callback()
      } catch (error) {
        // The database is away: the streams stay until the next check.
        log.warn({ err: error }, 'an open stream could not be checked')
      }
    }),
  )
}

/** The same stream; when its caller is revoked, an error takes the place of the next payload and the stream ends. */
export function whileValid<T>(caller: Caller, stream: AsyncIterable<T>): AsyncIterableIterator<T | UnauthenticatedError> {
  const inner = stream[Symbol.asyncIterator]()
  let isOver = false
  let isRevoked = false
  let waiting: ((result: IteratorResult<T | UnauthenticatedError>) => void) | null = null
  const done = { value: undefined, done: true } as const

  const stop = onRevoked(caller, () => {
    isRevoked = true
    if (waiting) waiting(end())
  })
  function end(): IteratorResult<T | UnauthenticatedError> {
    const value = isRevoked && !isOver ? new UnauthenticatedError('The session or token has ended.') : null
    isOver = true
    stop()
    void inner.return?.()
    return value ? { value, done: false } : done
  }
  return {
    next() {
      if (isOver) return Promise.resolve(done)
      if (isRevoked) return Promise.resolve(end())
      return new Promise((resolve, reject) => {
        waiting = resolve
        const give = (result: IteratorResult<T>) => {
          if (result.done) stop()
          resolve(result)
        }
        const fail = (error: unknown) => {
          stop()
          reject(error)
        }
        inner.next().then(give, fail)
      })
    },
    return() {
      isRevoked = false
      const last = end()
      waiting?.(last)
      return Promise.resolve(done)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
