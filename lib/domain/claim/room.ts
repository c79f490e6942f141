import { dialect } from '#lib/db.ts'
import type { Write } from '#lib/write.ts'
import { WipLimitError } from './errors.ts'

/** Throws WipLimitError when the caller holds as many tasks as its limit allows, in whatever projects they are. */
export async function requireRoom(w: Write) {
  const { actorId: id } = w.caller
  const actor = await w.tx.actor.findUnique({ where: { id }, select: { wipLimit: true } })
  if (!actor || actor.wipLimit === null) return
  await claimAlone(w)
  const held = await w.tx.claim.findMany({
    where: { holderId: id, endedAt: null, expiresAt: { gt: w.now } },
    orderBy: { leasedAt: 'asc' },
    select: { task: { select: { key: true } } },
  })
  const keys = held.map(({ task }) => task.key)
  if (keys.length >= actor.wipLimit) throw new WipLimitError(actor.wipLimit, keys)
}

/**
 * An actor's claims in several projects pass different gates on PostgreSQL and would not see each other: until the end of the
 * write, the caller claims nothing else. The lock is taken after the gate and before rows of actors, by whom it is never awaited.
 */
export async function claimAlone(w: Write) {
  if (dialect() === 'postgres') await w.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${w.caller.actorId}, 0))`
}
