import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { parse } from '../input.ts'
import { findProject } from '../project/queries.ts'
import { conditionsOf, isOneOf, statusesOf, taskFilter, type TaskFilter } from './filter.ts'

export const GROUPINGS = {
  STATUS: 'By status.',
  PRIORITY: 'By priority.',
  ASSIGNEE: 'By assignee.',
  TAG: 'By tag; a task with several is in several groups.',
  PARENT: 'By the task that they are a part of.',
} as const
export type Grouping = keyof typeof GROUPINGS

/** How many tasks have one value. Null: those without one. */
export interface TaskGroup {
  by: Grouping
  value: string | number | null
  count: number
}

const MOST = 500

/** The values that the tasks of a list have, with exact counts, the most frequent 500. Null when the project is missing or hidden. */
export async function taskGroups(
  caller: Caller,
  { project: ref, filter, by }: { project: string; filter?: TaskFilter | null | undefined; by: Grouping },
): Promise<TaskGroup[] | null> {
  const narrowed = parse(taskFilter, filter ?? {})
  const project = await findProject(caller, ref)
  if (!project) return null
  const statuses = statusesOf(narrowed)
  if (!statuses.length) return []
  const where = Prisma.join([Prisma.sql`"projectId" = ${project.id}`, isOneOf(statuses), ...conditionsOf(narrowed)], ' AND ')
  const rows = await db().$queryRaw<{ value: string | number | null; found: bigint }[]>(statement(by, where))
  return rows.map(({ value, found }) => ({ by, value, count: Number(found) })).filter(({ count }) => count > 0)
}

/** Raw: counts in one statement, also those without a value, which Prisma cannot group by. */
function statement(by: Grouping, where: Prisma.Sql) {
  if (by === 'STATUS') return byColumn(Prisma.sql`CAST("status" AS TEXT)`, where)
  if (by === 'PRIORITY') return byColumn(Prisma.sql`"priority"`, where)
  if (by === 'ASSIGNEE') return byColumn(Prisma.sql`"assigneeId"`, where)
  return Prisma.sql`
    SELECT "each"."value" AS "value", count(*) AS "found" FROM (SELECT "id" FROM "Task" WHERE ${where}) AS "some"
    LEFT JOIN (${by === 'TAG' ? TAGS : PARENTS}) AS "each" ON "each"."taskId" = "some"."id"
    GROUP BY "each"."value" ORDER BY "found" DESC LIMIT ${MOST}`
}

const TAGS = Prisma.sql`SELECT g."taskId" AS "taskId", g."fold" AS "value" FROM "TaskTag" g`
const PARENTS = Prisma.sql`SELECT d."taskId" AS "taskId", d."dependsOnId" AS "value" FROM "Dependency" d
  JOIN "Task" p ON p."id" = d."dependsOnId" AND p."deletedAt" IS NULL WHERE d."kind" = 'PARENT'`

const byColumn = (column: Prisma.Sql, where: Prisma.Sql) =>
  Prisma.sql`SELECT ${column} AS "value", count(*) AS "found" FROM "Task" WHERE ${where} GROUP BY ${column} ORDER BY "found" DESC LIMIT ${MOST}`
