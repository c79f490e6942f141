import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { NotFoundError } from '#lib/errors.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { withdraw } from '../task/unassign.ts'
import { inProject } from './locate.ts'
import { actorByRef, refuseLastOwner } from './set-member.ts'

const schema = z.object({ project: ref, actor: ref, idempotencyKey })

/** Removes a member; its claims end and its open tasks are unassigned in the same write. */
export async function removeMember(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return inProject(caller, { name: 'removeMember', input: parsed, right: 'MANAGE_MEMBERS' }, async (w, project) => {
    const actor = await actorByRef(w.tx, parsed.actor)
    const id = { projectId: project.id, actorId: actor.id }
    const member = await w.tx.member.findUnique({ where: { projectId_actorId: id } })
    if (!member) throw new NotFoundError('member', parsed.actor)
    if (member.role === 'OWNER') await refuseLastOwner(w.tx, project)
    const released = await withdraw(w, project.id, actor.id, `${actor.handle} is no longer a member.`)
    await w.tx.member.delete({ where: { projectId_actorId: id } })
    w.event({
      action: 'MEMBER_REMOVED',
      projectId: project.id,
      subjectId: actor.id,
      changes: [{ field: 'role', old: member.role, new: null }],
    })
    w.wakes(AUTH_TOPIC)
    return { project: project.id, released }
  })
}
