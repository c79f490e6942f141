import type { Caller } from '#lib/auth/caller.ts'
import { DomainError } from '#lib/errors.ts'
import { LIMITS } from '../limits.ts'
import type { Field } from './next-scope.ts'
import type { Wish } from './next-wish.ts'
import { lieDown, type Sleeper } from './waking.ts'

const REST_MS = 1_000

const waits = new Map<string, number>()
let places = 0

const credentialOf = ({ via, credentialId, actorId }: Caller) => `${via} ${credentialId ?? actorId}`

/** Whether this credential has fewer calls waiting than it may. */
export const mayWait = (caller: Caller) => (waits.get(credentialOf(caller)) ?? 0) < LIMITS.waitsPerCredential

/**
 * Yields whenever something may fit. Ends after `ms`, at once for a credential with too many waits,
 * or when `ended` aborts.
 * @throws the reason of `ended` when it is a DomainError
 */
export async function* waitForWork(caller: Caller, wish: Wish, fields: readonly Field[], ms: number, ended?: AbortSignal) {
  if (!mayWait(caller)) return
  const until = performance.now() + ms
  const { actorId: _, ...shape } = wish
  const projects = new Set(fields.map(({ id }) => id))
  const sleeper: Sleeper = { place: places++, wish, shape: JSON.stringify(shape), projects, restsUntil: 0, wake: null }
  const forget = count(credentialOf(caller))
  const getUp = lieDown(sleeper, fields)
  try {
    while (await isWoken(sleeper, until - performance.now(), ended)) {
      yield
      // It is here again, so it was woken in vain: others first.
      sleeper.restsUntil = performance.now() + REST_MS
    }
  } finally {
    getUp()
    forget()
  }
}

function count(credential: string) {
  waits.set(credential, (waits.get(credential) ?? 0) + 1)
  return () => {
    const left = (waits.get(credential) ?? 1) - 1
    if (left > 0) waits.set(credential, left)
    else waits.delete(credential)
  }
}

function isWoken(sleeper: Sleeper, ms: number, ended: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const finish = (isWoken: boolean) => {
      clearTimeout(timer)
      ended?.removeEventListener('abort', end)
      sleeper.wake = null
      if (ended?.reason instanceof DomainError) reject(ended.reason)
      else resolve(isWoken && !ended?.aborted)
    }
    const end = () => finish(false)
    const timer = setTimeout(end, Math.max(0, ms))
    ended?.addEventListener('abort', end)
    sleeper.wake = () => finish(true)
    if (ended?.aborted) end()
  })
}
