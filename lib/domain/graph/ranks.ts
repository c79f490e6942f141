import { chunks } from '#lib/chunks.ts'
import { Prisma } from '#lib/db.ts'
import type { Write } from '#lib/write.ts'
import { oneOf } from '../one-of.ts'
import { isOpen } from '../task/status.ts'
import type { TaskStatus } from '../task/types.ts'
import { blockersOf } from './neighbours.ts'

interface RankRow {
  id: string
  status: TaskStatus
  priority: number
  deletedAt: unknown
  effectivePriority: number
  openDependents: number
  rank: number | bigint | null
  dependents: number | bigint
}

/** Beyond so many levels all that lies upstream is read at once: a chain of thousands would take as many statements. */
const LEVELS = 16

/** Goes upstream from the touched tasks only while a value changes. */
export async function settleRanks(w: Write, start: ReadonlySet<string>) {
  let frontier = [...start]
  for (let level = 0; frontier.length; level++) {
    if (level === LEVELS) return settleDeep(w, frontier)
    const raised: string[] = []
    for (const ids of chunks(frontier)) raised.push(...(await settleRanksOf(w, ids)))
    frontier = raised.length ? await blockersOf(w, raised) : []
  }
}

async function settleRanksOf(w: Write, ids: string[]): Promise<string[]> {
  const rows = await w.tx.$queryRaw<RankRow[]>`
    SELECT t."id", t."status", t."priority", t."deletedAt", t."effectivePriority", t."openDependents",
      max(o."effectivePriority") AS "rank", count(o."id") AS "dependents"
    FROM "Task" t
    LEFT JOIN "Dependency" d ON d."dependsOnId" = t."id" AND d."kind" = 'BLOCKS' AND d."releasedAt" IS NULL
    LEFT JOIN "Task" o ON o."id" = d."taskId" AND o."deletedAt" IS NULL AND o."status" IN ('PENDING', 'BLOCKED', 'IN_PROGRESS')
    WHERE t."id" IN (${Prisma.join(ids)}) GROUP BY t."id"`
  const raised: string[] = []
  const groups = new Map<string, { ids: string[]; effectivePriority: number; openDependents: number }>()
  for (const row of rows) {
    const gates = row.deletedAt === null && isOpen(row.status)
    const effectivePriority = gates ? Math.max(row.priority, Number(row.rank ?? 0)) : row.priority
    const openDependents = row.deletedAt === null ? Number(row.dependents) : 0
    if (effectivePriority !== row.effectivePriority) raised.push(row.id)
    if (effectivePriority === row.effectivePriority && openDependents === row.openDependents) continue
    const group = groups.get(`${effectivePriority} ${openDependents}`) ?? { ids: [], effectivePriority, openDependents }
    group.ids.push(row.id)
    groups.set(`${effectivePriority} ${openDependents}`, group)
  }
  for (const { ids: same, ...data } of groups.values()) await w.tx.task.updateMany({ where: { id: oneOf(same) }, data })
  return raised
}

async function settleDeep(w: Write, frontier: string[]) {
  for (const some of chunks(frontier)) {
    const changed = new Map<number, string[]>()
    for (const [id, rank] of await freshRanks(w, some)) changed.set(rank, [...(changed.get(rank) ?? []), id])
    for (const [effectivePriority, ids] of changed)
      for (const same of chunks(ids)) await w.tx.task.updateMany({ where: { id: oneOf(same) }, data: { effectivePriority } })
  }
}

type DeepRow = Pick<RankRow, 'id' | 'status' | 'priority' | 'deletedAt' | 'effectivePriority'>

/** The ranks that differ from the stored ones among these tasks and all upstream of them, each task after those that it gates. */
async function freshRanks(w: Write, start: string[]): Promise<[string, number][]> {
  const gated = Prisma.sql`d."kind" = 'BLOCKS' AND d."releasedAt" IS NULL AND o."deletedAt" IS NULL AND o."status" IN ('PENDING', 'BLOCKED', 'IN_PROGRESS')`
  const upstream = Prisma.sql`WITH RECURSIVE up(id) AS (
    SELECT "id" FROM "Task" WHERE "id" IN (${Prisma.join(start)})
    UNION SELECT d."dependsOnId" FROM up JOIN "Task" o ON o."id" = up.id JOIN "Dependency" d ON d."taskId" = o."id" WHERE ${gated})`
  const tasks = await w.tx.$queryRaw<DeepRow[]>`${upstream}
    SELECT t."id", t."status", t."priority", t."deletedAt", t."effectivePriority" FROM up JOIN "Task" t ON t."id" = up.id`
  const edges = await w.tx.$queryRaw<{ blocker: string; dependent: string; rank: number }[]>`${upstream}
    SELECT d."dependsOnId" AS "blocker", o."id" AS "dependent", o."effectivePriority" AS "rank"
    FROM up JOIN "Dependency" d ON d."dependsOnId" = up.id JOIN "Task" o ON o."id" = d."taskId" WHERE ${gated}`
  const byId = new Map(tasks.map((task) => [task.id, { task, rank: task.priority, waits: 0, blockers: [] as string[] }]))
  for (const { blocker, dependent, rank } of edges) {
    const node = byId.get(blocker)
    const inside = byId.get(dependent)
    if (!node) continue
    if (inside) inside.blockers.push(blocker)
    if (inside) node.waits++
    else node.rank = Math.max(node.rank, rank)
  }
  const ready = [...byId.values()].filter((node) => node.waits === 0)
  const fresh: [string, number][] = []
  for (let node = ready.pop(); node; node = ready.pop()) {
    const { task, blockers } = node
    const gates = task.deletedAt === null && isOpen(task.status)
    const rank = gates ? node.rank : task.priority
    if (rank !== task.effectivePriority) fresh.push([task.id, rank])
    for (const id of blockers) {
      const blocker = byId.get(id)
      if (!blocker) continue
      blocker.rank = Math.max(blocker.rank, rank)
      if (--blocker.waits === 0) ready.push(blocker)
    }
  }
  return fresh
}
