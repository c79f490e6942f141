import { z } from 'zod'
import { SCOPES, type Caller } from '#lib/auth/caller.ts'
import { newTokenSecret } from '#lib/auth/fresh-secret.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, label, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { locateProject } from '../project/locate.ts'
import { locateAgent } from './locate.ts'

const schema = z.object({
  agent: ref,
  name: label(LIMITS.tokenName),
  scopes: z.array(z.enum(SCOPES)).min(1, 'name at least one scope').max(SCOPES.length),
  projects: z.array(ref).max(100).nullish(),
  expiresInDays: z.int().min(1).max(3650).nullish(),
  idempotencyKey,
})

/** Issues a token. Its secret is in this answer and nowhere else; a replay has none. */
export async function createToken(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, ...fields } = parse(schema, input)
  const { id: agentId } = await locateAgent(caller, fields.agent)
  const projects = await Promise.all((fields.projects ?? []).map((project) => locateProject(caller, project)))
  const { secret, hash, hint } = newTokenSecret()
  const outcome = await write(
    caller,
    { name: 'createToken', input: { ...fields, agent: agentId }, idempotencyKey: key, gate: [] },
    async (w) => {
      const agent = await locateAgent(caller, agentId, w.tx)
      if (agent.retiredAt) throw new InvalidInputError([{ field: 'agent', message: `"${agent.handle}" is retired` }])
      const id = newId('tok')
      const expiresAt = fields.expiresInDays ? new Date(w.now.getTime() + fields.expiresInDays * 24 * 3600_000) : null
      const scopes = SCOPES.filter((scope) => fields.scopes.includes(scope)).join(' ')
      const createdById = caller.via === 'command' || caller.via === 'system' ? null : caller.actorId
      await w.tx.token.create({
        data: { id, actorId: agentId, name: fields.name, hash, hint, scopes, expiresAt, createdById, createdAt: w.now },
      })
      if (projects.length)
        await w.tx.tokenProject.createMany({
          data: [...new Set(projects.map((p) => p.id))].map((projectId) => ({ tokenId: id, projectId })),
        })
      w.event({
        action: 'TOKEN_CREATED',
        projectId: null,
        subjectId: id,
        data: { agent: agentId, handle: agent.handle, name: fields.name, scopes },
      })
      return { token: id }
    },
  )
  return { ...outcome, secret: outcome.replayed ? null : secret }
}
