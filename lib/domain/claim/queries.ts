import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId, grouped } from '../grouped.ts'
import { rowsOf } from '../rows.ts'

export type ClaimRow = Prisma.ClaimGetPayload<object>

const PER_TASK = 50

export async function claimsByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, ClaimRow>> {
  return byId(await db().claim.findMany({ where: { id: { in: [...ids] }, ...(await inVisible(caller)) } }))
}

/** The open claim of each task that has one. */
export async function openClaimsOf(taskIds: readonly string[]): Promise<Map<string, ClaimRow>> {
  const open = await rowsOf(db(), 'Claim', 'taskId', taskIds, Prisma.sql`AND "endedAt" IS NULL`)
  return new Map(open.map((row) => [row.taskId, row]))
}

/** The newest 50 claims of each task, newest first. */
export async function claimsOf(taskIds: readonly string[]): Promise<Map<string, ClaimRow[]>> {
  if (!taskIds.length) return new Map()
  // Raw: Prisma cannot limit the rows of each group. A task's fence counts its claims.
  const ids = await db().$queryRaw<{ id: string }[]>`
    SELECT c."id" FROM "Task" t JOIN "Claim" c ON c."taskId" = t."id" AND c."fence" > t."fence" - ${PER_TASK}
    WHERE t."id" IN (${Prisma.join([...taskIds])})`
  const rows = await db().claim.findMany({ where: { id: { in: ids.map((row) => row.id) } }, orderBy: { fence: 'desc' } })
  return grouped(rows, (row) => row.taskId)
}

/** The open claims each actor holds on tasks that the caller sees. */
export async function currentClaimsOf(caller: Caller, actorIds: readonly string[]): Promise<Map<string, ClaimRow[]>> {
  const where = { holderId: { in: [...actorIds] }, endedAt: null, ...(await inVisible(caller)) }
  return grouped(await db().claim.findMany({ where, orderBy: { leasedAt: 'asc' } }), (row) => row.holderId)
}

async function inVisible(caller: Caller) {
  const projects = await visibleProjectIds(caller)
  return projects ? { projectId: { in: projects } } : {}
}
