import { Prisma, type Tx } from '#lib/db.ts'
import { type NotificationReason, PAST_MUTE, reasonToFollowers } from '#lib/events.ts'
import type { NewEvent, Recipient } from '#lib/write.ts'

interface Told {
  event: NewEvent
  tell: readonly Recipient[]
}
interface Row {
  actorId: string
  taskId: string | null
  level: string | null
  mutedReasons: string
}

const TASKS_A_STATEMENT = 1_000

/**
 * Whom the events of a write reach: whoever is told and still sees the project, and whoever follows the task, without those who mute
 * it or the reason. A creator or assignee may have left since; they hear nothing. One statement a project, and none where nobody could be
 * reached.
 */
export async function reachOf(tx: Tx, events: readonly Told[], actorOf: (event: NewEvent) => string | null) {
  const seers = new Set<string>()
  const mutes = new Map<string, string[]>()
  const watchers = new Map<string, { actorId: string; level: string }[]>()
  for (const [projectId, { actors, tasks }] of asked(events, actorOf)) {
    for (const { actorId, taskId, level, mutedReasons } of await read(tx, projectId, [...actors], [...tasks])) {
      if (mutedReasons) mutes.set(actorId, mutedReasons.split(' '))
      if (taskId === null || level === null) seers.add(`${projectId} ${actorId}`)
      else watchers.set(taskId, [...(watchers.get(taskId) ?? []), { actorId, level }])
    }
  }
  const hears = (actorId: string, reason: NotificationReason) => PAST_MUTE.has(reason) || !mutes.get(actorId)?.includes(reason)
  return (event: NewEvent, tell: readonly Recipient[]): Recipient[] => {
    if (event.projectId === null) return [...tell]
    const watching = watchers.get(event.taskId ?? '') ?? []
    const muted = new Set(watching.flatMap(({ actorId, level }) => (level === 'MUTED' ? [actorId] : [])))
    const told = tell.filter(
      ({ actorId, reason }) =>
        actorId && seers.has(`${event.projectId} ${actorId}`) && (PAST_MUTE.has(reason) || !muted.has(actorId)) && hears(actorId, reason),
    )
    const reason = reasonToFollowers(event.action, event.data)
    if (reason === null) return told
    const followers = watching.filter(({ actorId, level }) => level === 'FOLLOWING' && hears(actorId, reason))
    return [...told, ...followers.map(({ actorId }) => ({ actorId, reason }))]
  }
}

/** By project: the actors to look for, and the tasks that somebody may follow or mute. */
function asked(events: readonly Told[], actorOf: (event: NewEvent) => string | null) {
  const projects = new Map<string, { actors: Set<string>; tasks: Set<string> }>()
  for (const { event, tell } of events) {
    if (event.projectId === null) continue
    const { actors, tasks } = projects.get(event.projectId) ?? { actors: new Set(), tasks: new Set() }
    const others = tell.filter(({ actorId }) => actorId && actorId !== actorOf(event))
    for (const { actorId } of others) if (actorId) actors.add(actorId)
    const isMutable = others.some(({ reason }) => !PAST_MUTE.has(reason))
    if (event.taskId && (isMutable || reasonToFollowers(event.action, event.data) !== null)) tasks.add(event.taskId)
    if (actors.size || tasks.size) projects.set(event.projectId, { actors, tasks })
  }
  return projects
}

async function read(tx: Tx, projectId: string, actors: string[], tasks: string[]): Promise<Row[]> {
  const sees = Prisma.sql`a."retiredAt" IS NULL AND (a."isAdmin" OR EXISTS (
    SELECT 1 FROM "Member" m WHERE m."projectId" = ${projectId} AND m."actorId" = a."id"))`
  const muted = Prisma.sql`COALESCE((SELECT p."mutedReasons" FROM "Preference" p WHERE p."actorId" = a."id"), '') AS "mutedReasons"`
  const seeing = Prisma.sql`SELECT a."id" AS "actorId", CAST(NULL AS TEXT) AS "taskId", CAST(NULL AS TEXT) AS "level", ${muted}
    FROM "Actor" a WHERE a."id" IN (${Prisma.join(actors.length ? actors : [''])}) AND ${sees}`
  // Raw: Prisma has no union, and this is read in nearly every write.
  if (!tasks.length) return tx.$queryRaw<Row[]>(seeing)
  const rows: Row[] = []
  for (let at = 0; at < tasks.length; at += TASKS_A_STATEMENT) {
    const watching = Prisma.sql`SELECT w."actorId", w."taskId", CAST(w."level" AS TEXT) AS "level", ${muted}
      FROM "Watcher" w JOIN "Actor" a ON a."id" = w."actorId" WHERE w."taskId" IN (${Prisma.join(tasks.slice(at, at + TASKS_A_STATEMENT))}) AND ${sees}`
    rows.push(...(await tx.$queryRaw<Row[]>(at === 0 && actors.length ? Prisma.sql`${seeing} UNION ALL ${watching}` : watching)))
  }
  return rows
}
