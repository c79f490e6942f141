import { Prisma } from '#lib/db.ts'
import type { Write } from '#lib/write.ts'

const OPEN = Prisma.sql`t."deletedAt" IS NULL AND t."status" IN ('PENDING', 'BLOCKED', 'IN_PROGRESS')`

/** Holders and assignees of the open tasks that a dependency of any kind, either way round, or a common file joins to a task. */
export function joinedTo({ tx }: Pick<Write, 'tx'>, taskId: string): Promise<string[]> {
  return peopleOf(
    tx,
    Prisma.sql`t."id" IN (
      SELECT "dependsOnId" FROM "Dependency" WHERE "taskId" = ${taskId}
      UNION SELECT "taskId" FROM "Dependency" WHERE "dependsOnId" = ${taskId}
      UNION SELECT f."taskId" FROM "FileReference" own
        JOIN "FileReference" f ON f."projectId" = own."projectId" AND f."path" = own."path" WHERE own."taskId" = ${taskId})`,
  )
}

/** Whoever holds, or is to do, an open task of a project. */
export function workingOn({ tx }: Pick<Write, 'tx'>, projectId: string): Promise<string[]> {
  return peopleOf(tx, Prisma.sql`t."projectId" = ${projectId}`)
}

async function peopleOf(tx: Write['tx'], tasks: Prisma.Sql): Promise<string[]> {
  // Raw: one statement for assignees and holders of tasks that three relations lead to.
  const rows = await tx.$queryRaw<{ actorId: string }[]>`
    SELECT t."assigneeId" AS "actorId" FROM "Task" t WHERE ${tasks} AND ${OPEN} AND t."assigneeId" IS NOT NULL
    UNION SELECT c."holderId" FROM "Task" t JOIN "Claim" c ON c."taskId" = t."id" AND c."endedAt" IS NULL WHERE ${tasks} AND ${OPEN}`
  return rows.map((row) => row.actorId)
}
