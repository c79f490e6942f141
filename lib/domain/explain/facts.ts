import { type Db, Prisma } from '#lib/db.ts'
import { isLapsed } from '../claim/next-wish.ts'
import { isCapable, missingFrom, type Worker } from './capable.ts'

const MOST_WAITING = 20
const MOST_LACKING = 20

/** What is counted of a project's open tasks. Each task counts in `tasks` once, but on hold and blocked at once in both. */
export interface Facts {
  tasks: { unassigned: number; assigned: number; inProgress: number; blocked: number; held: number }
  /** Ready tasks that nobody has: those that some agent can do, and those that none can. */
  ready: number
  unfit: number
  lacking: { capabilities: string[]; count: number }[]
  asked: number
  lapsed: number
  behindCancelled: number
  nextLease: { taskId: string; holderId: string; expiresAt: Date } | null
  /** Ids of tasks on hold, the longest held first. */
  waiting: string[]
}

/** Raw: counts over sets, in a constant number of statements. */
export async function factsOf(reads: Db, projectId: string, workers: readonly Worker[], now: Date): Promise<Facts> {
  const open = Prisma.sql`"projectId" = ${projectId} AND "deletedAt" IS NULL AND "status" IN ('PENDING', 'BLOCKED', 'IN_PROGRESS')`
  const [counted, asked, leases, cancelled, required, waiting] = await Promise.all([
    reads.$queryRaw<Counted[]>`
      SELECT CAST("status" AS TEXT) AS "status", count(*) AS "count", count("assigneeId") AS "assigned", count("holdReason") AS "held",
        sum(CASE WHEN "openBlockers" > 0 THEN 1 ELSE 0 END) AS "blocked"
      FROM "Task" WHERE ${open} GROUP BY "status"`,
    reads.question.count({ where: { projectId, state: 'OPEN' } }),
    reads.$queryRaw<{ taskId: string; holderId: string; expiresAt: Date | string; lapsed: number | bigint }[]>`
      SELECT c."taskId", c."holderId", c."expiresAt", CASE WHEN ${isLapsed(now)} THEN 1 ELSE 0 END AS "lapsed"
      FROM "Claim" c WHERE c."projectId" = ${projectId} AND c."endedAt" IS NULL ORDER BY c."expiresAt"`,
    reads.$queryRaw<{ count: bigint }[]>`
      SELECT count(DISTINCT t."id") AS "count" FROM "Task" c
      JOIN "Dependency" d ON d."dependsOnId" = c."id" AND d."kind" = 'BLOCKS' AND d."releasedAt" IS NULL
      JOIN "Task" t ON t."id" = d."taskId" AND t."deletedAt" IS NULL AND t."status" IN ('PENDING', 'BLOCKED', 'IN_PROGRESS')
      WHERE c."projectId" = ${projectId} AND c."status" = 'CANCELLED' AND c."deletedAt" IS NULL`,
    requiredByReady(reads, projectId),
    reads.task.findMany({
      where: { projectId, deletedAt: null, holdReason: { not: null }, status: { in: ['BLOCKED', 'IN_PROGRESS'] } },
      select: { id: true },
      orderBy: [{ heldAt: 'asc' }, { id: 'asc' }],
      take: MOST_WAITING,
    }),
  ])
  const tasks = divide(counted)
  const unfit = required.filter((row) => !workers.some((worker) => isCapable(worker, row.capabilities)))
  const unfitCount = unfit.reduce((sum, row) => sum + row.count, 0)
  const next = leases.find((lease) => Number(lease.lapsed) === 0)
  return {
    tasks,
    ready: tasks.unassigned - unfitCount,
    unfit: unfitCount,
    lacking: lackingOf(unfit, workers),
    asked,
    lapsed: leases.filter((lease) => Number(lease.lapsed) === 1).length,
    behindCancelled: Number(cancelled[0]?.count ?? 0),
    nextLease: next ? { taskId: next.taskId, holderId: next.holderId, expiresAt: new Date(next.expiresAt) } : null,
    waiting: waiting.map((row) => row.id),
  }
}

interface Counted {
  status: string
  count: bigint
  assigned: bigint
  held: bigint
  blocked: bigint | number | null
}

function divide(rows: readonly Counted[]): Facts['tasks'] {
  const row = (status: string) => rows.find((each) => each.status === status)
  const sum = (field: 'held' | 'blocked') => Number(row('BLOCKED')?.[field] ?? 0)
  const assigned = Number(row('PENDING')?.assigned ?? 0)
  return {
    assigned,
    unassigned: Number(row('PENDING')?.count ?? 0) - assigned,
    inProgress: Number(row('IN_PROGRESS')?.count ?? 0),
    blocked: sum('blocked'),
    held: sum('held') + Number(row('IN_PROGRESS')?.held ?? 0),
  }
}

const SEPARATOR = '\u001f'

/** What ready tasks that nobody has require, and how many require the same. */
async function requiredByReady(reads: Db, projectId: string) {
  const rows = await reads.$queryRaw<{ all: string; count: bigint }[]>`
    SELECT "all", count(*) AS "count" FROM (
      SELECT string_agg(r."capability", ${SEPARATOR} ORDER BY r."capability") AS "all"
      FROM "Task" t JOIN "RequiredCapability" r ON r."taskId" = t."id"
      WHERE t."projectId" = ${projectId} AND t."status" = 'PENDING' AND t."deletedAt" IS NULL AND t."assigneeId" IS NULL
      GROUP BY t."id") AS "required" GROUP BY "all" ORDER BY count(*) DESC, "all"`
  return rows.map((row) => ({ capabilities: row.all.split(SEPARATOR), count: Number(row.count) }))
}

function lackingOf(unfit: readonly { capabilities: string[]; count: number }[], workers: readonly Worker[]): Facts['lacking'] {
  const counts = new Map<string, Facts['lacking'][number]>()
  for (const { capabilities, count } of unfit) {
    const missing = missingFrom(workers, capabilities)
    const known = counts.get(missing.join(SEPARATOR)) ?? { capabilities: missing, count: 0 }
    known.count += count
    counts.set(missing.join(SEPARATOR), known)
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, MOST_LACKING)
}
