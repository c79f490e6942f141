import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Tx } from '#lib/db.ts'
import { InvalidInputError, NotFoundError } from '#lib/errors.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import type { ProjectRow } from '../task/types.ts'
import { LastOwnerError } from './errors.ts'
import { inProject } from './locate.ts'

const schema = z.object({ project: ref, actor: ref, role: z.enum(['OWNER', 'MEMBER', 'VIEWER']), idempotencyKey })

/** Adds a member or changes a member's role. */
export async function setMember(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return inProject(caller, { name: 'setMember', input: parsed, right: 'MANAGE_MEMBERS' }, async (w, project) => {
    const actor = await actorByRef(w.tx, parsed.actor)
    if (actor.retiredAt) throw new InvalidInputError([{ field: 'actor', message: `"${actor.handle}" is retired` }])
    const id = { projectId: project.id, actorId: actor.id }
    const present = await w.tx.member.findUnique({ where: { projectId_actorId: id } })
    if (present?.role === parsed.role) return { project: project.id, actor: actor.id }
    if (present?.role === 'OWNER') await refuseLastOwner(w.tx, project)
    const { role } = parsed
    await w.tx.member.upsert({ where: { projectId_actorId: id }, create: { ...id, role, createdAt: w.now }, update: { role } })
    w.event({
      action: present ? 'MEMBER_CHANGED' : 'MEMBER_ADDED',
      projectId: project.id,
      subjectId: actor.id,
      changes: [{ field: 'role', old: present?.role ?? null, new: role }],
    })
    w.wakes(AUTH_TOPIC)
    return { project: project.id, actor: actor.id }
  })
}

export async function actorByRef(tx: Pick<Tx, 'actor'>, actorRef: string) {
  const actor = await tx.actor.findFirst({ where: actorRef.startsWith('act_') ? { id: actorRef } : { handle: actorRef.toLowerCase() } })
  if (!actor) throw new NotFoundError('actor', actorRef)
  return actor
}

export async function refuseLastOwner(tx: Tx, project: ProjectRow) {
  if ((await tx.member.count({ where: { projectId: project.id, role: 'OWNER' } })) <= 1) throw new LastOwnerError(project.key)
}
