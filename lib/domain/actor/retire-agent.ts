import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db, type Tx } from '#lib/db.ts'
import { InvalidInputError, UnavailableError } from '#lib/errors.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { withdraw } from '../task/unassign.ts'
import { locateAgent } from './locate.ts'

const schema = z.object({ agent: ref, idempotencyKey })

/**
 * Retires an agent: its tokens end, its claims end and its open tasks are unassigned, all in one write. Its history stays.
 * A plugin would never act again without the one that it acts as.
 */
export async function retireAgent(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const { id } = await locateAgent(caller, parsed.agent)
  const gate = await projectsOf(id)
  return write(caller, { name: 'retireAgent', input: { agent: id }, idempotencyKey: parsed.idempotencyKey, gate }, async (w) => {
    const agent = await locateAgent(caller, id, w.tx)
    if (agent.retiredAt) return { agent: id, released: [] }
    const plugin = await w.tx.plugin.findFirst({ where: { actorId: id }, select: { name: true } })
    if (plugin) throw new InvalidInputError([{ field: 'agent', message: `the plugin ${plugin.name} acts as it: switch that off` }])
    const joined = (await projectsOf(id, w.tx)).filter((projectId) => !gate.includes(projectId))
    if (joined.length) throw new UnavailableError()
    const released: string[] = []
    for (const projectId of gate) released.push(...(await withdraw(w, projectId, id, `${agent.handle} was retired.`)))
    await w.tx.actor.update({ where: { id }, data: { retiredAt: w.now, updatedAt: w.now } })
    await w.tx.token.updateMany({ where: { actorId: id, revokedAt: null }, data: { revokedAt: w.now } })
    w.event({ action: 'AGENT_RETIRED', projectId: null, subjectId: id, data: { handle: agent.handle } })
    w.wakes(AUTH_TOPIC)
    return { agent: id, released }
  })
}

/** Where it is a member. One that it joins between this look and the gate is refused for a moment. */
async function projectsOf(actorId: string, tx: Pick<Tx, 'member'> = db()) {
  const rows = await tx.member.findMany({ where: { actorId }, select: { projectId: true } })
  return rows.map((row) => row.projectId)
}
