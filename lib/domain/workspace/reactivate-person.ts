import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { amongAdmins, findPerson } from './locate.ts'
import { requireInWorkspace } from './policy.ts'

const schema = z.object({ person: ref, idempotencyKey })

/** Lets a deactivated person in again, with the password and the memberships they had, and never as an admin. */
export async function reactivatePerson(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, person: who } = parse(schema, input)
  requireInWorkspace('MANAGE_PEOPLE', caller)
  const { id } = await findPerson(who)
  return write(caller, { name: 'reactivatePerson', input: { person: id }, idempotencyKey: key, gate: [] }, async (w) => {
    await amongAdmins(w, caller)
    const person = await findPerson(id, w.tx)
    if (!person.retiredAt) return { person: id }
    await w.tx.actor.update({ where: { id }, data: { retiredAt: null, updatedAt: w.now } })
    w.event({ action: 'PERSON_REACTIVATED', projectId: null, subjectId: id, data: { handle: person.handle } })
    w.wakes(AUTH_TOPIC)
    return { person: id }
  })
}
