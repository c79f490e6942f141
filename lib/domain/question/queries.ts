import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId, grouped } from '../grouped.ts'
import { decodeCursor, emptyPage, encodeCursor, type Page, type PageInput, pageOf, pageSize } from '../page.ts'
import { findProject } from '../project/queries.ts'

export type QuestionRow = Prisma.QuestionGetPayload<object>
export type QuestionState = QuestionRow['state']

const PER_TASK = 50
const NEWEST = [{ createdAt: 'desc' as const }, { id: 'desc' as const }]

export async function questionsByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, QuestionRow>> {
  const projects = await visibleProjectIds(caller)
  return byId(await db().question.findMany({ where: { id: { in: [...ids] }, ...(projects && { projectId: { in: projects } }) } }))
}

/** The newest 50 questions of each task, newest first. Whoever calls has seen the tasks. */
export async function questionsOf(taskIds: readonly string[]): Promise<Map<string, QuestionRow[]>> {
  if (!taskIds.length) return new Map()
  // Raw: Prisma cannot limit the rows of each group.
  const ids = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM (
      SELECT "id", row_number() OVER (PARTITION BY "taskId" ORDER BY "createdAt" DESC, "id" DESC) AS "place"
      FROM "Question" WHERE "taskId" IN (${Prisma.join([...taskIds])})) AS "asked"
    WHERE "place" <= ${PER_TASK}`
  const rows = await db().question.findMany({ where: { id: { in: ids.map((row) => row.id) } }, orderBy: NEWEST })
  return grouped(rows, (row) => row.taskId)
}

interface QuestionList extends PageInput {
  /** Id or key; without it, of every project that the caller sees. */
  project?: string | null | undefined
  state?: QuestionState | null | undefined
}

/** Newest first; empty when the project is missing or hidden. */
export async function listQuestions(caller: Caller, { project, state, first, after }: QuestionList): Promise<Page<QuestionRow>> {
  const size = pageSize(first)
  const from = decodeCursor('QUESTIONS', ['date', 'text'], after)
  const found = project ? await findProject(caller, project) : null
  if (project && !found) return emptyPage()
  const projects = found ? [found.id] : await visibleProjectIds(caller)
  const [createdAt, id] = from ? [new Date(String(from[0])), String(from[1])] : []
  const rows = await db().question.findMany({
    where: {
      ...(projects && { projectId: { in: projects } }),
      ...(state && { state }),
      task: { deletedAt: null },
      ...(createdAt && { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id ?? '' } }] }),
    },
    orderBy: NEWEST,
    take: size + 1,
  })
  return pageOf(rows, size, (row) => encodeCursor('QUESTIONS', [row.createdAt.toISOString(), row.id]), from === null)
}
