import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { NotFoundError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { requireInWorkspace } from '../workspace/policy.ts'
import { hosted, PLUGINS_TOPIC } from './hosted.ts'

const schema = z.object({ plugin: ref, idempotencyKey })

/** Tries again to load a plugin that could not be loaded, on every server, and answers when it is known here how that went. */
export async function loadPlugin(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, plugin } = parse(schema, input)
  requireInWorkspace('MANAGE_PLUGINS', caller)
  // One that was never loaded has no name yet.
  const here = [...hosted].find(({ given, manifest }) => manifest?.name === plugin || given === plugin)
  const done = await write(caller, { name: 'loadPlugin', input: { plugin }, idempotencyKey: key, gate: [] }, async (w) => {
    if (!here) throw new NotFoundError('plugin', plugin)
    w.wakes(PLUGINS_TOPIC)
    await w.tx.plugin.updateMany({ where: { name: here.manifest?.name ?? '' }, data: { updatedAt: w.now } })
    return { plugin }
  })
  await here?.retry()
  return done
}
