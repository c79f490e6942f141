import type { TaskStatus } from '#app/_ui/status.tsx'
import type { Graph } from './documents.ts'

interface Counts {
  pending: number
  blocked: number
  inProgress: number
  completed: number
  cancelled: number
}
export type LeftOut = { status: TaskStatus; count: number }[]

const COUNT = [
  ['COMPLETED', 'completed'],
  ['CANCELLED', 'cancelled'],
  ['IN_PROGRESS', 'inProgress'],
  ['PENDING', 'pending'],
  ['BLOCKED', 'blocked'],
] as const

/** What the picture does not hold, by status: of a project all that is not drawn, around a task what the answer cut off. */
export function leftOut(graph: Graph, counts: Counts | null): LeftOut {
  if (!counts) return graph.groups.map(({ status, count }) => ({ status, count }))
  return COUNT.map(([status, name]) => ({
    status,
    count: counts[name] - graph.nodes.filter((task) => task.status === status).length,
  })).filter(({ count }) => count > 0)
}
