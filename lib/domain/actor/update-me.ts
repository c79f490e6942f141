import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { ForbiddenError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { requireScope } from '../access.ts'
import { idempotencyKey, label, parse } from '../input.ts'
import { LIMITS } from '../limits.ts'

const schema = z.object({ name: label(LIMITS.actorName), idempotencyKey })

/** Changes the name by which the caller, a person, is shown. The handle stays, because it stands in what was written. */
export async function updateMe(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, name } = parse(schema, input)
  requireScope(caller, 'WORK')
  if (caller.kind !== 'PERSON') throw new ForbiddenError('only people; an agent is changed with updateAgent')
  const { actorId } = caller
  return write(caller, { name: 'updateMe', input: { name }, idempotencyKey: key, gate: [] }, async ({ tx, now, event }) => {
    const { name: old } = await tx.actor.findUniqueOrThrow({ where: { id: actorId }, select: { name: true } })
    if (old === name) return {}
    await tx.actor.update({ where: { id: actorId }, data: { name, updatedAt: now }, select: { id: true } })
    event({ action: 'PERSON_UPDATED', projectId: null, subjectId: actorId, changes: [{ field: 'name', old, new: name }] })
    return {}
  })
}
