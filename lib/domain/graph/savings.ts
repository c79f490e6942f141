import type { LongestPaths } from './longest-paths.ts'
import { neighboursOf, type OpenGraph } from './open-graph.ts'

/**
 * By how many hours the longest chain shrinks when a task is done now, for each task of `order`: what the longest chain that goes
 * round it leaves. Such a chain ends before the task's place in the order, begins behind it, or has an edge that spans it.
 */
export function savings(graph: OpenGraph, { order, until, from, hours }: LongestPaths): Float64Array {
  const place = new Int32Array(graph.ids.length).fill(-1)
  order.forEach((task, at) => (place[task] = at))
  const round = longestSpans(graph, { order, until, from, hours }, place)
  let before = 0
  order.forEach((task, at) => {
    round[at] = Math.max(round[at] ?? 0, before)
    before = Math.max(before, until[task] ?? 0)
  })
  let behind = 0
  for (let at = order.length - 1; at >= 0; at--) {
    const task = order[at] ?? 0
    round[at] = Math.max(round[at] ?? 0, behind)
    behind = Math.max(behind, from[task] ?? 0)
  }
  return round.map((without, at) => {
    const task = order[at] ?? 0
    const own = graph.hours[task] ?? 0
    const through = (until[task] ?? 0) + (from[task] ?? 0) - 2 * own
    return Math.max(0, hours - Math.max(without, through))
  })
}

/** For each place of the order the longest chain with an edge that spans it: the longest edges paint first, and no place is painted twice. */
function longestSpans({ dependents }: OpenGraph, { order, until, from }: LongestPaths, place: Int32Array): Float64Array {
  const spans: { first: number; last: number; hours: number }[] = []
  for (const task of order)
    for (const next of neighboursOf(dependents, task)) {
      const [first, last] = [(place[task] ?? 0) + 1, (place[next] ?? 0) - 1]
      if (first <= last) spans.push({ first, last, hours: (until[task] ?? 0) + (from[next] ?? 0) })
    }
  spans.sort((a, b) => b.hours - a.hours)
  const longest = new Float64Array(order.length)
  const bare = Int32Array.from({ length: order.length + 1 }, (_, at) => at)
  const nextBare = (at: number) => {
    let end = at
    while ((bare[end] ?? end) !== end) end = bare[end] ?? end
    for (let step = at; step !== end;) {
      const next = bare[step] ?? end
      bare[step] = end
      step = next
    }
    return end
  }
  for (const { first, last, hours } of spans)
    for (let at = nextBare(first); at <= last; at = nextBare(at)) {
      longest[at] = hours
      bare[at] = at + 1
    }
  return longest
}
