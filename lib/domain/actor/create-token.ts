import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { newTokenSecret } from '#lib/auth/fresh-secret.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { locateProject } from '../project/locate.ts'
import { insertToken, tokenFields } from './insert-token.ts'
import { locateAgent } from './locate.ts'

const schema = z.object({ agent: ref, ...tokenFields, idempotencyKey })

/** Issues a token. Its secret is in this answer and nowhere else; a replay has none. */
export async function createToken(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, ...fields } = parse(schema, input)
  const { id: agentId } = await locateAgent(caller, fields.agent)
  const projects = await Promise.all((fields.projects ?? []).map((project) => locateProject(caller, project)))
  const secret = newTokenSecret()
  const act = { name: 'createToken', input: { ...fields, agent: agentId }, idempotencyKey: key, gate: [] }
  const outcome = await write(caller, act, async (w) => {
    const agent = await locateAgent(caller, agentId, w.tx)
    if (agent.retiredAt) throw new InvalidInputError([{ field: 'agent', message: `"${agent.handle}" is retired` }])
    return { token: await insertToken(w, { ...fields, agent, projectIds: projects.map(({ id }) => id), secret }) }
  })
  return { ...outcome, secret: outcome.replayed ? null : secret.secret }
}
