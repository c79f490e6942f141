import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { AlreadyExistsError, ForbiddenError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { write } from '#lib/write.ts'
import { requireScope } from '../access.ts'
import { idempotencyKey, label, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { demandInProject, locateProject } from '../project/locate.ts'
import { capabilities } from '../task/fields.ts'
import { handle } from './handle.ts'

const schema = z.object({
  handle,
  name: label(LIMITS.actorName),
  agentType: label(LIMITS.capability, 0).nullish(),
  capabilities: capabilities.nullish(),
  project: ref.nullish(),
  role: z.enum(['OWNER', 'MEMBER', 'VIEWER']).nullish(),
  idempotencyKey,
})

/** Registers an agent that the calling person owns, and makes it a member of `project` when one is named. */
export async function createAgent(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, ...fields } = parse(schema, input)
  requireScope(caller, 'MANAGE')
  if (caller.kind === 'AGENT' && !caller.isAdmin) throw new ForbiddenError('only a person or an admin creates agents')
  const project = fields.project ? await locateProject(caller, fields.project) : null
  return write(caller, { name: 'createAgent', input: fields, idempotencyKey: key, gate: project ? [project.id] : [] }, async (w) => {
    if (project) await demandInProject(caller, w.tx, project, 'MANAGE_MEMBERS')
    if (await w.tx.actor.findUnique({ where: { handle: fields.handle } })) throw new AlreadyExistsError('handle', fields.handle)
    const id = newId('act')
    const times = { createdAt: w.now, updatedAt: w.now }
    const ownerId = caller.via === 'command' || caller.via === 'system' ? null : caller.actorId
    await w.tx.actor.create({
      data: { id, kind: 'AGENT', handle: fields.handle, name: fields.name, agentType: fields.agentType || null, ownerId, ...times },
    })
    const rows = (fields.capabilities ?? []).map((capability) => ({ actorId: id, capability }))
    if (rows.length) await w.tx.actorCapability.createMany({ data: rows })
    w.event({ action: 'AGENT_CREATED', projectId: null, subjectId: id, data: { handle: fields.handle } })
    if (project) {
      const role = fields.role ?? 'MEMBER'
      await w.tx.member.create({ data: { projectId: project.id, actorId: id, role, createdAt: w.now } })
      w.event({ action: 'MEMBER_ADDED', projectId: project.id, subjectId: id, changes: [{ field: 'role', old: null, new: role }] })
    }
    w.wakes(AUTH_TOPIC)
    return { agent: id }
  })
}
