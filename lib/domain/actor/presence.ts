import { lastSeen, lastUsed } from '#lib/auth/presence.ts'

const ONLINE_MS = 2 * 60_000
const LATE_MS = 15 * 60_000

/** How long ago an actor last called, from this process's memory or, when that is newer, from its row. */
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
  if (ms <= ONLINE_MS) return 'ONLINE' as const
  return ms <= LATE_MS ? ('LATE' as const) : ('OFFLINE' as const)
}
