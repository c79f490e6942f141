import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { AlreadyExistsError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, label, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { demandInProject, locateProject } from '../project/locate.ts'
import { agentFields, changeAgent } from './agent-fields.ts'
import { handle } from './handle.ts'
import { insertAgent, joinProject } from './insert-agent.ts'
import { isSelf, mayManageActor, requireChangeActor, requireCreateAgents } from './policy.ts'

const schema = z.object({
  handle,
  name: label(LIMITS.actorName).nullish(),
  ...agentFields,
  project: ref.nullish(),
  role: z.enum(['OWNER', 'MEMBER', 'VIEWER']).nullish(),
  idempotencyKey,
})

/**
 * Makes an agent known, as often as one likes: a handle that is free becomes a new agent of the caller's; one of the caller's own
 * agents, or the calling agent itself, keeps what is not given. A handle of someone else's is taken.
 */
export async function registerAgent(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, ...fields } = parse(schema, input)
  const project = fields.project ? await locateProject(caller, fields.project) : null
  return write(caller, { name: 'registerAgent', input: fields, idempotencyKey: key, gate: project ? [project.id] : [] }, async (w) => {
    const { handle: wanted, name, agentType, capabilities, wipLimit, role } = fields
    const found = await w.tx.actor.findUnique({ where: { handle: wanted } })
    const isTaken = found && !mayManageActor(caller, found) && !isSelf(caller, found)
    if (!found || isTaken) requireCreateAgents(caller)
    if (isTaken) throw new AlreadyExistsError('handle', wanted)
    const given = { ...(name && { name }), agentType, capabilities, wipLimit }
    if (found) {
      requireChangeActor(caller, found, given)
      await changeAgent(w, found, given)
    }
    const id = found?.id ?? (await insertAgent(w, { ...given, handle: wanted, name: name ?? wanted }))
    if (project && !(await w.tx.member.findUnique({ where: { projectId_actorId: { projectId: project.id, actorId: id } } }))) {
      await demandInProject(caller, w.tx, project, 'MANAGE_MEMBERS')
      await joinProject(w, project.id, id, role ?? 'MEMBER')
    }
    return { agent: id, created: found === null }
  })
}
