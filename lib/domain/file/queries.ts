import type { Caller } from '#lib/auth/caller.ts'
import { db, type Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId, grouped } from '../grouped.ts'
import { type Overlap, overlapsWith } from './overlaps.ts'

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

/** Where other open tasks touch the same lines as each of these references, which the caller has read; in progress first. */
export async function overlapsByFile(files: readonly FileRow[]): Promise<Map<FileRow, Overlap[]>> {
  const found = new Map<string, Overlap[]>()
  for (const [projectId, some] of grouped(files, (file) => file.projectId))
    for (const [id, overlaps] of grouped(await overlapsWith(db(), projectId, some), ({ file }) => file.id)) found.set(id, overlaps)
  return new Map(files.map((file) => [file, found.get(file.id) ?? []]))
}
