import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import type { CommandManifest } from '#lib/plugins/manifest.ts'
import { rolesIn } from '../access.ts'
import { projectsAllowing } from '../project/allowing.ts'
import { mayInWorkspace } from '../workspace/policy.ts'
import { consumerOf, hosted, hostedByName, type Hosted, type PluginState } from './hosted.ts'
import type { PluginRow } from './locate.ts'
import { placesOf, settingsOf } from './places.ts'
import { mayRunCommand } from './policy.ts'
import { storeUsage } from './store.ts'
import type { Scalar } from '../value/kind.ts'

export interface PluginFacts {
  /** null while it was never loaded. */
  name: string | null
  given: string
  row: PluginRow | null
  hosted: Hosted | null
  state: PluginState
  error: string
  errorAt: Date | null
}

/** Those that the configuration names, in its order, then those that it named before. null to whoever may not see the workspace. */
export async function listPlugins(caller: Caller): Promise<PluginFacts[] | null> {
  if (!mayInWorkspace('SEE_WORKSPACE', caller)) return null
  const rows = await db().plugin.findMany({ orderBy: { name: 'asc' } })
  const byName = new Map(rows.map((row) => [row.name, row]))
  const here = [...hosted].map((one) => factsOf(byName.get(one.manifest?.name ?? '') ?? null, one))
  const names = new Set(here.map(({ name }) => name))
  return [...here, ...rows.filter(({ name }) => !names.has(name)).map((row) => factsOf(row, null))]
}

/** Of the process that answers, and of whichever delivers the events. */
function factsOf(row: PluginRow | null, one: Hosted | null): PluginFacts {
  const isHere = one !== null && (one.errorAt ?? 0) >= (row?.lastErrorAt ?? 0)
  return {
    ...{ name: one?.manifest?.name ?? row?.name ?? null, given: one?.given ?? '', row, hosted: one, state: one?.state ?? 'ABSENT' },
    error: isHere ? one.error : (row?.lastError ?? ''),
    errorAt: isHere ? one.errorAt : (row?.lastErrorAt ?? null),
  }
}

export interface Lag {
  project: string
  stream: string
  /** The last event that it has worked through. */
  seq: number
  /** The last one there is. */
  head: number
}

/** The projects in which a plugin is on and events wait for it. */
export function lagsOf({ name, actorId }: Pick<PluginRow, 'name' | 'actorId'>): Promise<Lag[]> {
  return db().$queryRaw<Lag[]>(Prisma.sql`
    SELECT p."id" AS "project", p."key" AS "stream", c."seq" AS "seq", p."seq" AS "head"
    FROM "PluginSetting" s
    JOIN "Project" p ON p."id" = s."projectId"
    JOIN "Member" m ON m."projectId" = p."id" AND m."actorId" = ${actorId}
    JOIN "DeliveryCursor" c ON c."consumer" = ${consumerOf(name)} AND c."stream" = p."key"
    WHERE s."plugin" = ${name} AND s."isEnabled" AND c."seq" < p."seq"
    ORDER BY p."key"`)
}

export const usageOf = async (plugin: string) => (await storeUsage()).get(plugin) ?? { rows: 0, bytes: 0 }

export interface InProject {
  projectId: string
  row: PluginRow
  hosted: Hosted
  isEnabled: boolean
  /** With defaults; null to whoever may not set them. */
  settings: Record<string, Scalar> | null
}

/** The plugins that are here, by name, as they stand in each project. Whoever calls has seen the projects. */
export async function pluginsOfProjects(caller: Caller, projectIds: readonly string[]): Promise<Map<string, InProject[]>> {
  const rows = await db().plugin.findMany({ orderBy: { name: 'asc' } })
  const here = rows.flatMap((row) => {
    const one = hostedByName(row.name)
    return one ? [{ row, one }] : []
  })
  const settings = await db().pluginSetting.findMany({ where: { projectId: { in: [...projectIds] } } })
  const members = await db().member.findMany({
    where: { projectId: { in: [...projectIds] }, actorId: { in: here.map(({ row }) => row.actorId) } },
    select: { projectId: true, actorId: true },
  })
  const isMember = new Set(members.map(({ projectId, actorId }) => `${projectId} ${actorId}`))
  const setting = new Map(settings.map((row) => [`${row.projectId} ${row.plugin}`, row]))
  const maySet = await projectsAllowing('MANAGE_PLUGINS', caller, projectIds)
  const inProject = (projectId: string) =>
    here.map(({ row, one }): InProject => {
      const own = setting.get(`${projectId} ${row.name}`)
      const isEnabled = own?.isEnabled === true && isMember.has(`${projectId} ${row.actorId}`)
      const set = maySet.has(projectId) ? settingsOf(one.manifest?.settings ?? {}, own?.settings) : null
      return { projectId, row, hosted: one, isEnabled, settings: set }
    })
  return new Map(projectIds.map((id) => [id, inProject(id)]))
}

export interface RunnableCommand {
  plugin: string
  name: string
  definition: CommandManifest
}

/** What the caller may run now: in the project, or in the workspace as a whole. */
export async function runnableCommands(caller: Caller, projectId: string | null): Promise<RunnableCommand[]> {
  const scope = projectId === null ? 'WORKSPACE' : 'PROJECT'
  const found: RunnableCommand[] = []
  for (const { manifest, state } of hosted) {
    if (!manifest || state !== 'RUNNING') continue
    const commands = Object.entries(manifest.commands).filter(([, definition]) => definition.scope === scope)
    if (!commands.length) continue
    const row = await db().plugin.findUnique({ where: { name: manifest.name } })
    if (!row) continue
    const places = await placesOf(row, projectId === null ? undefined : [projectId])
    const roles = [...(await rolesIn(caller, [...places.keys()])).values()]
    for (const [name, definition] of commands)
      if (roles.some((role) => mayRunCommand(definition.needs, { role, scopes: caller.scopes })))
        found.push({ plugin: manifest.name, name, definition })
  }
  return found
}
