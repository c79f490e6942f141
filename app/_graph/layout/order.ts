import { countCrossings, gainOf, sortEnds } from './crossings.ts'
import { flatten, type Flat } from './flat.ts'
import type { Proper } from './proper.ts'

const LEAST_SWEEPS = 8
const MOST_SWEEPS = 24
/** A graph with more items than this gets the least sweeps: time matters more there than the last crossing. */
const LARGE = 2_000

/** Orders each column so that few edges cross: barycentre sweeps both ways, neighbours exchanged where that helps; the best is kept. */
export function orderColumns(graph: Proper): number[][] {
  const left = flatten(graph.left)
  const right = flatten(graph.right)
  const isLarge = graph.layer.length > LARGE
  let columns = startOrder(graph)
  const position = new Int32Array(graph.layer.length)
  for (const column of columns) column.forEach((item, at) => (position[item] = at))

  let best = columns.map((column) => [...column])
  let fewest = countCrossings(right, columns, position)
  const most = isLarge ? LEAST_SWEEPS : MOST_SWEEPS
  for (let sweep = 0, idle = 0; sweep < most && fewest > 0 && (sweep < LEAST_SWEEPS || idle < 3); sweep++) {
    columns = sweepOnce(columns, position, sweep % 2 === 0 ? left : right, sweep % 2 === 0)
    exchange(left, right, columns, position, isLarge ? 2 : 6)
    const crossings = countCrossings(right, columns, position)
    idle = crossings < fewest ? 0 : idle + 1
    if (crossings < fewest) {
      fewest = crossings
      best = columns.map((column) => [...column])
    }
  }
  return best
}

/** Depth first from the leftmost column: what hangs together starts together. */
function startOrder(graph: Proper): number[][] {
  const columns: number[][] = graph.columns.map(() => [])
  const seen = new Uint8Array(graph.layer.length)
  for (const column of graph.columns) {
    for (const start of column) {
      const stack = [start]
      while (stack.length > 0) {
        const item = stack.pop() ?? start
        if (seen[item]) continue
        seen[item] = 1
        columns[graph.layer[item] ?? 0]?.push(item)
        const targets = graph.right[item] ?? []
        for (let at = targets.length - 1; at >= 0; at--) stack.push(targets[at] ?? start)
      }
    }
  }
  return columns
}

function sweepOnce(columns: number[][], position: Int32Array, { start, list }: Flat, towardsRight: boolean): number[][] {
  const centre = new Float64Array(position.length)
  const sorted = [...columns]
  for (let step = 1; step < columns.length; step++) {
    const at = towardsRight ? step : columns.length - 1 - step
    const next = [...(columns[at] ?? [])]
    for (const item of next) {
      const from = start[item] ?? 0
      const to = start[item + 1] ?? 0
      let sum = 0
      for (let index = from; index < to; index++) sum += position[list[index] ?? 0] ?? 0
      centre[item] = to > from ? sum / (to - from) : (position[item] ?? 0)
    }
    next.sort((a, b) => (centre[a] ?? 0) - (centre[b] ?? 0) || (position[a] ?? 0) - (position[b] ?? 0))
    next.forEach((item, place) => (position[item] = place))
    sorted[at] = next
  }
  return sorted
}

/** Exchanges neighbours in a column while that removes crossings. */
function exchange(left: Flat, right: Flat, columns: number[][], position: Int32Array, passes: number): void {
  const leftEnds = new Int32Array(left.list.length)
  const rightEnds = new Int32Array(right.list.length)
  for (const column of columns) {
    sortEnds(left, column, position, leftEnds)
    sortEnds(right, column, position, rightEnds)
    for (let pass = 0, moved = true; moved && pass < passes; pass++) {
      moved = false
      for (let at = 0; at + 1 < column.length; at++) {
        const upper = column[at] ?? 0
        const lower = column[at + 1] ?? 0
        if (gainOf(left, leftEnds, upper, lower) + gainOf(right, rightEnds, upper, lower) <= 0) continue
        column[at] = lower
        column[at + 1] = upper
        moved = true
      }
    }
    column.forEach((item, at) => (position[item] = at))
  }
}
