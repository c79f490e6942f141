import { Prisma, type Tx } from '#lib/db.ts'
import { grouped } from '../grouped.ts'

/**
 * Who did the work of each completed task: whoever completed it, held its last claim, or was its assignee then.
 * A finished task gets no other assignee, so that is the one it has.
 */
export async function workersOf(tx: Pick<Tx, '$queryRaw'>, taskIds: readonly string[]): Promise<Map<string, string[]>> {
  if (!taskIds.length) return new Map()
  const ids = Prisma.join([...taskIds])
  // Raw: Prisma cannot take the last row of each group. The last completion is that of the highest number in the task's one stream.
  const rows = await tx.$queryRaw<{ taskId: string; actorId: string }[]>`
    SELECT t."id" AS "taskId", t."assigneeId" AS "actorId" FROM "Task" t WHERE t."id" IN (${ids}) AND t."assigneeId" IS NOT NULL
    UNION SELECT c."taskId", c."holderId" FROM "Task" t JOIN "Claim" c ON c."taskId" = t."id" AND c."fence" = t."fence" WHERE t."id" IN (${ids})
    UNION SELECT e."taskId", e."actorId" FROM "Event" e
      WHERE e."taskId" IN (${ids}) AND e."action" = 'TASK_COMPLETED' AND e."actorId" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "Event" l WHERE l."taskId" = e."taskId" AND l."seq" > e."seq" AND l."action" = 'TASK_COMPLETED')`
  const groups = grouped(rows, (row) => row.taskId)
  return new Map([...groups].map(([taskId, group]) => [taskId, group.map((row) => row.actorId)]))
}
