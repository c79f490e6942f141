import { lastSeen } from '#lib/auth/presence.ts'

const ONLINE_MS = 2 * 60_000
const LATE_MS = 15 * 60_000

/** How long ago an actor last called, from this process's memory or, when that is newer, from its row. */
export function presenceOf(actor: { id: string; lastSeenAt: Date | null }, now = Date.now()) {
  const times = [lastSeen(actor.id), actor.lastSeenAt].filter((time) => time !== null).sort((a, b) => b.getTime() - a.getTime())
  const lastSeenAt = times[0] ?? null
  return { lastSeenAt, presence: lastSeenAt === null ? ('UNKNOWN' as const) : presenceAfter(now - lastSeenAt.getTime()) }
}

function presenceAfter(ms: number) {
  if (ms <= ONLINE_MS) return 'ONLINE' as const
  return ms <= LATE_MS ? ('LATE' as const) : ('OFFLINE' as const)
}
