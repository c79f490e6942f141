import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId, grouped } from '../grouped.ts'
import type { TaskRow } from './types.ts'

/** Tasks by id, deleted ones too; what the caller may not see is left out. */
export async function tasksByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, TaskRow>> {
  const projects = await visibleProjectIds(caller)
  const rows = await db().task.findMany({ where: { id: { in: [...ids] } } })
  return byId(projects ? rows.filter((row) => projects.includes(row.projectId)) : rows)
}

export async function tagsOf(taskIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db().taskTag.findMany({
    where: { taskId: { in: [...taskIds] } },
    orderBy: { fold: 'asc' },
    select: { taskId: true, tag: true },
  })
  return values(
    grouped(rows, (row) => row.taskId),
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
