import { neighboursOf, type OpenGraph } from './open-graph.ts'

export interface LongestPaths {
  /** Positions, each task after those that gate it. */
  order: Int32Array
  /** The hours of the longest chain that ends with each task, its own included. */
  until: Float64Array
  /** The hours of the longest chain that begins with each task, its own included. */
  from: Float64Array
  /** The hours of the longest chain of all. */
  hours: number
}

/** The longest chains through each task. `within` marks the tasks that count; by default all do. */
export function longestPaths({ ids, hours, dependents, blockers }: OpenGraph, within?: Uint8Array): LongestPaths {
  const counts = (task: number) => within === undefined || within[task] === 1
  const waits = new Int32Array(ids.length)
  const order = new Int32Array(ids.length)
  let end = 0
  for (let task = 0; task < ids.length; task++) {
    if (!counts(task)) continue
    for (const blocker of neighboursOf(blockers, task)) if (counts(blocker)) waits[task] = (waits[task] ?? 0) + 1
    if (waits[task] === 0) order[end++] = task
  }
  const until = new Float64Array(ids.length)
  let longest = 0
  for (let at = 0; at < end; at++) {
    const task = order[at] ?? 0
    const reached = (until[task] ?? 0) + (hours[task] ?? 0)
    until[task] = reached
    if (reached > longest) longest = reached
    for (const dependent of neighboursOf(dependents, task)) {
      if (!counts(dependent)) continue
      if (reached > (until[dependent] ?? 0)) until[dependent] = reached
      const left = (waits[dependent] ?? 0) - 1
      waits[dependent] = left
      if (left === 0) order[end++] = dependent
    }
  }
  const from = new Float64Array(ids.length)
  for (let at = end - 1; at >= 0; at--) {
    const task = order[at] ?? 0
    let after = 0
    for (const dependent of neighboursOf(dependents, task)) if (counts(dependent)) after = Math.max(after, from[dependent] ?? 0)
    from[task] = after + (hours[task] ?? 0)
  }
  return { order: order.subarray(0, end), until, from, hours: longest }
}

/** Sums of the same hours in another order differ in their last digits. */
const ROUNDING = 1e-6

/** How many hours a task can slip before the longest chain grows. */
export function slackOf({ hours }: OpenGraph, paths: LongestPaths, task: number): number {
  const slack = paths.hours - ((paths.until[task] ?? 0) + (paths.from[task] ?? 0) - (hours[task] ?? 0))
  return slack < ROUNDING ? 0 : slack
}

/** The tasks of one longest chain in their order; where several are as long, the oldest task goes on. */
export function longestChain(graph: OpenGraph, { order, from, hours }: LongestPaths): number[] {
  const chain: number[] = []
  const step = (candidates: Iterable<number>, left: number) => {
    let next: number | null = null
    for (const task of candidates) if (Math.abs((from[task] ?? 0) - left) < ROUNDING && (next === null || task < next)) next = task
    return next
  }
  let left = hours
  for (let task = step(order, left); task !== null; task = step(neighboursOf(graph.dependents, task), left)) {
    chain.push(task)
    left -= graph.hours[task] ?? 0
    if (left < ROUNDING) break
  }
  return chain
}
