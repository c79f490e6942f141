import { db, now, transaction } from '#lib/db.ts'

const KEPT_MS = 30 * 24 * 3600_000
const AT_ONCE = 500
const EVERY_MS = 3600_000

/** Drops what was delivered or given up more than 30 days ago from the logs, and old secrets that are good no more. */
export async function sweepDeliveries(signal?: AbortSignal): Promise<number> {
  const time = await now(db())
  const before = new Date(time.getTime() - KEPT_MS)
  while (!signal?.aborted) {
    const old = await db().webhookDelivery.findMany({
      where: { state: { not: 'PENDING' }, createdAt: { lt: before } },
      select: { id: true },
      take: AT_ONCE,
    })
    if (old.length === 0) break
    await transaction([], (tx) => tx.webhookDelivery.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } }))
  }
  const ended = { earlierUntil: { lt: time } }
  if (await db().webhook.count({ where: ended }))
    await transaction([], (tx) => tx.webhook.updateMany({ where: ended, data: { earlierSecret: null, earlierUntil: null } }))
  return EVERY_MS
}
