import { type Neighbours, neighboursOf } from './open-graph.ts'

/** Marks a task and all that is reached from it by these edges. `seen` may be given again, emptied, to save its making. */
export function reach(edges: Neighbours, task: number, seen = new Uint8Array(edges.start.length - 1)): { seen: Uint8Array; count: number } {
  const queue = [task]
  seen[task] = 1
  for (let at = 0; at < queue.length; at++) {
    for (const next of neighboursOf(edges, queue[at] ?? 0)) {
      if (seen[next] === 1) continue
      seen[next] = 1
      queue.push(next)
    }
  }
  return { seen, count: queue.length }
}
