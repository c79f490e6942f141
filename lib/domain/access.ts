import type { Caller, Scope } from '#lib/auth/caller.ts'
import { db, Prisma, type Tx } from '#lib/db.ts'
import { ForbiddenError, NotFoundError } from '#lib/errors.ts'
import { AUTH_TOPIC, subscribe } from '#lib/pubsub.ts'
import { rows } from './rows.ts'
import type { Role } from '#prisma/.build/sqlite/client/enums.ts'

/** The caller's role in a project: OWNER for admins, null outside the projects of a limited token. With `tx` it is read, else it may be 2 s old. */
export async function roleIn(caller: Caller, projectId: string, tx?: Tx): Promise<Role | null> {
  const given = givenRole(caller, projectId)
  if (given !== undefined) return given
  if (!tx) return (await memberships(caller.actorId)).get(projectId) ?? null
  const [row] = await rows(tx, 'Member', Prisma.sql`"projectId" = ${projectId} AND "actorId" = ${caller.actorId}`)
  return row?.role ?? null
}

/** The role that needs no look at the members: none outside the projects of a limited token, OWNER for admins. */
export function givenRole(caller: Caller, projectId: string): Role | null | undefined {
  if (caller.projectIds && !caller.projectIds.includes(projectId)) return null
  return caller.isAdmin ? 'OWNER' : undefined
}

/** As `roleIn`, for many projects at once. */
export async function rolesIn(caller: Caller, projectIds: readonly string[]): Promise<Map<string, Role | null>> {
  const own = caller.isAdmin ? null : await memberships(caller.actorId)
  const limit = caller.projectIds && new Set(caller.projectIds)
  return new Map(projectIds.map((id) => [id, limit && !limit.has(id) ? null : own ? (own.get(id) ?? null) : 'OWNER']))
}

/** Ids of the projects whose content the caller sees; null stands for every project. */
export async function visibleProjectIds(caller: Caller): Promise<string[] | null> {
  if (caller.isAdmin) return caller.projectIds ? [...caller.projectIds] : null
  const own = [...(await memberships(caller.actorId)).keys()]
  return caller.projectIds ? own.filter((id) => caller.projectIds?.includes(id)) : own
}

/** For writes: the caller's role, read in the transaction. To whoever is no member the project does not exist. */
export async function projectAccess(caller: Caller, project: string | { id: string; key: string }, tx: Tx): Promise<{ role: Role }> {
  const [id, ref] = typeof project === 'string' ? [project, project] : [project.id, project.key]
  const role = await roleIn(caller, id, tx)
  if (role === null) throw new NotFoundError('project', ref)
  return { role }
}

export function requireScope(caller: Caller, scope: Scope) {
  if (!caller.scopes.includes(scope)) throw new ForbiddenError(`it needs the token scope ${scope}`)
}

const CACHE_MS = 2_000
const CACHED_ACTORS = 10_000
const cache = new Map<string, { until: number; roles: Promise<Map<string, Role>> }>()
subscribe(AUTH_TOPIC, () => cache.clear())

function memberships(actorId: string): Promise<Map<string, Role>> {
  const now = performance.now()
  const cached = cache.get(actorId)
  if (cached && cached.until > now) return cached.roles
  if (cache.size >= CACHED_ACTORS) cache.clear()
  const roles = readMemberships(actorId)
  cache.set(actorId, { until: now + CACHE_MS, roles })
  roles.catch(() => cache.delete(actorId))
  return roles
}

async function readMemberships(actorId: string) {
  const own = await rows(db(), 'Member', Prisma.sql`"actorId" = ${actorId}`)
  return new Map(own.map((row) => [row.projectId, row.role]))
}
