import { chunks } from '#lib/chunks.ts'
import { Prisma } from '#lib/db.ts'
import type { Write } from '#lib/write.ts'
import { oneOf } from '../one-of.ts'
import { isOpen, waitingStatus } from '../task/status.ts'
import type { TaskStatus } from '../task/types.ts'
import { settleRanks } from './ranks.ts'

/** An open task whose isBlocked changed. */
export interface Turn {
  id: string
  key: string
  isBlocked: boolean
  from: TaskStatus
  to: TaskStatus
  version: number
  assigneeId: string | null
  createdById: string | null
}

/**
 * The one place that maintains derived columns. Call it in the transaction of the cause, after the cause is written:
 * `gated` are tasks whose blockers, hold or own status changed; `ranked` are tasks whose own priority or status, or
 * whose dependents' rank, may have changed. Answers the open tasks whose isBlocked turned, with counters moved and versions raised.
 */
export async function settle(
  w: Write,
  projectId: string,
  touched: { gated?: Iterable<string>; ranked?: Iterable<string> },
): Promise<Turn[]> {
  const turns: Turn[] = []
  for (const ids of chunks([...new Set(touched.gated ?? [])])) turns.push(...(await settleGates(w, projectId, ids)))
  await settleRanks(w, new Set(touched.ranked ?? []))
  return turns
}

interface GateRow {
  id: string
  key: string
  status: TaskStatus
  deletedAt: unknown
  isBlocked: boolean | number
  openBlockers: number
  held: number | bigint
  fresh: number | bigint
  version: number
  assigneeId: string | null
  createdById: string | null
}

async function settleGates(w: Write, projectId: string, ids: string[]): Promise<Turn[]> {
  // Raw: Prisma cannot compare a stored count with a fresh one in a statement.
  const rows = await w.tx.$queryRaw<GateRow[]>`
    SELECT t."id", t."key", t."status", t."deletedAt", t."isBlocked", t."openBlockers", t."version", t."assigneeId", t."createdById",
      CASE WHEN t."holdReason" IS NULL THEN 0 ELSE 1 END AS "held",
      (SELECT count(*) FROM "Dependency" d JOIN "Task" b ON b."id" = d."dependsOnId"
        WHERE d."taskId" = t."id" AND d."kind" = 'BLOCKS' AND d."releasedAt" IS NULL
          AND b."deletedAt" IS NULL AND b."status" <> 'COMPLETED') AS "fresh"
    FROM "Task" t WHERE t."id" IN (${Prisma.join(ids)})`
  const groups = new Map<string, { ids: string[]; data: Prisma.TaskUpdateManyMutationInput }>()
  const turns: Turn[] = []
  for (const row of rows) {
    const openBlockers = Number(row.fresh)
    const isBlocked = openBlockers > 0 || Number(row.held) === 1
    const waits = row.status === 'PENDING' || row.status === 'BLOCKED'
    const to: TaskStatus = waits ? waitingStatus(isBlocked) : row.status
    const turned = Boolean(row.isBlocked) !== isBlocked
    if (openBlockers === Number(row.openBlockers) && !turned && to === row.status) continue
    // A deleted task is kept right for the day it is restored, but it is in no counter and nobody hears of it.
    const isThere = row.deletedAt === null
    const raises = isThere && to !== row.status
    const name = `${openBlockers} ${isBlocked} ${to} ${raises}`
    const group = groups.get(name) ?? {
      ids: [],
      data: { openBlockers, isBlocked, status: to, ...(raises ? { version: { increment: 1 }, updatedAt: w.now } : {}) },
    }
    group.ids.push(row.id)
    groups.set(name, group)
    if (!isThere) continue
    w.count(projectId, row.status, to)
    if (turned && isOpen(row.status))
      turns.push({ ...row, isBlocked, from: row.status, to, version: Number(row.version) + (raises ? 1 : 0) })
  }
  for (const { ids: same, data } of groups.values()) await w.tx.task.updateMany({ where: { id: oneOf(same) }, data })
  return turns
}
