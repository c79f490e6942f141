import { transaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'

const STORE_EVERY_MS = 60_000

const seen = new Map<string, Date>()
const used = new Map<string, Date>()
const unsaved = { actors: new Set<string>(), tokens: new Set<string>() }

/** Notes a call of an actor, and of the token it came with, in memory. */
export function touch(actorId: string, tokenId: string | null = null, at = new Date()) {
  seen.set(actorId, at)
  unsaved.actors.add(actorId)
  if (!tokenId) return
  used.set(tokenId, at)
  unsaved.tokens.add(tokenId)
}

/** When this process last heard of the actor; what the database knows may be newer when there are several processes. */
export const lastSeen = (actorId: string) => seen.get(actorId) ?? null

/** When a token last came to this process. */
export const lastUsed = (tokenId: string) => used.get(tokenId) ?? null

/** Stores presence and last use once a minute. Answers the function that stops it, after storing once more. */
export function keepPresence() {
  const timer = setInterval(() => void storePresence(), STORE_EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await storePresence()
  }
}

export async function storePresence() {
  const actors = timesOf(unsaved.actors, seen)
  const tokens = timesOf(unsaved.tokens, used)
  unsaved.actors.clear()
  unsaved.tokens.clear()
  if (actors.length + tokens.length === 0) return
  try {
    await transaction([], async (tx) => {
      for (const { id, at } of actors) await tx.actor.updateMany({ where: { id }, data: { lastSeenAt: at } })
      for (const { id, at } of tokens) await tx.token.updateMany({ where: { id }, data: { lastUsedAt: at } })
    })
  } catch (error) {
    // Presence is worth less than the server: the next call of each actor notes it again.
    log.warn({ err: error }, 'presence was not stored')
  }
}

/** In the order of their ids, so that two processes that store at once do not lock each other out. */
const timesOf = (ids: Set<string>, times: Map<string, Date>) =>
  [...ids].sort().flatMap((id) => (times.has(id) ? [{ id, at: times.get(id) }] : []))
