import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'

export type WatchLevel = 'FOLLOWING' | 'MUTED' | 'DEFAULT'

/** How the caller watches each task; those not named are watched by DEFAULT. */
export async function watchLevelsOf(caller: Caller, taskIds: readonly string[]): Promise<Map<string, WatchLevel>> {
  const rows = await db().watcher.findMany({ where: { actorId: caller.actorId, taskId: { in: [...taskIds] } } })
  return new Map(rows.map((row) => [row.taskId, row.level]))
}
