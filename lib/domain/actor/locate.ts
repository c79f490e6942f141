import type { Caller } from '#lib/auth/caller.ts'
import { db, type Tx } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { requireManageActor } from './policy.ts'

/** The agent behind an id or handle. Throws NotFoundError. */
export async function findAgent(ref: string, tx: Pick<Tx, 'actor'> = db()) {
  const actor = await tx.actor.findFirst({ where: ref.startsWith('act_') ? { id: ref } : { handle: ref.toLowerCase() } })
  if (!actor || actor.kind !== 'AGENT') throw new NotFoundError('agent', ref)
  return actor
}

/** The same, which the caller may manage. Throws NotFoundError or ForbiddenError with the rule. */
export async function locateAgent(caller: Caller, ref: string, tx: Pick<Tx, 'actor'> = db()) {
  const actor = await findAgent(ref, tx)
  requireManageActor(caller, actor)
  return actor
}
