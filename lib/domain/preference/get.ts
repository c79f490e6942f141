import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { NOTIFICATION_REASONS, type NotificationReason } from '#lib/events.ts'

export interface Preference {
  shortcuts: boolean
  mutedReasons: NotificationReason[]
  /** Home shows what finished since; null when it was never marked as seen. */
  homeSeenAt: Date | null
}

/** What the caller chose, or what holds for whoever chose nothing. */
export async function preferenceOf(caller: Caller): Promise<Preference> {
  const row = await db().preference.findUnique({ where: { actorId: caller.actorId } })
  return {
    shortcuts: row?.shortcuts ?? true,
    mutedReasons: reasonsIn(row?.mutedReasons ?? ''),
    homeSeenAt: row?.homeSeenAt ?? null,
  }
}

/** The reasons that a stored text names, in the order of their table; names that are no reasons any more are left out. */
function reasonsIn(stored: string): NotificationReason[] {
  const named = new Set(stored.split(' '))
  return (Object.keys(NOTIFICATION_REASONS) as NotificationReason[]).filter((reason) => named.has(reason))
}
