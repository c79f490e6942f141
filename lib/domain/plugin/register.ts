import { systemCaller } from '#lib/auth/callers.ts'
import { write } from '#lib/write.ts'
import type { ActorRef } from '#lib/plugins/api.ts'
import { insertAgent } from '../actor/insert-agent.ts'

export interface Registered {
  actor: ActorRef
  isEnabled: boolean
}

/** A plugin that was loaded: the first time it gets its row and its agent. Throws an Error when the agent cannot be its own. */
export async function registerPlugin({ name, version }: { name: string; version: string }): Promise<Registered> {
  const handle = `plugin.${name}`
  const { actor, isEnabled } = await write(systemCaller(), { name: 'registerPlugin', input: {}, gate: [] }, async (w) => {
    const present = await w.tx.plugin.findUnique({ where: { name } })
    if (present) {
      if (present.version !== version) await w.tx.plugin.update({ where: { name }, data: { version, updatedAt: w.now } })
      return { actor: present.actorId, isEnabled: present.isEnabled }
    }
    if (await w.tx.actor.findUnique({ where: { handle } })) throw new Error(`the handle ${handle} belongs to another actor`)
    const actorId = await insertAgent(w, { handle, name, agentType: 'plugin' })
    await w.tx.plugin.create({ data: { name, version, actorId, createdAt: w.now, updatedAt: w.now } })
    return { actor: actorId, isEnabled: true }
  })
  return { actor: { id: actor, handle, kind: 'AGENT' }, isEnabled }
}
