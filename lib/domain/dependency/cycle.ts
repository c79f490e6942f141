import { Prisma, type Tx } from '#lib/db.ts'
import { DependencyCycleError } from '#lib/errors.ts'
import type { DependencyKind } from './types.ts'

/** Kinds that are each free of cycles by themselves. */
export const ACYCLIC: readonly DependencyKind[] = ['BLOCKS', 'PARENT']

/** Refuses an edge that would close a cycle, with the cycle as a path of keys. Released edges and deleted tasks count: either may come back. */
export async function refuseCycle(tx: Tx, edge: { taskId: string; dependsOnId: string; kind: DependencyKind }) {
  if (!ACYCLIC.includes(edge.kind)) return
  const from = edge.dependsOnId
  // Raw: one recursive statement instead of one a level. The kind is one of two literals, because PostgreSQL types it as an enum.
  const kind = edge.kind === 'BLOCKS' ? Prisma.sql`'BLOCKS'` : Prisma.sql`'PARENT'`
  const hit = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE up(id) AS (
      SELECT "id" FROM "Task" WHERE "id" = ${from}
      UNION SELECT d."dependsOnId" FROM "Dependency" d JOIN up ON d."taskId" = up.id WHERE d."kind" = ${kind}
    ) SELECT id FROM up WHERE id = ${edge.taskId}`
  if (hit.length) throw new DependencyCycleError(await cyclePath(tx, edge))
}

/** Breadth first, so that the shortest way round is named. */
async function cyclePath(tx: Tx, { taskId, dependsOnId, kind }: { taskId: string; dependsOnId: string; kind: DependencyKind }) {
  const cameFrom = new Map<string, string>([[dependsOnId, '']])
  for (let level = [dependsOnId]; level.length && !cameFrom.has(taskId);) {
    const edges = await tx.dependency.findMany({
      where: { taskId: { in: level.slice(0, 1000) }, kind },
      select: { taskId: true, dependsOnId: true },
    })
    level = []
    for (const edge of edges) {
      if (cameFrom.has(edge.dependsOnId)) continue
      cameFrom.set(edge.dependsOnId, edge.taskId)
      level.push(edge.dependsOnId)
    }
  }
  const ids: string[] = []
  for (let id = taskId; id; id = cameFrom.get(id) ?? '') ids.unshift(id)
  const tasks = await tx.task.findMany({ where: { id: { in: ids } }, select: { id: true, key: true } })
  const keys = new Map(tasks.map((task) => [task.id, task.key]))
  return [taskId, ...ids].map((id) => keys.get(id) ?? id)
}
