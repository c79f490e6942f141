import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { newTokenSecret } from '#lib/auth/fresh-secret.ts'
import { AlreadyExistsError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { label, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { demandInProject, locateProject } from '../project/locate.ts'
import { agentFields } from './agent-fields.ts'
import { handle } from './handle.ts'
import { insertAgent, joinProject } from './insert-agent.ts'
import { insertToken, tokenFields } from './insert-token.ts'
import { requireCreateAgents } from './policy.ts'

const schema = z.object({
  handle,
  name: label(LIMITS.actorName),
  ...agentFields,
  projects: z.array(ref).max(100),
  role: z.enum(['OWNER', 'MEMBER', 'VIEWER']),
  token: z.object(tokenFields),
})

/** A new agent, its places in projects and its first token in one write: all of it, or nothing. */
export async function enrolAgent(caller: Caller, input: z.input<typeof schema>) {
  const { projects: refs, role, token, ...fields } = parse(schema, input)
  requireCreateAgents(caller)
  const projects = await locateAll(caller, refs)
  const limitedTo = await locateAll(caller, token.projects ?? [])
  const secret = newTokenSecret()
  const gate = projects.map(({ id }) => id)
  const { agent, token: id } = await write(caller, { name: 'enrolAgent', input: fields, gate }, async (w) => {
    for (const project of projects) await demandInProject(caller, w.tx, project, 'MANAGE_MEMBERS')
    if (await w.tx.actor.findUnique({ where: { handle: fields.handle } })) throw new AlreadyExistsError('handle', fields.handle)
    const made = await insertAgent(w, fields)
    for (const project of projects) await joinProject(w, project.id, made, role)
    const issued = { ...token, agent: { id: made, handle: fields.handle }, projectIds: limitedTo.map((project) => project.id), secret }
    return { agent: made, token: await insertToken(w, issued) }
  })
  return { agent, token: id, secret: secret.secret }
}

/** Each once, however often it is named. */
async function locateAll(caller: Caller, refs: readonly string[]) {
  const found = await Promise.all(refs.map((one) => locateProject(caller, one)))
  return [...new Map(found.map((project) => [project.id, project])).values()]
}
