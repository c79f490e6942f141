import { transaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'

const STORE_EVERY_MS = 60_000

const seen = new Map<string, Date>()
const used = new Map<string, Date>()
const unsaved = { actors: new Set<string>(), tokens: new Set<string>(), sessions: new Set<string>() }

/** Notes a call of an actor, and of the token or session it came with, in memory. */
export function touch(actorId: string, credential: { via: 'token' | 'session'; id: string } | null = null, at = new Date()) {
  seen.set(actorId, at)
  unsaved.actors.add(actorId)
  if (!credential) return
  used.set(credential.id, at)
  unsaved[credential.via === 'token' ? 'tokens' : 'sessions'].add(credential.id)
}

/** When this process last heard of the actor; what the database knows may be newer when there are several processes. */
export const lastSeen = (actorId: string) => seen.get(actorId) ?? null

/** When a token or session last came to this process. */
export const lastUsed = (id: string) => used.get(id) ?? null

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
  const sessions = timesOf(unsaved.sessions, used)
  for (const ids of Object.values(unsaved)) ids.clear()
  if (actors.length + tokens.length + sessions.length === 0) return
  try {
    await transaction([], async (tx) => {
      for (const { id, at } of actors) await tx.actor.updateMany({ where: { id }, data: { lastSeenAt: at } })
      for (const { id, at } of tokens) await tx.token.updateMany({ where: { id }, data: { lastUsedAt: at } })
      // The library sets it when a session begins, and with fixed lifetimes never again.
      for (const { id, at } of sessions) if (at) await tx.session.updateMany({ where: { id }, data: { updatedAt: at } })
    })
  } catch (error) {
    // Presence is worth less than the server: the next call of each actor notes it again.
    log.warn({ err: error }, 'presence was not stored')
  }
}

/** In the order of their ids, so that two processes that store at once do not lock each other out. */
const timesOf = (ids: Set<string>, times: Map<string, Date>) =>
  [...ids].sort().flatMap((id) => (times.has(id) ? [{ id, at: times.get(id) }] : []))
