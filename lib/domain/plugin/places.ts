import { systemCaller } from '#lib/auth/callers.ts'
import { db } from '#lib/db.ts'
import { write, type Write } from '#lib/write.ts'
import type { Arguments, ProjectRef } from '#lib/plugins/api.ts'
import { joinProject } from '../actor/insert-agent.ts'
import { setCursor } from '../delivery-cursor.ts'
import { consumerOf } from './hosted.ts'
import type { Scalar } from '../value/kind.ts'
import { readValues } from './values.ts'

interface Self {
  name: string
  actorId: string
}

/** Where a plugin is on: its agent is a member, and no owner has switched it off. */
export async function placesOf({ name, actorId }: Self, ids?: readonly string[]) {
  const settings = await db().pluginSetting.findMany({
    where: { plugin: name, isEnabled: true, ...(ids && { projectId: { in: [...ids] } }) },
    select: { projectId: true, settings: true },
  })
  const where = { actorId, ...(ids && { projectId: { in: [...ids] } }) }
  const members = new Set((await db().member.findMany({ where, select: { projectId: true } })).map(({ projectId }) => projectId))
  return new Map(settings.filter(({ projectId }) => members.has(projectId)).map((row) => [row.projectId, row.settings]))
}

/** Projects as the plugin sees them, with what is set in each. */
export async function projectRefs(places: ReadonlyMap<string, string>, spec: Arguments): Promise<Map<string, ProjectRef>> {
  const rows = await db().project.findMany({ where: { id: { in: [...places.keys()] } }, select: { id: true, key: true, name: true } })
  return new Map(rows.map((row) => [row.id, { ...row, settings: settingsOf(spec, places.get(row.id)) }]))
}

/** What is set, with defaults. What does not fit the plugin's present version counts as not set. */
export function settingsOf(spec: Arguments, stored = '{}'): Record<string, Scalar> {
  const given = JSON.parse(stored) as Record<string, unknown>
  const values = Object.entries(spec).flatMap(([name, argument]): [string, Scalar][] => {
    const alone = { [name]: { ...argument, isRequired: false } }
    const value = fitting(alone, { [name]: given[name] })[name] ?? fitting(alone, {})[name]
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(values)
}

function fitting(spec: Arguments, given: Record<string, unknown>) {
  try {
    return readValues(spec, given, 'settings')
  } catch {
    return {}
  }
}

/** Enters the projects that the plugin has not met: those of before it from now on, later ones from their first event. */
export async function meetProjects(plugin: Self): Promise<void> {
  const strange = await db().$queryRaw<{ id: string }[]>`
    SELECT p."id" FROM "Project" p
    WHERE NOT EXISTS (SELECT 1 FROM "PluginSetting" s WHERE s."plugin" = ${plugin.name} AND s."projectId" = p."id")`
  for (const { id } of strange) await meetProject(plugin, id)
}

async function meetProject({ name, actorId }: Self, projectId: string) {
  const act = { name: 'meetProject', input: {}, gate: [projectId] }
  await write(systemCaller(), act, async (w) => {
    if (await w.tx.pluginSetting.findUnique({ where: { plugin_projectId: { plugin: name, projectId } } })) return {}
    const { createdAt } = await w.tx.plugin.findUniqueOrThrow({ where: { name } })
    const { key, seq, createdAt: begun } = await w.tx.project.findUniqueOrThrow({ where: { id: projectId } })
    await w.tx.pluginSetting.create({ data: { plugin: name, projectId, updatedAt: w.now } })
    await setCursor(w.tx, { consumer: consumerOf(name), stream: key, seq: begun < createdAt ? seq : 0, at: w.now })
    await enter(w, projectId, actorId)
    return {}
  })
}

/** The agent becomes a member again, if it is none. */
export async function enter(w: Write, projectId: string, actorId: string) {
  if (!(await w.tx.member.findUnique({ where: { projectId_actorId: { projectId, actorId } } })))
    await joinProject(w, projectId, actorId, 'MEMBER')
}
