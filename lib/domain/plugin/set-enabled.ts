import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { requireInWorkspace } from '../workspace/policy.ts'
import { PLUGINS_TOPIC } from './hosted.ts'
import { locatePlugin } from './locate.ts'

const schema = z.object({ plugin: ref, isEnabled: z.boolean(), idempotencyKey })

/** Switches a plugin on or off everywhere; switching on one that failed tries again. What happens meanwhile reaches it when it is on again. */
export async function setPluginEnabled(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, plugin, isEnabled } = parse(schema, input)
  requireInWorkspace('MANAGE_PLUGINS', caller)
  return write(caller, { name: 'setPluginEnabled', input: { plugin, isEnabled }, idempotencyKey: key, gate: [] }, async (w) => {
    const row = await locatePlugin(plugin, w.tx)
    w.wakes(PLUGINS_TOPIC)
    // Also when nothing changes: one that failed is tried again.
    await w.tx.plugin.update({ where: { name: plugin }, data: { isEnabled, lastError: '', lastErrorAt: null, updatedAt: w.now } })
    if (row.isEnabled === isEnabled) return { plugin }
    w.event({ action: isEnabled ? 'PLUGIN_ENABLED' : 'PLUGIN_DISABLED', projectId: null, subjectId: row.actorId, data: { plugin } })
    return { plugin }
  })
}
