import type { Caller } from '#lib/auth/caller.ts'
import { db, type Tx } from '#lib/db.ts'
import { ForbiddenError, NotFoundError } from '#lib/errors.ts'
import type { Write } from '#lib/write.ts'
import type { ActorRow } from '../actor/queries.ts'
import { LastAdminError } from './errors.ts'
import { WORKSPACE_ACTS } from './policy.ts'

/** The person behind an id or handle. Throws NotFoundError. */
export async function findPerson(ref: string, tx: Pick<Tx, 'actor'> = db()): Promise<ActorRow> {
  const text = ref.replace(/^@/, '')
  const actor = await tx.actor.findFirst({ where: text.startsWith('act_') ? { id: text } : { handle: text.toLowerCase() } })
  if (!actor || actor.kind !== 'PERSON') throw new NotFoundError('person', ref)
  return actor
}

/**
 * One after the other for everything that decides who is an admin, also behind gates of projects: locks the workspace's row, and asks
 * again whether the caller is an admin now.
 */
export async function amongAdmins(w: Write, caller: Caller) {
  await w.tx.workspace.update({ where: { id: 1 }, data: { seq: { increment: 0 } }, select: { id: true } })
  if (caller.via === 'command' || caller.via === 'system') return
  const self = await w.tx.actor.findUnique({ where: { id: caller.actorId } })
  if (!self?.isAdmin || self.retiredAt) throw new ForbiddenError(WORKSPACE_ACTS.MANAGE_PEOPLE.rule)
}

/** Throws LastAdminError when the person is the only admin. */
export async function refuseLastAdmin(w: Write, person: ActorRow) {
  const others = await w.tx.actor.count({ where: { kind: 'PERSON', isAdmin: true, retiredAt: null, id: { not: person.id } } })
  if (person.isAdmin && others === 0) throw new LastAdminError(person.handle)
}
