import { Prisma, type Dialect } from '#lib/db.ts'

/** One way in which stored state can disagree with what it is derived from. Each query answers (ref, stored, expected) as text for every fault. */
export interface Check {
  name: string
  sql: Prisma.Sql
}

const { sql } = Prisma
const GATING = sql`d."kind" = 'BLOCKS' AND d."releasedAt" IS NULL`
const isOpen = (task: string) => Prisma.raw(`${task}."deletedAt" IS NULL AND ${task}."status" IN ('PENDING', 'BLOCKED', 'IN_PROGRESS')`)
const text = (expression: Prisma.Sql) => sql`CAST(${expression} AS TEXT)`

/** Set-based and written apart from lib/domain/graph, so that both would have to be wrong in the same way. */
export const checks = (dialect: Dialect): Check[] => [...derived(dialect), ...counters(), ...streams(), ...claims(), ...edges()]

function derived(dialect: Dialect): Check[] {
  const truth = (column: Prisma.Sql) => (dialect === 'sqlite' ? column : sql`(CASE WHEN ${column} THEN 1 ELSE 0 END)`)
  const blockers = sql`LEFT JOIN (SELECT d."taskId", count(*) AS n FROM "Dependency" d JOIN "Task" b ON b."id" = d."dependsOnId"
    WHERE ${GATING} AND b."deletedAt" IS NULL AND b."status" <> 'COMPLETED' GROUP BY d."taskId") g ON g."taskId" = t."id"`
  const expected = sql`(CASE WHEN t."openBlockers" > 0 OR t."holdReason" IS NOT NULL THEN 1 ELSE 0 END)`
  const rank = (r: number) => sql`SELECT id, ${Prisma.raw(String(r))} AS r FROM ${Prisma.raw(`up${r}`)}`
  return [
    {
      name: 'openBlockers',
      sql: sql`SELECT t."key" AS ref, ${text(sql`t."openBlockers"`)} AS stored, ${text(sql`coalesce(g.n, 0)`)} AS expected
        FROM "Task" t ${blockers} WHERE t."openBlockers" <> coalesce(g.n, 0)`,
    },
    {
      name: 'isBlocked',
      sql: sql`SELECT t."key" AS ref, ${text(truth(sql`t."isBlocked"`))} AS stored, ${text(expected)} AS expected
        FROM "Task" t WHERE ${truth(sql`t."isBlocked"`)} <> ${expected}`,
    },
    {
      name: 'status',
      sql: sql`SELECT t."key" AS ref, ${text(sql`t."status"`)} AS stored, CASE WHEN ${truth(sql`t."isBlocked"`)} = 1 THEN 'BLOCKED' ELSE 'PENDING' END AS expected
        FROM "Task" t WHERE (t."status" = 'PENDING' AND ${truth(sql`t."isBlocked"`)} = 1) OR (t."status" = 'BLOCKED' AND ${truth(sql`t."isBlocked"`)} = 0)`,
    },
    {
      name: 'openDependents',
      sql: sql`SELECT t."key" AS ref, ${text(sql`t."openDependents"`)} AS stored, ${text(sql`coalesce(g.n, 0)`)} AS expected FROM "Task" t
        LEFT JOIN (SELECT d."dependsOnId", count(*) AS n FROM "Dependency" d JOIN "Task" o ON o."id" = d."taskId"
          WHERE ${GATING} AND ${isOpen('o')} GROUP BY d."dependsOnId") g ON g."dependsOnId" = t."id" AND t."deletedAt" IS NULL
        WHERE t."openDependents" <> coalesce(g.n, 0)`,
    },
    {
      name: 'effectivePriority',
      sql: sql`WITH RECURSIVE ${Prisma.join([1, 2, 3].map(upstreamOf), ', ')},
        best AS (SELECT id, max(r) AS r FROM (${rank(1)} UNION ALL ${rank(2)} UNION ALL ${rank(3)}) every_rank GROUP BY id)
        SELECT t."key" AS ref, ${text(sql`t."effectivePriority"`)} AS stored, ${text(sql`coalesce(best.r, t."priority")`)} AS expected
        FROM "Task" t LEFT JOIN best ON best.id = t."id" WHERE t."effectivePriority" <> coalesce(best.r, t."priority")`,
    },
  ]
}

/** Open tasks of at least this rank, and the open tasks that gate them, directly or not. */
function upstreamOf(rank: number) {
  const name = Prisma.raw(`up${rank}`)
  return sql`${name}(id) AS (
    SELECT t."id" FROM "Task" t WHERE t."priority" >= ${Prisma.raw(String(rank))} AND ${isOpen('t')}
    UNION SELECT t."id" FROM ${name} JOIN "Dependency" d ON d."taskId" = ${name}.id AND ${GATING} JOIN "Task" t ON t."id" = d."dependsOnId" AND ${isOpen('t')})`
}

