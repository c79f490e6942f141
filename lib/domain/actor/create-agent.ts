import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { AlreadyExistsError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, label, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { demandInProject, locateProject } from '../project/locate.ts'
import { agentFields } from './agent-fields.ts'
import { handle } from './handle.ts'
import { insertAgent, joinProject } from './insert-agent.ts'
import { requireCreateAgents } from './policy.ts'

const schema = z.object({
  handle,
  name: label(LIMITS.actorName),
  ...agentFields,
  project: ref.nullish(),
  role: z.enum(['OWNER', 'MEMBER', 'VIEWER']).nullish(),
  idempotencyKey,
})

/** Makes a new agent that the calling person owns, and a member of `project` when one is named. */
export async function createAgent(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, ...fields } = parse(schema, input)
  requireCreateAgents(caller)
  const project = fields.project ? await locateProject(caller, fields.project) : null
  return write(caller, { name: 'createAgent', input: fields, idempotencyKey: key, gate: project ? [project.id] : [] }, async (w) => {
    if (project) await demandInProject(caller, w.tx, project, 'MANAGE_MEMBERS')
    if (await w.tx.actor.findUnique({ where: { handle: fields.handle } })) throw new AlreadyExistsError('handle', fields.handle)
    const id = await insertAgent(w, fields)
    if (project) await joinProject(w, project.id, id, fields.role ?? 'MEMBER')
    return { agent: id }
  })
}
