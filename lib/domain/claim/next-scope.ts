import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { ForbiddenError, NotFoundError } from '#lib/errors.ts'
import type { ProjectStatus, Role } from '#prisma/.build/sqlite/client/enums.ts'
import { requireScope } from '../access.ts'
import { ProjectArchivedError } from '../project/errors.ts'
import { TASK_ACTS } from '../task/policy.ts'
import { isLapsed } from './next-wish.ts'

/** A project in which the caller may take work, as a plain read sees it. */
export interface Field {
  id: string
  key: string
  /** Ready tasks, whoever they are for. */
  pending: number
  /** Whether a lease in it has run out, so that its task is free. */
  hasLapsed: boolean
  /** The open claim that the caller holds in it, the one that ends first. */
  own: string | null
}

interface Row extends Omit<Field, 'hasLapsed'> {
  status: ProjectStatus
  role: Role | null
  lapsed: number | bigint | null
}

/**
 * The projects named, or all those the caller is a MEMBER or OWNER of. Archived ones are skipped, unless one alone is named.
 * @throws NotFoundError, ForbiddenError, ProjectArchivedError for what is named
 */
export async function fieldsOf(caller: Caller, refs: readonly string[]): Promise<Field[]> {
  requireScope(caller, 'WORK')
  const rows = (await read(caller, refs)).filter(({ id }) => !caller.projectIds || caller.projectIds.includes(id))
  for (const ref of refs) {
    const row = rows.find(({ id, key }) => id === ref || key === ref.toUpperCase())
    if (!row || (row.role === null && !caller.isAdmin)) throw new NotFoundError('project', ref)
    if (row.role === 'VIEWER' && !caller.isAdmin) throw new ForbiddenError(TASK_ACTS.CLAIM.rule)
    if (row.status === 'ARCHIVED' && refs.length === 1) throw new ProjectArchivedError(row.key)
  }
  return rows
    .filter(({ status }) => status !== 'ARCHIVED')
    .map(({ id, key, pending, lapsed, own }) => ({ id, key, pending, hasLapsed: lapsed !== null, own }))
}

/** Raw: what a claim needs to know of its projects, in one statement. */
function read(caller: Caller, refs: readonly string[]) {
  const lapsed = isLapsed(new Date())
  const keys = refs.map((ref) => ref.toUpperCase())
  const which = refs.length
    ? Prisma.sql`p."id" IN (${Prisma.join([...refs])}) OR p."key" IN (${Prisma.join(keys)})`
    : Prisma.sql`m."role" <> 'VIEWER' AND p."status" <> 'ARCHIVED'`
  return db().$queryRaw<Row[]>`
    SELECT p."id", p."key", p."status", p."pending", m."role",
      (SELECT 1 FROM "Claim" c WHERE c."projectId" = p."id" AND c."endedAt" IS NULL AND ${lapsed} LIMIT 1) AS "lapsed",
      (SELECT c."id" FROM "Claim" c WHERE c."projectId" = p."id" AND c."holderId" = ${caller.actorId}
        AND c."endedAt" IS NULL AND NOT ${lapsed} ORDER BY c."expiresAt" LIMIT 1) AS "own"
    FROM "Project" p LEFT JOIN "Member" m ON m."projectId" = p."id" AND m."actorId" = ${caller.actorId}
    WHERE ${which} ORDER BY p."key"`
}
