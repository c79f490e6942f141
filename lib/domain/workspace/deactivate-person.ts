import { z } from 'zod'
import { dropAccess } from '#lib/auth/accounts.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { db, type Tx } from '#lib/db.ts'
import { ForbiddenError, UnavailableError } from '#lib/errors.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { OPEN_STATUSES } from '../task/status.ts'
import { withdraw } from '../task/unassign.ts'
import { amongAdmins, findPerson, refuseLastAdmin } from './locate.ts'
import { requireInWorkspace } from './policy.ts'

const schema = z.object({ person: ref, idempotencyKey })

/**
 * Shuts a person out: sessions and claims end and open tasks are unassigned in the same write, as when a member is removed.
 * Memberships stay for the day on which they are let in again.
 */
export async function deactivatePerson(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, person: who } = parse(schema, input)
  requireInWorkspace('MANAGE_PEOPLE', caller)
  const { id } = await findPerson(who)
  if (id === caller.actorId) throw new ForbiddenError('another admin deactivates you')
  const gate = await placesOf(id)
  return write(caller, { name: 'deactivatePerson', input: { person: id }, idempotencyKey: key, gate }, async (w) => {
    await amongAdmins(w, caller)
    const person = await findPerson(id, w.tx)
    if (person.retiredAt) return { person: id, released: [] }
    await refuseLastAdmin(w, person)
    if ((await placesOf(id, w.tx)).some((projectId) => !gate.includes(projectId))) throw new UnavailableError()
    const released: string[] = []
    for (const projectId of gate) released.push(...(await withdraw(w, projectId, id, `${person.handle} was deactivated.`)))
    await w.tx.actor.update({ where: { id }, data: { retiredAt: w.now, isAdmin: false, updatedAt: w.now } })
    if (person.userId) await dropAccess(w.tx, person.userId)
    w.event({ action: 'PERSON_DEACTIVATED', projectId: null, subjectId: id, data: { handle: person.handle, wasAdmin: person.isAdmin } })
    w.wakes(AUTH_TOPIC)
    return { person: id, released }
  })
}

/** Where they have something to lose: an admin works in projects without being a member. One that is joined between this look and the gate is refused for a moment. */
async function placesOf(actorId: string, tx: Pick<Tx, 'member' | 'claim' | 'task'> = db()) {
  const select = { projectId: true }
  const [members, claims, tasks] = [
    await tx.member.findMany({ where: { actorId }, select }),
    await tx.claim.findMany({ where: { holderId: actorId, endedAt: null }, select, distinct: ['projectId'] }),
    await tx.task.findMany({ where: { assigneeId: actorId, status: { in: [...OPEN_STATUSES] } }, select, distinct: ['projectId'] }),
  ]
  return [...new Set([...members, ...claims, ...tasks].map(({ projectId }) => projectId))]
}
