import { transaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'

const STORE_EVERY_MS = 60_000

const seen = new Map<string, Date>()
const unsaved = { actors: new Set<string>(), tokens: new Map<string, Date>() }

/** Notes a call of an actor, and of the token it came with, in memory. */
export function touch(actorId: string, tokenId: string | null = null, at = new Date()) {
  seen.set(actorId, at)
  unsaved.actors.add(actorId)
  if (tokenId) unsaved.tokens.set(tokenId, at)
}

/** When this process last heard of the actor; what the database knows may be newer when there are several processes. */
export const lastSeen = (actorId: string) => seen.get(actorId) ?? null

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
  const actors = [...unsaved.actors].sort().flatMap((id) => (seen.has(id) ? [{ id, at: seen.get(id) }] : []))
  const tokens = [...unsaved.tokens].sort(([a], [b]) => (a < b ? -1 : 1))
  unsaved.actors.clear()
  unsaved.tokens.clear()
  if (actors.length + tokens.length === 0) return
  try {
    await transaction([], async (tx) => {
      for (const { id, at } of actors) await tx.actor.updateMany({ where: { id }, data: { lastSeenAt: at } })
      for (const [id, at] of tokens) await tx.token.updateMany({ where: { id }, data: { lastUsedAt: at } })
    })
  } catch (error) {
    // Presence is worth less than the server: the next call of each actor notes it again.
    log.warn({ err: error }, 'presence was not stored')
  }
}
