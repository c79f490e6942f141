import { lastSeen, lastUsed } from '#lib/auth/presence.ts'

/** Longer than the minute after which each node stores what it has heard, so that an agent is online for all of them. */
export const ONLINE_MINUTES = 2
/** As long as a lease unless a claim asks for another. */
export const LATE_MINUTES = 15

/** How long ago an actor last called, from this process's memory or, when that is newer, from its row, where other nodes store it. */
export function presenceOf(actor: { id: string; lastSeenAt: Date | null }, now = Date.now()) {
  const lastSeenAt = later(lastSeen(actor.id), actor.lastSeenAt)
  return { lastSeenAt, presence: lastSeenAt === null ? ('UNKNOWN' as const) : presenceAfter(now - lastSeenAt.getTime()) }
}

/** When a token was last used, from the same two sources. */
export const lastUseOf = (token: { id: string; lastUsedAt: Date | null }) => later(lastUsed(token.id), token.lastUsedAt)

function later(one: Date | null, other: Date | null) {
  if (!one || !other) return one ?? other
  return one > other ? one : other
}

function presenceAfter(ms: number) {
  if (ms <= ONLINE_MINUTES * 60_000) return 'ONLINE' as const
  return ms <= LATE_MINUTES * 60_000 ? ('LATE' as const) : ('OFFLINE' as const)
}
