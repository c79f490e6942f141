import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { byId } from '../grouped.ts'
import { parse, ref } from '../input.ts'
import { type CursorType, decodeCursor, emptyPage, encodeCursor, type Page, type PageInput, pageOf, pageSize } from '../page.ts'
import { findProject } from '../project/queries.ts'
import { givenFile } from './given.ts'
import { meets } from './overlaps.ts'
import type { FileRow } from './queries.ts'

const schema = givenFile.and(z.object({ project: ref }))
const TYPES: CursorType[] = ['int', 'date', 'text']

/** File references that touch a path: those of tasks in progress first, then of other open ones, then of finished ones; the newest first. */
export async function whoTouches(caller: Caller, input: z.input<typeof schema> & PageInput): Promise<Page<FileRow>> {
  const { project: where, ...range } = parse(schema, input)
  const size = pageSize(input.first)
  const after = decodeCursor('TOUCHES', TYPES, input.after)
  const project = await findProject(caller, where)
  if (!project) return emptyPage()
  const [rank, createdAt, id] = after ?? []
  const beyond = after
    ? Prisma.sql`AND (${RANK} > ${Number(rank)} OR (${RANK} = ${Number(rank)} AND (o."createdAt", o."id") < (${new Date(String(createdAt))}, ${id})))`
    : Prisma.empty
  // Raw: Prisma orders by no expression.
  const found = await db().$queryRaw<{ id: string; rank: number | bigint }[]>`
    SELECT o."id", ${RANK} AS "rank" FROM "FileReference" o JOIN "Task" t ON t."id" = o."taskId"
    WHERE o."projectId" = ${project.id} AND t."deletedAt" IS NULL AND ${meets(range)} ${beyond}
    ORDER BY ${RANK}, o."createdAt" DESC, o."id" DESC LIMIT ${size + 1}`
  const rows = byId(await db().fileReference.findMany({ where: { id: { in: found.map((row) => row.id) } } }))
  const ranked = found.flatMap(({ id, rank }) => {
    const row = rows.get(id)
    return row ? [{ row, rank: Number(rank) }] : []
  })
  const page = pageOf(ranked, size, ({ row, rank }) => encodeCursor('TOUCHES', [rank, row.createdAt.toISOString(), row.id]), after === null)
  return { ...page, rows: page.rows.map(({ row }) => row) }
}

const RANK = Prisma.sql`CASE t."status" WHEN 'IN_PROGRESS' THEN 0 WHEN 'PENDING' THEN 1 WHEN 'BLOCKED' THEN 1 ELSE 2 END`
