import type { Proper } from './proper.ts'

/** How many pairs of edges cross, counted gap by gap with a tree of sums: O(edges × log column). */
export function countCrossings(graph: Proper, columns: readonly number[][], position: Int32Array): number {
  let total = 0
  for (let at = 0; at + 1 < columns.length; at++) {
    const width = columns[at + 1]?.length ?? 0
    const sums = new Int32Array(width + 1)
    let seen = 0
    for (const item of columns[at] ?? []) {
      const ends = Int32Array.from(graph.right[item] ?? [], (to) => position[to] ?? 0)
      for (const end of ends) {
        let before = 0
        for (let index = end + 1; index > 0; index -= index & -index) before += sums[index] ?? 0
        total += seen - before
      }
      for (const end of ends) for (let index = end + 1; index <= width; index += index & -index) sums[index] = (sums[index] ?? 0) + 1
      seen += ends.length
    }
  }
  return total
}

/** Crossings saved by exchanging the neighbours `at` and `at + 1`, whose ends are given as sorted positions. */
export function crossingsOfPair(ends: readonly Int32Array[], at: number): number {
  const upper = ends[at]
  const lower = ends[at + 1]
  if (!upper?.length || !lower?.length) return 0
  return inversions(upper, lower) - inversions(lower, upper)
}

function inversions(first: Int32Array, second: Int32Array): number {
  let count = 0
  let below = 0
  for (const end of first) {
    while (below < second.length && (second[below] ?? 0) < end) below++
    count += below
  }
  return count
}
