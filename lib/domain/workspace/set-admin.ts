import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { amongAdmins, findPerson, refuseLastAdmin } from './locate.ts'
import { requireInWorkspace } from './policy.ts'

const schema = z.object({ person: ref, isAdmin: z.boolean(), idempotencyKey })

/** Makes a person an admin, or takes that back; the last one stays. */
export async function setAdmin(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, person: who, isAdmin } = parse(schema, input)
  requireInWorkspace('MANAGE_PEOPLE', caller)
  const { id } = await findPerson(who)
  return write(caller, { name: 'setAdmin', input: { person: id, isAdmin }, idempotencyKey: key, gate: [] }, async (w) => {
    await amongAdmins(w, caller)
    const person = await findPerson(id, w.tx)
    if (person.isAdmin === isAdmin) return { person: id }
    if (person.retiredAt) throw new InvalidInputError([{ field: 'person', message: `"${person.handle}" is deactivated` }])
    if (!isAdmin) await refuseLastAdmin(w, person)
    await w.tx.actor.update({ where: { id }, data: { isAdmin, updatedAt: w.now } })
    const changes = [{ field: 'isAdmin', old: person.isAdmin, new: isAdmin }]
    w.event({ action: 'ADMIN_CHANGED', projectId: null, subjectId: id, changes, data: { handle: person.handle } })
    w.wakes(AUTH_TOPIC)
    return { person: id }
  })
}
