import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import type { Change } from '#lib/events.ts'
import { setCursor } from '../delivery-cursor.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { inProject } from '../project/locate.ts'
import { PluginFailedError } from './errors.ts'
import { consumerOf, hostedByName, PLUGINS_TOPIC } from './hosted.ts'
import { locatePlugin } from './locate.ts'
import { enter } from './places.ts'
import { readValues } from './values.ts'

const schema = z.object({ project: ref, plugin: ref, isEnabled: z.boolean().nullish(), settings: z.unknown().optional(), idempotencyKey })

/** Switches a plugin on or off in a project, or sets it there. Switched on again, it hears of what happens from then on. */
export async function setPluginInProject(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const { plugin } = parsed
  if (parsed.isEnabled === null) throw new InvalidInputError([{ field: 'isEnabled', message: 'must be true or false' }])
  return inProject(
    caller,
    { name: 'setPluginInProject', input: parsed, right: 'MANAGE_PLUGINS' },
    async (w, { id: projectId, key, seq }) => {
      const { actorId } = await locatePlugin(plugin, w.tx)
      const id = { plugin_projectId: { plugin, projectId } }
      const before = await w.tx.pluginSetting.findUnique({ where: id })
      const isMember = (await w.tx.member.findUnique({ where: { projectId_actorId: { projectId, actorId } } })) !== null
      const wasOn = isMember && before?.isEnabled === true
      const isOn = parsed.isEnabled ?? wasOn
      const settings = parsed.settings === undefined ? (before?.settings ?? '{}') : given(plugin, parsed.settings)
      const data = { isEnabled: isOn, settings, updatedAt: w.now }
      await w.tx.pluginSetting.upsert({ where: id, create: { plugin, projectId, ...data }, update: data })
      const changes: Change[] = isOn === wasOn ? [] : [{ field: 'isEnabled', old: wasOn, new: isOn }]
      const changed = changedNames(before?.settings ?? '{}', settings)
      if (changes.length || changed.length)
        w.event({ action: 'PLUGIN_CHANGED', projectId, subjectId: actorId, changes, data: { plugin, settings: changed.join(', ') } })
      if (isOn && !wasOn) {
        await setCursor(w.tx, { consumer: consumerOf(plugin), stream: key, seq, at: w.now })
        await enter(w, projectId, actorId)
      }
      w.wakes(PLUGINS_TOPIC)
      return { plugin, project: projectId }
    },
  )
}

/** Kept without defaults, so that a later version of the plugin may have others. */
function given(plugin: string, settings: unknown): string {
  const manifest = hostedByName(plugin)?.manifest
  if (!manifest) throw new PluginFailedError(plugin, 'it is not loaded, so that nobody knows what can be set')
  readValues(manifest.settings, settings ?? {}, 'settings')
  const own = Object.entries(Object(settings ?? {}) as object).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return JSON.stringify(Object.fromEntries(own))
}

/** Names only: what is set may be nobody else's business. */
function changedNames(before: string, after: string): string[] {
  const [one, other] = [JSON.parse(before) as Record<string, unknown>, JSON.parse(after) as Record<string, unknown>]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]).sort()
}
