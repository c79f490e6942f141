import type { Caller } from '#lib/auth/caller.ts'
import { db, type Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId, grouped } from '../grouped.ts'

export type FileRow = Prisma.FileReferenceGetPayload<object>

export async function filesByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, FileRow>> {
  const projects = await visibleProjectIds(caller)
  return byId(await db().fileReference.findMany({ where: { id: { in: [...ids] }, ...(projects && { projectId: { in: projects } }) } }))
}

export async function filesOf(taskIds: readonly string[]): Promise<Map<string, FileRow[]>> {
  const rows = await db().fileReference.findMany({
    where: { taskId: { in: [...taskIds] } },
    orderBy: [{ path: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
  })
  return grouped(rows, (row) => row.taskId)
}
