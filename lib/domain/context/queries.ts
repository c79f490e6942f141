import type { Caller } from '#lib/auth/caller.ts'
import { opened } from '#lib/cipher.ts'
import { db, type Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId, grouped } from '../grouped.ts'
import { decodeCursor, encodeCursor, type Page, type PageInput, pageOf, pageSize } from '../page.ts'

export type ContextRow = Prisma.ContextEntryGetPayload<object>

/** A private note is seen by its author alone, not even by admins. Every read of entries passes this. */
export const visibleTo = (caller: Caller) =>
  ({ OR: [{ kind: { not: 'NOTE' } }, { authorId: caller.actorId }] }) satisfies Prisma.ContextEntryWhereInput

interface ContextList extends PageInput {
  /** Written on this task, by its id, or on this project itself. */
  on: { task: string } | { project: string }
  kinds?: readonly ContextRow['kind'][] | null | undefined
}

/** Entries that the caller sees, newest first. */
export async function listContext(caller: Caller, { on, kinds, first, after }: ContextList): Promise<Page<ContextRow>> {
  const size = pageSize(first)
  const from = decodeCursor('CONTEXT', ['date', 'text'], after)
  const projects = await visibleProjectIds(caller)
  const [createdAt, id] = from ? [new Date(String(from[0])), String(from[1])] : []
  const rows = await db().contextEntry.findMany({
    where: {
      AND: [
        'task' in on ? { taskId: on.task } : { projectId: on.project, taskId: null },
        projects ? { projectId: { in: projects } } : {},
        kinds ? { kind: { in: [...kinds] } } : {},
        visibleTo(caller),
        createdAt && id !== undefined ? { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }] } : {},
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
  })
  return pageOf(rows.map(opened), size, (row) => encodeCursor('CONTEXT', [row.createdAt.toISOString(), row.id]), from === null)
}

/** Ids of the actors that each entry names. Whoever calls has seen the entries. */
export async function mentionsOf(entryIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db().mention.findMany({ where: { entryId: { in: [...entryIds] }, entry: { kind: { not: 'NOTE' } } } })
  return new Map([...grouped(rows, (row) => row.entryId)].map(([id, named]) => [id, named.map((row) => row.actorId).sort()]))
}

export async function contextByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, ContextRow>> {
  const projects = await visibleProjectIds(caller)
  const where = { id: { in: [...ids] }, ...visibleTo(caller), ...(projects && { projectId: { in: projects } }) }
  return byId((await db().contextEntry.findMany({ where })).map(opened))
}
