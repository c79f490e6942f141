import { z } from 'zod'
import { InvalidInputError } from '#lib/errors.ts'
import type { Change } from '#lib/events.ts'
import type { Write } from '#lib/write.ts'
import { label } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { capabilities } from '../task/fields.ts'
import type { ActorRow } from './queries.ts'

/** What is said of an agent. When it changes, a field that is absent stays and null clears. */
export const agentFields = {
  agentType: label(LIMITS.capability, 0).nullish(),
  capabilities: capabilities.nullish(),
  wipLimit: z.int().min(1).max(LIMITS.wipLimit).nullish(),
}
const fields = z.object({ ...agentFields, name: label(LIMITS.actorName).optional() })
type Given = z.output<typeof fields>

/** Changes what is given of an agent and says so, when that makes a difference. */
export async function changeAgent(w: Write, agent: ActorRow, given: Given): Promise<void> {
  if (agent.retiredAt) throw new InvalidInputError([{ field: 'agent', message: `"${agent.handle}" is retired` }])
  const data = {
    name: given.name ?? agent.name,
    agentType: given.agentType === undefined ? agent.agentType : given.agentType || null,
    wipLimit: given.wipLimit === undefined ? agent.wipLimit : given.wipLimit,
  }
  const changes: Change[] = (['name', 'agentType', 'wipLimit'] as const)
    .filter((field) => agent[field] !== data[field])
    .map((field) => ({ field, old: agent[field], new: data[field] }))
  if (given.capabilities !== undefined) changes.push(...(await replaceCapabilities(w, agent.id, given.capabilities ?? [])))
  if (!changes.length) return
  await w.tx.actor.update({ where: { id: agent.id }, data: { ...data, updatedAt: w.now } })
  w.event({ action: 'AGENT_UPDATED', projectId: null, subjectId: agent.id, changes })
}

async function replaceCapabilities(w: Write, actorId: string, given: readonly string[]): Promise<Change[]> {
  const rows = await w.tx.actorCapability.findMany({ where: { actorId } })
  const [before, after] = [rows.map((row) => row.capability).sort(), [...given].sort()]
  if (before.join('\n') === after.join('\n')) return []
  await w.tx.actorCapability.deleteMany({ where: { actorId } })
  if (after.length) await w.tx.actorCapability.createMany({ data: after.map((capability) => ({ actorId, capability })) })
  return [{ field: 'capabilities', old: before, new: after }]
}
