import { db, now, transaction } from '#lib/db.ts'
import { type Manifest, msOf, type ScheduleManifest } from '#lib/plugins/manifest.ts'

const MINUTE_MS = 60_000

/** How a schedule of a plugin stands in a project, or in the workspace as a whole. */
export interface ScheduleRow {
  name: string
  projectId: string | null
  ranAt: Date
  /** Runs in a row that failed. */
  failures: number
  error: string
}
type Target = Pick<ScheduleRow, 'name' | 'projectId'>

// Beside the plugin's own rows, whose collections have names.
const PLACE = { collection: '', prefix: 'schedule ' }
const keyOf = ({ name, projectId }: Target) => `${PLACE.prefix}${name} ${projectId ?? '*'}`

/** How the schedules of plugins stand, by plugin; those that never ran are not there. */
export async function scheduleRows(plugins: readonly string[]): Promise<Map<string, ScheduleRow[]>> {
  const where = { plugin: { in: [...plugins] }, collection: PLACE.collection, key: { startsWith: PLACE.prefix } }
  const found = new Map<string, ScheduleRow[]>(plugins.map((plugin) => [plugin, []]))
  for (const { plugin, key, value, updatedAt } of await db().pluginRow.findMany({ where })) {
    const [name = '', project = ''] = key.slice(PLACE.prefix.length).split(' ')
    const outcome = JSON.parse(value) as Pick<ScheduleRow, 'failures' | 'error'>
    found.get(plugin)?.push({ name, projectId: project === '*' ? null : project, ranAt: updatedAt, ...outcome })
  }
  return found
}

/** Writes down that one ran: an empty `error` for a run that went well. */
export async function keepScheduleRun(plugin: string, target: Target, { failures, error }: Pick<ScheduleRow, 'failures' | 'error'>) {
  const id = { plugin, collection: PLACE.collection, key: keyOf(target) }
  await transaction([], async (tx) => {
    const data = { value: JSON.stringify({ failures, error: error.slice(0, 2_000) }), updatedAt: await now(tx) }
    await tx.pluginRow.upsert({ where: { plugin_collection_key: id }, create: { ...id, ...data }, update: data, select: { key: true } })
  })
}

/** When it is due next, in milliseconds since 1970. */
export function dueAt({ every }: Pick<ScheduleManifest, 'every'>, row: Pick<ScheduleRow, 'ranAt' | 'failures'> | undefined): number {
  if (!row) return 0
  const pause = row.failures ? Math.min(MINUTE_MS * 2 ** (row.failures - 1), msOf(every)) : msOf(every)
  return row.ranAt.getTime() + pause
}

export interface ScheduleFacts {
  name: string
  definition: ScheduleManifest
  ranAt: Date | null
  faults: { projectId: string | null; message: string; at: Date }[]
}

/** The schedules of a plugin with how their last runs went: everywhere, or in one project. */
export function scheduleFacts(manifest: Manifest | null, rows: readonly ScheduleRow[], projectId?: string): ScheduleFacts[] {
  return Object.entries(manifest?.schedules ?? {}).map(([name, definition]) => {
    const own = rows.filter(
      (row) => row.name === name && (projectId === undefined || row.projectId === null || row.projectId === projectId),
    )
    const ranAt = own.reduce<Date | null>((latest, row) => (latest === null || row.ranAt > latest ? row.ranAt : latest), null)
    // What concerns all projects is for admins.
    const failed = own.filter((row) => row.error !== '' && (projectId === undefined || row.projectId === projectId))
    return { name, definition, ranAt, faults: failed.map(({ error, projectId: of, ranAt: at }) => ({ projectId: of, message: error, at })) }
  })
}
