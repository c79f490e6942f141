import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import type { Change } from '#lib/events.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, label, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { capabilities } from '../task/fields.ts'
import { locateAgent } from './locate.ts'

const schema = z.object({
  agent: ref,
  name: label(LIMITS.actorName).optional(),
  agentType: label(LIMITS.capability, 0).nullish(),
  capabilities: capabilities.nullish(),
  idempotencyKey,
})

/** Changes an agent: absent stays, null clears. */
export async function updateAgent(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, ...fields } = parse(schema, input)
  const { id } = await locateAgent(caller, fields.agent)
  return write(caller, { name: 'updateAgent', input: { ...fields, agent: id }, idempotencyKey: key, gate: [] }, async (w) => {
    const agent = await locateAgent(caller, id, w.tx)
    if (agent.retiredAt) throw new InvalidInputError([{ field: 'agent', message: `"${agent.handle}" is retired` }])
    const changes: Change[] = []
    const change = (field: string, old: unknown, now: unknown) =>
      void (JSON.stringify(old) !== JSON.stringify(now) && changes.push({ field, old, new: now }))
    const agentType = fields.agentType === undefined ? agent.agentType : fields.agentType || null
    const name = fields.name ?? agent.name
    change('name', agent.name, name)
    change('agentType', agent.agentType, agentType)
    if (fields.capabilities !== undefined) {
      const rows = await w.tx.actorCapability.findMany({ where: { actorId: id } })
      const wanted = [...(fields.capabilities ?? [])].sort()
      change('capabilities', rows.map((row) => row.capability).sort(), wanted)
      await w.tx.actorCapability.deleteMany({ where: { actorId: id } })
      if (wanted.length) await w.tx.actorCapability.createMany({ data: wanted.map((capability) => ({ actorId: id, capability })) })
    }
    if (!changes.length) return { agent: id }
    await w.tx.actor.update({ where: { id }, data: { name, agentType, updatedAt: w.now } })
    w.event({ action: 'AGENT_UPDATED', projectId: null, subjectId: id, changes })
    return { agent: id }
  })
}
