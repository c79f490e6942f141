import type { Flat } from './flat.ts'

/** How many pairs of edges cross, counted gap by gap with a tree of sums: O(edges × log column). */
export function countCrossings(right: Flat, columns: readonly number[][], position: Int32Array): number {
  const sums = new Int32Array(1 + Math.max(...columns.map((column) => column.length)))
  let total = 0
  for (let gap = 0; gap + 1 < columns.length; gap++) {
    const width = columns[gap + 1]?.length ?? 0
    sums.fill(0, 0, width + 1)
    let seen = 0
    for (const item of columns[gap] ?? []) {
      const from = right.start[item] ?? 0
      const to = right.start[item + 1] ?? 0
      for (let at = from; at < to; at++) {
        let before = 0
        for (let index = (position[right.list[at] ?? 0] ?? 0) + 1; index > 0; index -= index & -index) before += sums[index] ?? 0
        total += seen - before
      }
      for (let at = from; at < to; at++) {
        for (let index = (position[right.list[at] ?? 0] ?? 0) + 1; index <= width; index += index & -index) {
          sums[index] = (sums[index] ?? 0) + 1
        }
      }
      seen += to - from
    }
  }
  return total
}

/** The ends of every item of a column, as positions in the neighbouring column, sorted; written to where the item's neighbours stand. */
export function sortEnds({ start, list }: Flat, column: readonly number[], position: Int32Array, ends: Int32Array): void {
  for (const item of column) {
    const from = start[item] ?? 0
    const to = start[item + 1] ?? 0
    for (let at = from; at < to; at++) {
      const end = position[list[at] ?? 0] ?? 0
      let place = at
      // by insertion: most items have a handful of neighbours
      for (; place > from && (ends[place - 1] ?? 0) > end; place--) ends[place] = ends[place - 1] ?? 0
      ends[place] = end
    }
  }
}

/** Crossings saved by exchanging two items of a column, the upper one given first. */
export function gainOf({ start }: Flat, ends: Int32Array, upper: number, lower: number): number {
  return inversions(ends, start, upper, lower) - inversions(ends, start, lower, upper)
}

function inversions(ends: Int32Array, start: Int32Array, first: number, second: number): number {
  const to = start[second + 1] ?? 0
  const from = start[second] ?? 0
  const last = start[first + 1] ?? 0
  let below = from
  let count = 0
  for (let at = start[first] ?? 0; at < last; at++) {
    const end = ends[at] ?? 0
    while (below < to && (ends[below] ?? 0) < end) below++
    count += below - from
  }
  return count
}
