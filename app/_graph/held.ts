import type { Graph, GraphEdge, GraphTask } from './documents.ts'

export interface Difference {
  tasksMore: number
  tasksLess: number
  edges: GraphEdge[]
  count: number
}

/** What of the structure has changed: which tasks and which edges there are. Statuses and titles are no change of structure. */
export function differenceOf(before: Graph, after: Graph): Difference {
  const tasks = [new Set(before.nodes.map(({ id }) => id)), new Set(after.nodes.map(({ id }) => id))] as const
  const edges = [new Set(before.edges.map(({ id }) => id)), new Set(after.edges.map(({ id }) => id))] as const
  const tasksMore = after.nodes.filter(({ id }) => !tasks[0].has(id)).length
  const tasksLess = before.nodes.filter(({ id }) => !tasks[1].has(id)).length
  const changed = [...after.edges.filter(({ id }) => !edges[0].has(id)), ...before.edges.filter(({ id }) => !edges[1].has(id))]
  return { tasksMore, tasksLess, edges: changed, count: tasksMore + tasksLess + changed.length }
}

/** The picture that stands, painted with what is known now. */
export function repainted(standing: Graph, fresh: Graph): Graph {
  const tasks = new Map(fresh.nodes.map((task) => [task.id, task]))
  const edges = new Map(fresh.edges.map((edge) => [edge.id, edge]))
  return {
    ...fresh,
    nodes: standing.nodes.map((task): GraphTask => tasks.get(task.id) ?? task),
    edges: standing.edges.map((edge) => edges.get(edge.id) ?? edge),
  }
}

export function inWords({ tasksMore, tasksLess, edges }: Difference): string {
  const counted = (count: number, word: string, more = `${word}s`) => `${count} ${count === 1 ? word : more}`
  return [
    tasksMore && `${counted(tasksMore, 'task')} more`,
    tasksLess && `${counted(tasksLess, 'task')} fewer`,
    edges.length && `${counted(edges.length, 'dependency', 'dependencies')} changed`,
  ]
    .filter(Boolean)
    .join(', ')
}
