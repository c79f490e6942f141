import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId } from '../grouped.ts'
import type { DependencyRow } from './types.ts'

/** What joins a task to others. A deleted task takes its edges out of sight. */
export interface TaskEdges {
  /** BLOCKS: what the task waits for, and what waits for it. */
  blockers: DependencyRow[]
  dependents: DependencyRow[]
  parent: DependencyRow | null
  children: DependencyRow[]
  /** RELATED, DUPLICATES and DISCOVERED_FROM, both ways. */
  links: DependencyRow[]
}

/** Most of one kind and direction that a task shows. */
export const EDGES_SHOWN = 200

export async function dependenciesByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, DependencyRow>> {
  const projects = await visibleProjectIds(caller)
  const where = { id: { in: [...ids] }, task: { deletedAt: null }, dependsOn: { deletedAt: null } }
  return byId(await db().dependency.findMany({ where: { ...where, ...(projects && { projectId: { in: projects } }) } }))
}

/** The edges of each task, oldest first, in three statements however many tasks. */
export async function dependenciesOf(taskIds: readonly string[]): Promise<Map<string, TaskEdges>> {
  const own = new Map<string, TaskEdges>(taskIds.map((id) => [id, { blockers: [], dependents: [], parent: null, children: [], links: [] }]))
  if (!own.size) return own
  const ids = [...(await edgeIds([...own.keys()], 'taskId', 'dependsOnId')), ...(await edgeIds([...own.keys()], 'dependsOnId', 'taskId'))]
  const rows = await db().dependency.findMany({ where: { id: { in: [...new Set(ids)] } }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  for (const row of rows) {
    const below = own.get(row.taskId)
    const above = own.get(row.dependsOnId)
    if (row.kind === 'BLOCKS') {
      below?.blockers.push(row)
      above?.dependents.push(row)
    } else if (row.kind === 'PARENT') {
      if (below) below.parent ??= row
      above?.children.push(row)
    } else {
      below?.links.push(row)
      above?.links.push(row)
    }
  }
  for (const edges of own.values())
    for (const list of ['blockers', 'dependents', 'children', 'links'] as const) edges[list] = edges[list].slice(0, EDGES_SHOWN)
  return own
}

/** Raw: Prisma cannot limit the rows of each group. */
async function edgeIds(taskIds: string[], near: 'taskId' | 'dependsOnId', far: 'taskId' | 'dependsOnId') {
  const [nearColumn, farColumn] = [Prisma.raw(`d."${near}"`), Prisma.raw(`d."${far}"`)]
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM (
      SELECT d."id", ROW_NUMBER() OVER (PARTITION BY ${nearColumn}, d."kind" ORDER BY d."createdAt", d."id") AS "place"
      FROM "Dependency" d JOIN "Task" o ON o."id" = ${farColumn} AND o."deletedAt" IS NULL
      WHERE ${nearColumn} IN (${Prisma.join(taskIds)})) AS "numbered"
    WHERE "place" <= ${EDGES_SHOWN}`
  return rows.map((row) => row.id)
}
