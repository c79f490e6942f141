import { db, now, transaction } from '#lib/db.ts'

/** An hour longer than write() looks at a key. */
const KEPT_MS = 25 * 3600_000
const HOUR_MS = 3600_000

/** Deletes idempotency keys that are good no more, in portions, so that writes pass between them. Answers when to look again. */
export async function sweepKeys(signal?: AbortSignal, portion = 1000): Promise<number> {
  while (!signal?.aborted) {
    const old = { createdAt: { lt: new Date((await now(db())).getTime() - KEPT_MS) } }
    const rows = await db().idempotencyKey.findMany({
      where: old,
      orderBy: { createdAt: 'asc' },
      take: portion,
      select: { createdAt: true },
    })
    const last = rows.at(-1)
    if (!last) break
    await transaction([], (tx) => tx.idempotencyKey.deleteMany({ where: { createdAt: { lte: last.createdAt } } }))
  }
  return HOUR_MS
}
