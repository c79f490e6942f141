import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId, grouped } from '../grouped.ts'
import { rowsOf } from '../rows.ts'
import type { TaskRow } from './types.ts'

/** Tasks by id, deleted ones too; what the caller may not see is left out. */
export async function tasksByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, TaskRow>> {
  const projects = await visibleProjectIds(caller)
  const found = await rowsOf(db(), 'Task', 'id', ids)
  return byId(projects ? found.filter((row) => projects.includes(row.projectId)) : found)
}

export async function tagsOf(taskIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = await rowsOf(db(), 'TaskTag', 'taskId', taskIds, Prisma.sql`ORDER BY "fold"`)
  return values(
    grouped(found, (row) => row.taskId),
    (row) => row.tag,
  )
}

export async function capabilitiesOf(taskIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db().requiredCapability.findMany({ where: { taskId: { in: [...taskIds] } }, orderBy: { capability: 'asc' } })
  return values(
    grouped(rows, (row) => row.taskId),
    (row) => row.capability,
  )
}

export async function criteriaOf(taskIds: readonly string[]) {
  const rows = await db().criterion.findMany({ where: { taskId: { in: [...taskIds] } }, orderBy: { position: 'asc' } })
  return grouped(rows, (row) => row.taskId)
}

function values<Row>(groups: Map<string, Row[]>, valueOf: (row: Row) => string) {
  return new Map([...groups].map(([key, rows]) => [key, rows.map(valueOf)]))
}
