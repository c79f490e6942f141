import type { Db } from '#lib/db.ts'
import { type OpenGraph, readOpenGraph } from '../graph/open-graph.ts'
import { reach } from '../graph/reach.ts'

export interface Gate {
  taskId: string
  /** How many open tasks wait for it directly. */
  gatesDirectly: number
  /** And in all. */
  gatesAll: number
}

const CANDIDATES = 100
const SHOWN = 10

/** The tasks that hold most up: they wait for no other task themselves, or were cancelled. By all that waits for each. */
export async function gatesOf(reads: Db, projectId: string): Promise<Gate[]> {
  const [candidates, graph] = await Promise.all([
    reads.task.findMany({
      where: {
        projectId,
        deletedAt: null,
        openDependents: { gt: 0 },
        OR: [{ status: { in: ['PENDING', 'IN_PROGRESS', 'BLOCKED'] }, openBlockers: 0 }, { status: 'CANCELLED' }],
      },
      select: { id: true, status: true, openDependents: true },
      orderBy: [{ openDependents: 'desc' }, { number: 'asc' }],
      take: CANDIDATES,
    }),
    readOpenGraph(reads, projectId),
  ])
  const starts = await startsOf(reads, candidates, graph)
  const gates = candidates.map(({ id, openDependents }) => {
    const own = starts.get(id) ?? []
    const { count } = reach(graph.dependents, own)
    // A cancelled task is not open: it is reached by none of its dependents, which are counted themselves.
    return { taskId: id, gatesDirectly: openDependents, gatesAll: graph.ids[own[0] ?? -1] === id ? count - 1 : count }
  })
  return gates.sort((a, b) => b.gatesAll - a.gatesAll || b.gatesDirectly - a.gatesDirectly).slice(0, SHOWN)
}

/** Where the search for what waits begins: at the task itself, or at the open dependents of a cancelled one. */
async function startsOf(
  reads: Db,
  candidates: readonly { id: string; status: string }[],
  graph: OpenGraph,
): Promise<Map<string, number[]>> {
  const position = new Map(graph.ids.map((id, i) => [id, i]))
  const starts = new Map(candidates.map(({ id }) => [id, [position.get(id)].filter((at) => at !== undefined)]))
  const cancelled = candidates.filter((task) => task.status === 'CANCELLED').map((task) => task.id)
  if (!cancelled.length) return starts
  const edges = await reads.dependency.findMany({
    where: { dependsOnId: { in: cancelled }, kind: 'BLOCKS', releasedAt: null },
    select: { taskId: true, dependsOnId: true },
  })
  for (const { taskId, dependsOnId } of edges) {
    const at = position.get(taskId)
    if (at !== undefined) starts.get(dependsOnId)?.push(at)
  }
  return starts
}
