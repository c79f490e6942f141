import { newId } from '#lib/id.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import type { Write } from '#lib/write.ts'
import type { Role } from '#prisma/.build/sqlite/client/enums.ts'

interface NewAgent {
  handle: string
  name: string
  agentType?: string | null | undefined
  capabilities?: readonly string[] | null | undefined
  wipLimit?: number | null | undefined
}

/** An agent that the calling person owns; the server's own commands make one that nobody owns. Answers its id. */
export async function insertAgent(w: Write, { handle, name, agentType, capabilities, wipLimit }: NewAgent): Promise<string> {
  const id = newId('act')
  const times = { createdAt: w.now, updatedAt: w.now }
  const ownerId = w.caller.via === 'command' || w.caller.via === 'system' ? null : w.caller.actorId
  await w.tx.actor.create({
    data: { id, kind: 'AGENT', handle, name, agentType: agentType || null, wipLimit: wipLimit ?? null, ownerId, ...times },
  })
  const rows = (capabilities ?? []).map((capability) => ({ actorId: id, capability }))
  if (rows.length) await w.tx.actorCapability.createMany({ data: rows })
  w.event({ action: 'AGENT_CREATED', projectId: null, subjectId: id, data: { handle } })
  w.wakes(AUTH_TOPIC)
  return id
}

/** The agent becomes a member of a project. Whoever calls has checked the right. */
export async function joinProject(w: Write, projectId: string, actorId: string, role: Role) {
  await w.tx.member.create({ data: { projectId, actorId, role, createdAt: w.now } })
  w.event({ action: 'MEMBER_ADDED', projectId, subjectId: actorId, changes: [{ field: 'role', old: null, new: role }] })
  w.wakes(AUTH_TOPIC)
}
