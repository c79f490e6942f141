import { type Neighbours, neighboursOf } from './open-graph.ts'

/** Marks tasks and all that is reached from them by these edges, and counts them. */
export function reach(edges: Neighbours, from: readonly number[]): { seen: Uint8Array; count: number } {
  const seen = new Uint8Array(edges.start.length - 1)
  const queue = [...from]
  for (const task of from) seen[task] = 1
  for (let at = 0; at < queue.length; at++) {
    for (const next of neighboursOf(edges, queue[at] ?? 0)) {
      if (seen[next] === 1) continue
      seen[next] = 1
      queue.push(next)
    }
  }
  return { seen, count: queue.length }
}
