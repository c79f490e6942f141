import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { InvalidInputError, NotFoundError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { setCursor } from '../delivery-cursor.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { requireInWorkspace } from '../workspace/policy.ts'
import { consumerOf, PLUGINS_TOPIC } from './hosted.ts'
import { locatePlugin } from './locate.ts'

const schema = z.object({ plugin: ref, event: ref, idempotencyKey })

/** Gives up an event that a plugin keeps failing at, so that it goes on with those behind it. */
export async function skipPluginEvent(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, plugin, event } = parse(schema, input)
  requireInWorkspace('MANAGE_PLUGINS', caller)
  const named = nameOf(event)
  const project = await db().project.findUnique({ where: { key: named.stream }, select: { id: true } })
  const act = { name: 'skipPluginEvent', input: { plugin, event }, idempotencyKey: key, gate: project ? [project.id] : [] }
  return write(caller, act, async (w) => {
    const { actorId } = await locatePlugin(plugin, w.tx)
    const { stream, seq } = named
    const found = await w.tx.project.findUnique({ where: { key: stream }, select: { id: true, seq: true } })
    if (!found || seq > found.seq) throw new NotFoundError('event', event)
    const cursor = await w.tx.deliveryCursor.findUnique({ where: { consumer_stream: { consumer: consumerOf(plugin), stream } } })
    if (cursor?.seq !== seq - 1) throw new InvalidInputError([{ field: 'event', message: notNext(plugin, stream, cursor?.seq) }])
    await setCursor(w.tx, { consumer: consumerOf(plugin), stream, seq, at: w.now })
    await w.tx.plugin.update({ where: { name: plugin }, data: { lastError: '', lastErrorAt: null, updatedAt: w.now } })
    w.event({ action: 'PLUGIN_EVENT_SKIPPED', projectId: found.id, subjectId: actorId, data: { plugin, event } })
    w.wakes(PLUGINS_TOPIC)
    return { plugin }
  })
}

function nameOf(id: string) {
  const [, stream = '', seq = '0'] = /^evt_(.+)_(\d{1,9})$/.exec(id) ?? []
  return { stream: stream.toUpperCase(), seq: Number(seq) }
}

const notNext = (plugin: string, stream: string, seq: number | undefined) =>
  seq === undefined ? `${plugin} does not follow ${stream}` : `is not the next one of ${plugin}, which is evt_${stream}_${seq + 1}`