function counters(): Check[] {
  const names = { pending: 'PENDING', blocked: 'BLOCKED', inProgress: 'IN_PROGRESS', completed: 'COMPLETED', cancelled: 'CANCELLED' }
  const counts = Object.entries(names).map(([column, status]): Check => {
    const stored = Prisma.raw(`p."${column}"`)
    return {
      name: `project.${column}`,
      sql: sql`SELECT p."key" AS ref, ${text(sql`${stored}`)} AS stored, ${text(sql`coalesce(g.n, 0)`)} AS expected FROM "Project" p
        LEFT JOIN (SELECT t."projectId", count(*) AS n FROM "Task" t WHERE t."deletedAt" IS NULL AND t."status" = ${Prisma.raw(`'${status}'`)} GROUP BY t."projectId") g
          ON g."projectId" = p."id" WHERE ${stored} <> coalesce(g.n, 0)`,
    }
  })
  const last = sql`SELECT t."projectId", max(t."number") AS n FROM "Task" t GROUP BY t."projectId"`
  return [
    ...counts,
    {
      name: 'project.lastNumber',
      sql: sql`SELECT p."key" AS ref, ${text(sql`p."lastNumber"`)} AS stored, ${text(sql`g.n`)} AS expected
        FROM "Project" p JOIN (${last}) g ON g."projectId" = p."id" WHERE p."lastNumber" < g.n`,
    },
    {
      name: 'task.key',
      sql: sql`SELECT t."id" AS ref, t."key" AS stored, p."key" || '-' || t."number" AS expected
        FROM "Task" t JOIN "Project" p ON p."id" = t."projectId" WHERE t."key" <> p."key" || '-' || t."number"`,
    },
  ]
}

function streams(): Check[] {
  const heads = sql`SELECT "key" AS stream, "seq" FROM "Project" UNION ALL SELECT 'workspace', "seq" FROM "Workspace"`
  const found = sql`SELECT "stream", max("seq") AS n, count(*) AS c FROM "Event" GROUP BY "stream"`
  const told = sql`SELECT "recipientId", max("seq") AS n, count(*) AS c FROM "Notification" GROUP BY "recipientId"`
  return [
    {
      name: 'event.seq',
      sql: sql`SELECT h.stream AS ref, ${text(sql`h."seq"`)} AS stored, ${text(sql`coalesce(e.c, 0)`)} || ' events to ' || ${text(sql`coalesce(e.n, 0)`)} AS expected
        FROM (${heads}) h LEFT JOIN (${found}) e ON e."stream" = h.stream WHERE h."seq" <> coalesce(e.n, 0) OR h."seq" <> coalesce(e.c, 0)`,
    },
    {
      name: 'notification.seq',
      sql: sql`SELECT a."handle" AS ref, ${text(sql`a."notificationSeq"`)} AS stored, ${text(sql`coalesce(n.c, 0)`)} || ' notifications to ' || ${text(sql`coalesce(n.n, 0)`)} AS expected
        FROM "Actor" a LEFT JOIN (${told}) n ON n."recipientId" = a."id"
        WHERE a."notificationSeq" <> coalesce(n.n, 0) OR a."notificationSeq" <> coalesce(n.c, 0)`,
    },
  ]
}

function claims(): Check[] {
  return [
    {
      name: 'claim.several',
      sql: sql`SELECT t."key" AS ref, ${text(sql`count(*)`)} AS stored, '1' AS expected FROM "Claim" c JOIN "Task" t ON t."id" = c."taskId"
        WHERE c."endedAt" IS NULL GROUP BY t."key" HAVING count(*) > 1`,
    },
    {
      name: 'claim.status',
      sql: sql`SELECT t."key" AS ref, ${text(sql`t."status"`)} AS stored, 'IN_PROGRESS' AS expected FROM "Claim" c JOIN "Task" t ON t."id" = c."taskId"
        WHERE c."endedAt" IS NULL AND (t."status" <> 'IN_PROGRESS' OR t."deletedAt" IS NOT NULL)`,
    },
    {
      name: 'claim.fence',
      sql: sql`SELECT t."key" AS ref, ${text(sql`t."fence"`)} AS stored, ${text(sql`max(c."fence")`)} AS expected FROM "Claim" c JOIN "Task" t ON t."id" = c."taskId"
        GROUP BY t."key", t."fence" HAVING max(c."fence") > t."fence"`,
    },
    {
      name: 'claim.holder',
      sql: sql`SELECT t."key" AS ref, coalesce(t."assigneeId", 'nobody') AS stored, c."holderId" AS expected FROM "Claim" c JOIN "Task" t ON t."id" = c."taskId"
        WHERE c."endedAt" IS NULL AND (t."assigneeId" IS NULL OR t."assigneeId" <> c."holderId")`,
    },
    {
      name: 'task.assignee',
      sql: sql`SELECT t."key" AS ref, a."handle" AS stored, 'an assignee who is not retired' AS expected FROM "Task" t JOIN "Actor" a ON a."id" = t."assigneeId"
        WHERE a."retiredAt" IS NOT NULL AND t."externalKey" IS NULL AND ${isOpen('t')}`,
    },
  ]
}

function edges(): Check[] {
  return [
    {
      name: 'dependency.project',
      sql: sql`SELECT d."id" AS ref, t."projectId" || ' → ' || o."projectId" AS stored, d."projectId" AS expected FROM "Dependency" d
        JOIN "Task" t ON t."id" = d."taskId" JOIN "Task" o ON o."id" = d."dependsOnId" WHERE t."projectId" <> d."projectId" OR o."projectId" <> d."projectId"`,
    },
    {
      name: 'dependency.parents',
      sql: sql`SELECT t."key" AS ref, ${text(sql`count(*)`)} AS stored, '1' AS expected FROM "Dependency" d JOIN "Task" t ON t."id" = d."taskId"
        WHERE d."kind" = 'PARENT' GROUP BY t."key" HAVING count(*) > 1`,
    },
  ]
}
