import { db } from '#lib/db.ts'
import type { TaskStatus } from '#lib/domain/task/types.ts'
import type { PlannedTask } from './plan.ts'

/** A task of the project, as far as an import looks at it. */
export interface KnownTask {
  id: string
  key: string
  externalKey: string
  externalHash: string | null
  status: TaskStatus
  deletedAt: Date | null
}

export interface KnownEdge {
  id: string
  taskId: string
  dependsOnId: string
  kind: 'BLOCKS' | 'PARENT' | 'RELATED' | 'DUPLICATES' | 'DISCOVERED_FROM'
  origin: string | null
}

/** What the project holds before the import. */
export interface Known {
  tasks: Map<string, KnownTask>
  edges: KnownEdge[]
  /** The name of a task in the graph of external keys. */
  nodeOf(id: string): string
}

export async function readKnown(projectId: string): Promise<Known> {
  const select = { id: true, key: true, externalKey: true, externalHash: true, status: true, deletedAt: true } as const
  const rows = await db().task.findMany({ where: { projectId }, select })
  const edges = await db().dependency.findMany({
    where: { projectId },
    select: { id: true, taskId: true, dependsOnId: true, kind: true, origin: true },
  })
  const nodes = new Map(rows.map((row) => [row.id, row.externalKey ?? row.id]))
  return {
    tasks: new Map(rows.flatMap(({ externalKey, ...row }) => (externalKey === null ? [] : [[externalKey, { ...row, externalKey }]]))),
    edges,
    nodeOf: (id) => nodes.get(id) ?? id,
  }
}

export interface Sorted {
  created: PlannedTask[]
  updated: PlannedTask[]
  unchanged: PlannedTask[]
}

/** By external key and hash: what is new, what changed, what is as it was. */
export function sortOut(tasks: readonly PlannedTask[], known: Known): Sorted {
  const sorted: Sorted = { created: [], updated: [], unchanged: [] }
  for (const task of tasks) {
    const present = known.tasks.get(task.externalKey)
    sorted[!present ? 'created' : present.externalHash === task.hash ? 'unchanged' : 'updated'].push(task)
  }
  return sorted
}
