import type { GraphEdge } from './documents.ts'

/** `blocks`: the source blocks the target; `waits`: the source waits for it. */
export type Side = 'blocks' | 'waits'

/** Which tasks cannot be the other end of a new dependency, and why; all that is loaded counts, drawn or folded. */
export interface Refusals {
  /** The cycle as ids, each waiting for the next, the first again at the end; null where none would be closed. */
  cycleWith: (target: string) => string[] | null
  /** The edge that is there already. */
  present: (target: string) => GraphEdge | undefined
  refused: ReadonlySet<string>
}

export function refusalsOf(edges: readonly GraphEdge[], source: string, side: Side): Refusals {
  const gating = edges.filter(({ kind }) => kind === 'BLOCKS')
  const [near, far] = side === 'blocks' ? (['to', 'from'] as const) : (['from', 'to'] as const)
  const next = new Map<string, string[]>()
  for (const edge of gating) next.set(edge[near], [...(next.get(edge[near]) ?? []), edge[far]])
  // Breadth first, so that the cycle named is a shortest one.
  const cameFrom = new Map<string, string>()
  const queue = [source]
  for (const at of queue)
    for (const one of next.get(at) ?? []) {
      if (one === source || cameFrom.has(one)) continue
      cameFrom.set(one, at)
      queue.push(one)
    }
  const there = new Map(
    gating.flatMap(
      (edge) =>
        (side === 'blocks' ? edge.from === source && [[edge.to, edge] as const] : edge.to === source && [[edge.from, edge] as const]) || [],
    ),
  )
  return {
    refused: new Set(cameFrom.keys()),
    present: (target) => there.get(target),
    cycleWith: (target) => {
      if (!cameFrom.has(target)) return null
      const way = [target]
      for (let at = cameFrom.get(target); at !== undefined; at = cameFrom.get(at)) way.push(at)
      return side === 'blocks' ? [target, ...way.toReversed()] : [source, ...way]
    },
  }
}

/** The open edges that hold a task, all the way back. */
export function chainOf(edges: readonly GraphEdge[], isOpen: (edge: GraphEdge) => boolean, task: string): GraphEdge[] {
  const into = new Map<string, GraphEdge[]>()
  for (const edge of edges) if (isOpen(edge)) into.set(edge.to, [...(into.get(edge.to) ?? []), edge])
  const seen = new Set([task])
  const queue = [task]
  const chain: GraphEdge[] = []
  for (const at of queue)
    for (const edge of into.get(at) ?? []) {
      chain.push(edge)
      if (seen.has(edge.from)) continue
      seen.add(edge.from)
      queue.push(edge.from)
    }
  return chain
}
