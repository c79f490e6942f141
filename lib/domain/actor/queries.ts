import type { Caller } from '#lib/auth/caller.ts'
import { db, type Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId, grouped } from '../grouped.ts'
import { findProject } from '../project/queries.ts'
import { rowsOf } from '../rows.ts'
import { OPEN_STATUSES } from '../task/status.ts'

export type ActorRow = Prisma.ActorGetPayload<object>
export type TokenRow = Prisma.TokenGetPayload<object>

/** Everybody signed in sees who is in the workspace, so that work can be handed over; what they work on follows the projects. */
export async function findActor(_caller: Caller, ref: string): Promise<ActorRow | null> {
  const text = ref.trim()
  return db().actor.findUnique({ where: text.startsWith('act_') ? { id: text } : { handle: text.replace(/^@/, '').toLowerCase() } })
}

export async function actorsByIds(ids: readonly string[]): Promise<Map<string, ActorRow>> {
  return byId(await rowsOf(db(), 'Actor', 'id', ids))
}

interface ActorList {
  kind?: ActorRow['kind'] | null | undefined
  /** Only members of this project: its id or key. */
  project?: string | null | undefined
  includeRetired?: boolean | null | undefined
}

/** By handle. Nobody when the project is missing or hidden. */
export async function listActors(caller: Caller, { kind, project, includeRetired }: ActorList): Promise<ActorRow[]> {
  const found = project ? await findProject(caller, project) : null
  if (project && !found) return []
  return db().actor.findMany({
    where: {
      ...(kind && { kind }),
      ...(found && { memberships: { some: { projectId: found.id } } }),
      ...(!includeRetired && { retiredAt: null }),
    },
    orderBy: { handle: 'asc' },
  })
}

export async function capabilitiesOfActors(actorIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db().actorCapability.findMany({ where: { actorId: { in: [...actorIds] } }, orderBy: { capability: 'asc' } })
  const groups = grouped(rows, (row) => row.actorId)
  return new Map([...groups].map(([id, own]) => [id, own.map((row) => row.capability)]))
}

/** How many open tasks that the caller sees each actor is the assignee of. */
export async function openTaskCounts(caller: Caller, actorIds: readonly string[]): Promise<Map<string, number>> {
  const projects = await visibleProjectIds(caller)
  const rows = await db().task.groupBy({
    by: ['assigneeId'],
    where: {
      assigneeId: { in: [...actorIds] },
      status: { in: [...OPEN_STATUSES] },
      deletedAt: null,
      ...(projects && { projectId: { in: projects } }),
    },
    _count: { _all: true },
  })
  return new Map(rows.map((row) => [row.assigneeId ?? '', row._count._all]))
}

/** Newest first. Only for those who manage the agent. */
export async function tokensOf(actorIds: readonly string[]): Promise<Map<string, TokenRow[]>> {
  const rows = await db().token.findMany({ where: { actorId: { in: [...actorIds] } }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
  return grouped(rows, (row) => row.actorId)
}

export async function tokensByIds(ids: readonly string[]): Promise<Map<string, TokenRow>> {
  return byId(await db().token.findMany({ where: { id: { in: [...ids] } } }))
}

/** Ids of the projects that each token is limited to; none for a token without a limit. */
export async function projectIdsOfTokens(tokenIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db().tokenProject.findMany({ where: { tokenId: { in: [...tokenIds] } }, orderBy: { projectId: 'asc' } })
  const groups = grouped(rows, (row) => row.tokenId)
  return new Map([...groups].map(([id, own]) => [id, own.map((row) => row.projectId)]))
}
