import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, label, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { agentFields, changeAgent } from './agent-fields.ts'
import { findAgent } from './locate.ts'
import { requireChangeActor } from './policy.ts'

const schema = z.object({ agent: ref, name: label(LIMITS.actorName).optional(), ...agentFields, idempotencyKey })

/** Changes an agent: absent stays, null clears. An agent changes its own type and capabilities. */
export async function updateAgent(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, agent: agentRef, ...fields } = parse(schema, input)
  const { id, ...found } = await findAgent(agentRef)
  requireChangeActor(caller, { id, ...found }, fields)
  return write(caller, { name: 'updateAgent', input: { ...fields, agent: id }, idempotencyKey: key, gate: [] }, async (w) => {
    const agent = await findAgent(id, w.tx)
    requireChangeActor(caller, agent, fields)
    await changeAgent(w, agent, fields)
    return { agent: id }
  })
}
