import { chunks } from '#lib/chunks.ts'
import { db, Prisma } from '#lib/db.ts'
import { fitting, type GraphScope, kindList, type TaskGraph } from './graph-scope.ts'
import { isOpen } from './status.ts'
import type { TaskStatus } from './types.ts'

type Found = { ids: string[]; groups: TaskGraph['groups'] }

const OPEN = Prisma.sql`('PENDING', 'BLOCKED', 'IN_PROGRESS')`

/** Open tasks in ready order, then the finished ones that touch them; with `includeDone` every task. Raw: a set joined with its neighbours. */
export async function openWork(scope: GraphScope): Promise<Found> {
  const { projectId, kinds, includeDone, first } = scope
  const touching = (near: string, far: string) => Prisma.sql`
    SELECT d.${Prisma.raw(`"${far}"`)} FROM "Dependency" d JOIN "Task" o ON o."id" = d.${Prisma.raw(`"${near}"`)}
    WHERE d."projectId" = ${projectId} AND d."kind" IN (${kindList(kinds)}) AND o."status" IN ${OPEN} AND o."deletedAt" IS NULL`
  const set = Prisma.sql`
    FROM "Task" t WHERE t."projectId" = ${projectId} AND t."deletedAt" IS NULL AND ${fitting(scope)}
    ${includeDone ? Prisma.empty : Prisma.sql`AND (t."status" IN ${OPEN} OR t."id" IN (${touching('taskId', 'dependsOnId')} UNION ${touching('dependsOnId', 'taskId')}))`}`
  const rows = await db().$queryRaw<{ id: string; status: TaskStatus }[]>`
    SELECT t."id", t."status" ${set}
    ORDER BY CASE WHEN t."status" IN ${OPEN} THEN 0 ELSE 1 END, t."effectivePriority" DESC, t."openDependents" DESC, t."createdAt", t."id"
    LIMIT ${first + 1}`
  const shown = rows.slice(0, first)
  const all =
    rows.length > first
      ? await db().$queryRaw<{ status: TaskStatus; count: bigint }[]>`SELECT t."status", count(*) AS "count" ${set} GROUP BY t."status"`
      : []
  const left = all.map(({ status, count }) => ({ status, count: Number(count) - shown.filter((row) => row.status === status).length }))
  return { ids: shown.map((row) => row.id), groups: left.filter(({ count }) => count > 0) }
}

/** Most tasks that are looked at around a task; those not shown are counted. */
const MOST_VISITED = 5_000

interface Around extends GraphScope {
  direction: 'UPSTREAM' | 'DOWNSTREAM' | 'BOTH'
  depth: number
}

/**
 * What a task waits for and what waits for it, nearest first, one statement a step and direction. Without `includeDone` finished tasks are
 * shown where the open ones end, and nothing behind them.
 */
export async function neighbourhood(centre: string, around: Around): Promise<Found> {
  const status = new Map<string, TaskStatus | null>([[centre, null]])
  const walks = WALKS.filter(({ direction }) => around.direction === 'BOTH' || around.direction === direction).map((walk) => ({
    ...walk,
    frontier: [centre],
    seen: new Set([centre]),
  }))
  for (let step = 0; step < around.depth && status.size < MOST_VISITED && walks.some(({ frontier }) => frontier.length); step++) {
    const found = await Promise.all(walks.map(({ frontier, near, far }) => beyond(frontier, near, far, around)))
    for (const [i, walk] of walks.entries()) {
      const fresh = (found[i] ?? []).filter((row) => !walk.seen.has(row.id))
      for (const row of fresh) {
        walk.seen.add(row.id)
        if (!status.has(row.id)) status.set(row.id, row.status)
      }
      walk.frontier = [...new Set(fresh.filter((row) => around.includeDone || isOpen(row.status)).map((row) => row.id))]
    }
  }
  const ids = await thoseThatFit([...status.keys()], centre, around)
  const groups = new Map<TaskStatus, number>()
  for (const id of ids.slice(around.first)) {
    const one = status.get(id)
    if (one) groups.set(one, (groups.get(one) ?? 0) + 1)
  }
  return { ids: ids.slice(0, around.first), groups: [...groups].map(([one, count]) => ({ status: one, count })) }
}

async function thoseThatFit(ids: string[], centre: string, scope: GraphScope): Promise<string[]> {
  if (!scope.narrowed) return ids
  const rows = await Promise.all(
    chunks(ids, 1000).map(
      (some) => db().$queryRaw<{ id: string }[]>`SELECT t."id" FROM "Task" t WHERE t."id" IN (${Prisma.join(some)}) AND ${fitting(scope)}`,
    ),
  )
  const fit = new Set(rows.flat().map((row) => row.id))
  return ids.filter((id) => id === centre || fit.has(id))
}

const WALKS = [
  { direction: 'UPSTREAM', near: 'taskId', far: 'dependsOnId' },
  { direction: 'DOWNSTREAM', near: 'dependsOnId', far: 'taskId' },
] as const

async function beyond(frontier: readonly string[], near: string, far: string, { kinds }: GraphScope) {
  const rows = await Promise.all(
    chunks(frontier, 1000).map(
      (ids) => db().$queryRaw<{ id: string; status: TaskStatus }[]>`
        SELECT DISTINCT o."id", o."status", o."number" FROM "Dependency" d JOIN "Task" o ON o."id" = d.${Prisma.raw(`"${far}"`)}
        WHERE d.${Prisma.raw(`"${near}"`)} IN (${Prisma.join(ids)}) AND d."kind" IN (${kindList(kinds)}) AND o."deletedAt" IS NULL
        ORDER BY o."number"`,
    ),
  )
  return rows.flat()
}
