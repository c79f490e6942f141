import type { Graph } from './graph.ts'

/** What anybody would write who has the graph as objects in memory: the hours of the longest chain. */
export function plainPath({ hours, edges }: Graph): number {
  const next = hours.map((): number[] => [])
  const waits = hours.map(() => 0)
  for (const [blocker, dependent] of edges) {
    next[blocker]?.push(dependent)
    waits[dependent] = (waits[dependent] ?? 0) + 1
  }
  const until = [...hours]
  const ready = [...hours.keys()].filter((task) => waits[task] === 0)
  let longest = 0
  for (let task = ready.pop(); task !== undefined; task = ready.pop()) {
    const reached = until[task] ?? 0
    longest = Math.max(longest, reached)
    for (const dependent of next[task] ?? []) {
      until[dependent] = Math.max(until[dependent] ?? 0, reached + (hours[dependent] ?? 0))
      waits[dependent] = (waits[dependent] ?? 0) - 1
      if (waits[dependent] === 0) ready.push(dependent)
    }
  }
  return longest
}

/** Whether an edge from `dependsOn` to `task` would close a cycle: a search from the one for the other. */
export function plainCycle({ ids, edges }: Graph, task: number, dependsOn: number): boolean {
  const next = ids.map((): number[] => [])
  for (const [blocker, dependent] of edges) next[dependent]?.push(blocker)
  const seen = new Set([dependsOn])
  const queue = [dependsOn]
  for (let at = queue.pop(); at !== undefined && !seen.has(task); at = queue.pop())
    for (const blocker of next[at] ?? [])
      if (!seen.has(blocker)) {
        seen.add(blocker)
        queue.push(blocker)
      }
  return seen.has(task)
}
