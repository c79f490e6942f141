import type { Caller } from '#lib/auth/caller.ts'
import { db, type Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId } from '../grouped.ts'
import { decodeCursor, encodeCursor, type Page, type PageInput, pageOf, pageSize } from '../page.ts'

export type ContextRow = Prisma.ContextEntryGetPayload<object>

/** A private note is seen by its author alone, not even by admins. Every read of entries passes this. */
export const visibleTo = (caller: Caller) =>
  ({ OR: [{ kind: { not: 'NOTE' } }, { authorId: caller.actorId }] }) satisfies Prisma.ContextEntryWhereInput

/** Entries of one task (its id) that the caller sees, newest first. */
export async function listContext(caller: Caller, { task, first, after }: PageInput & { task: string }): Promise<Page<ContextRow>> {
  const size = pageSize(first)
  const from = decodeCursor('CONTEXT', ['date', 'text'], after)
  const projects = await visibleProjectIds(caller)
  const [createdAt, id] = from ? [new Date(String(from[0])), String(from[1])] : []
  const rows = await db().contextEntry.findMany({
    where: {
      AND: [
        { taskId: task, ...(projects && { projectId: { in: projects } }) },
        visibleTo(caller),
        createdAt && id !== undefined ? { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }] } : {},
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
  })
  return pageOf(rows, size, (row) => encodeCursor('CONTEXT', [row.createdAt.toISOString(), row.id]), from === null)
}

export async function contextByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, ContextRow>> {
  const projects = await visibleProjectIds(caller)
  const where = { id: { in: [...ids] }, ...visibleTo(caller), ...(projects && { projectId: { in: projects } }) }
  return byId(await db().contextEntry.findMany({ where }))
}
