import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import { newId } from '#lib/id.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { head, storable } from '#lib/text.ts'
import { write } from '#lib/write.ts'
import type { Plan, PlannedActor, PlannedTask } from './plan.ts'

export interface Cast {
  /** Ids of our actors by `castName`. */
  idOf: ReadonlyMap<string, string>
  /** Names for which there is no actor yet. */
  missing: { name: string; handle: string }[]
  /** Registered in the source: they belong to the project, whether or not they hold work. */
  registered: readonly PlannedActor[]
}

/**
 * Who in the source is whom here: a member whose handle is the very name, or an agent that an earlier import made for it.
 * Everybody else gets a retired agent, so that their work keeps its author and nobody can act in their name.
 */
export async function castOf(projectId: string, { format, actors: registered = [] }: Plan, tasks: readonly PlannedTask[]): Promise<Cast> {
  const names = [...new Set([...registered.map(({ name }) => castName(name)), ...tasks.flatMap(namesIn)])].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1),
  )
  const actors = await db().actor.findMany({
    select: {
      id: true,
      handle: true,
      name: true,
      agentType: true,
      retiredAt: true,
      memberships: { where: { projectId }, select: { role: true } },
    },
  })
  const isMade = (actor: { agentType: string | null; retiredAt: Date | null }) => actor.agentType === format && actor.retiredAt !== null
  const made = new Map(actors.filter(isMade).map((actor) => [actor.name, actor.id]))
  // One that registered with a name for people is known by its handle.
  const byHandle = new Map(actors.filter(isMade).map((actor) => [actor.handle, actor.id]))
  for (const { name } of registered) {
    const id = byHandle.get(castName(name))
    if (id) made.set(castName(name), id)
  }
  const members = new Map(actors.filter((actor) => actor.memberships.length > 0 && !isMade(actor)).map((actor) => [actor.handle, actor.id]))
  const taken = new Set(actors.map((actor) => actor.handle))
  const idOf = new Map<string, string>()
  const missing: Cast['missing'] = []
  for (const name of names) {
    const id = members.get(name) ?? made.get(name)
    if (id) idOf.set(name, id)
    else missing.push({ name, handle: freeHandle(name, taken) })
  }
  return { idOf, missing, registered }
}

/** Registers the missing ones as retired agents; assignees become members, as everybody who holds work is. */
export async function hire(
  caller: Caller,
  projectId: string,
  format: string,
  cast: Cast,
  tasks: readonly PlannedTask[],
): Promise<ReadonlyMap<string, string>> {
  const idOf = new Map(cast.idOf)
  for (const { name } of cast.missing) idOf.set(name, newId('act'))
  const assignees = new Set(
    tasks.flatMap((task) => (task.assignee === null || task.deletedAt ? [] : [idOf.get(castName(task.assignee)) ?? ''])),
  )
  for (const { name } of cast.registered) assignees.add(idOf.get(castName(name)) ?? '')
  const joined = await db().member.findMany({ where: { projectId, actorId: { in: [...assignees] } }, select: { actorId: true } })
  for (const { actorId } of joined) assignees.delete(actorId)
  if (cast.missing.length + assignees.size === 0) return idOf
  await write(caller, { name: 'importActors', input: {}, gate: [projectId] }, async (w) => {
    const known = new Map(cast.registered.map((actor) => [castName(actor.name), actor]))
    const actors = cast.missing.map(({ name, handle }) => ({
      ...{ id: idOf.get(name) ?? '', handle },
      // Two of one display name are told apart by their own.
      name: handle === name ? castName(known.get(name)?.displayName ?? name) : name,
    }))
    const times = { retiredAt: w.now, createdAt: w.now, updatedAt: w.now }
    if (actors.length)
      await w.tx.actor.createMany({ data: actors.map((actor) => ({ ...actor, kind: 'AGENT' as const, agentType: format, ...times })) })
    const abilities = cast.missing.flatMap(({ name }) =>
      (known.get(name)?.capabilities ?? []).map((capability) => ({ actorId: idOf.get(name) ?? '', capability })),
    )
    if (abilities.length) await w.tx.actorCapability.createMany({ data: abilities })
    for (const { id, handle } of actors)
      w.event({ action: 'AGENT_CREATED', projectId: null, subjectId: id, data: { handle, retired: true, by: format } })
    const rows = [...assignees].map((actorId) => ({ projectId, actorId, role: 'MEMBER' as const, createdAt: w.now }))
    if (rows.length) await w.tx.member.createMany({ data: rows })
    const changes = [{ field: 'role', old: null, new: 'MEMBER' }]
    for (const { actorId } of rows) w.event({ action: 'MEMBER_ADDED', projectId, subjectId: actorId, changes })
    w.wakes(AUTH_TOPIC)
    return {}
  })
  return idOf
}

function namesIn(task: PlannedTask): string[] {
  const names = [
    task.assignee,
    task.createdBy,
    task.deletedBy,
    ...task.entries.map((entry) => entry.author),
    ...task.links.map((link) => link.createdBy),
  ]
  return names.filter((name) => name !== null).map(castName)
}

// Whose name is a handle already comes first, and keeps it.
const rankOf = (name: string) => Number(slug(name) !== name)

/** A source's name as ours: one line, within the limit. */
export const castName = (name: string) => head(storable(name).trim(), LIMITS.actorName) || '(nameless)'

function freeHandle(name: string, taken: Set<string>): string {
  const base = slug(name)
  let handle = base
  for (let n = 2; taken.has(handle); n++) handle = `${base.slice(0, 49 - String(n).length)}-${n}`
  taken.add(handle)
  return handle
}

function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 50)
  return plain.length >= 2 ? plain : `agent-${plain || 'x'}`
}
