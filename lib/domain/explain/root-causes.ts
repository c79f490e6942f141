import { type Db, Prisma } from '#lib/db.ts'

/** Tasks upstream that are looked at, nearest first, and causes that are named. */
const MOST_SEEN = 20_000
const MOST_NAMED = 20

export interface RootCauses {
  /** Ids. */
  tasks: string[]
  /** How many there are; more than are named. */
  count: number
  /** How many unfinished tasks stand before the task, directly or not. */
  upstream: number
  /** Only so many were looked at. */
  truncated: boolean
}

/**
 * What a task waits for in the end: the unfinished tasks upstream that wait for no other, and those on hold or cancelled. Those that most
 * wait for come first. Raw: one recursive statement instead of one a level; it goes no further than a cancelled task.
 */
export async function rootCauses(reads: Pick<Db, '$queryRaw'>, taskId: string): Promise<RootCauses> {
  const gate = Prisma.sql`d."kind" = 'BLOCKS' AND d."releasedAt" IS NULL AND b."deletedAt" IS NULL AND b."status" <> 'COMPLETED'`
  const rows = await reads.$queryRaw<{ id: string; causes: bigint; upstream: bigint }[]>`
    WITH RECURSIVE up(id) AS (
      SELECT b."id" FROM "Dependency" d JOIN "Task" b ON b."id" = d."dependsOnId" WHERE d."taskId" = ${taskId} AND ${gate}
      UNION SELECT b."id" FROM up JOIN "Task" o ON o."id" = up.id AND o."status" <> 'CANCELLED'
        JOIN "Dependency" d ON d."taskId" = o."id" JOIN "Task" b ON b."id" = d."dependsOnId" WHERE ${gate}
    ), seen AS MATERIALIZED (SELECT id FROM up LIMIT ${MOST_SEEN})
    SELECT t."id", count(*) OVER () AS "causes", (SELECT count(*) FROM seen) AS "upstream"
    FROM seen JOIN "Task" t ON t."id" = seen.id
    WHERE t."openBlockers" = 0 OR t."status" = 'CANCELLED' OR t."holdReason" IS NOT NULL
    ORDER BY t."openDependents" DESC, t."number" LIMIT ${MOST_NAMED}`
  const upstream = Number(rows[0]?.upstream ?? 0)
  return {
    tasks: rows.map((row) => row.id),
    count: Number(rows[0]?.causes ?? 0),
    upstream,
    truncated: upstream >= MOST_SEEN,
  }
}
