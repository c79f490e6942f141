import { countCrossings, crossingsOfPair } from './crossings.ts'
import type { Proper } from './proper.ts'

const LEAST_SWEEPS = 8
const MOST_SWEEPS = 24
/** A graph with more items than this gets the least sweeps: time matters more there than the last crossing. */
const LARGE = 3_000

/** Orders each column so that few edges cross: barycentre sweeps both ways, neighbours exchanged where that helps; the best is kept. */
export function orderColumns(graph: Proper): number[][] {
  let columns = startOrder(graph)
  const position = new Int32Array(graph.layer.length)
  for (const column of columns) column.forEach((item, at) => (position[item] = at))

  let best = columns.map((column) => [...column])
  let fewest = countCrossings(graph, columns, position)
  const most = graph.layer.length > LARGE ? LEAST_SWEEPS : MOST_SWEEPS
  for (let sweep = 0, idle = 0; sweep < most && fewest > 0 && (sweep < LEAST_SWEEPS || idle < 3); sweep++) {
    const towardsRight = sweep % 2 === 0
    columns = sweepOnce(graph, columns, position, towardsRight)
    exchange(graph, columns, position, graph.layer.length > LARGE ? 2 : 6)
    const crossings = countCrossings(graph, columns, position)
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

function sweepOnce(graph: Proper, columns: number[][], position: Int32Array, towardsRight: boolean): number[][] {
  const centre = new Float64Array(graph.layer.length)
  const sorted = [...columns]
  for (let step = 1; step < columns.length; step++) {
    const at = towardsRight ? step : columns.length - 1 - step
    const column = columns[at] ?? []
    for (const item of column) {
      const neighbours = (towardsRight ? graph.left[item] : graph.right[item]) ?? []
      let sum = 0
      for (const other of neighbours) sum += position[other] ?? 0
      centre[item] = neighbours.length > 0 ? sum / neighbours.length : (position[item] ?? 0)
    }
    const next = [...column].sort((a, b) => (centre[a] ?? 0) - (centre[b] ?? 0) || (position[a] ?? 0) - (position[b] ?? 0))
    next.forEach((item, place) => (position[item] = place))
    sorted[at] = next
  }
  return sorted
}

/** Exchanges neighbours in a column while that removes crossings. */
function exchange(graph: Proper, columns: number[][], position: Int32Array, passes: number): void {
  const near = (list: readonly number[] | undefined) => Int32Array.from(list ?? [], (other) => position[other] ?? 0).sort()
  for (const column of columns) {
    const lefts = column.map((item) => near(graph.left[item]))
    const rights = column.map((item) => near(graph.right[item]))
    for (let pass = 0, moved = true; moved && pass < passes; pass++) {
      moved = false
      for (let at = 0; at + 1 < column.length; at++) {
        const gain = crossingsOfPair(lefts, at) + crossingsOfPair(rights, at)
        if (gain <= 0) continue
        for (const list of [column, lefts, rights] as unknown[][]) [list[at], list[at + 1]] = [list[at + 1], list[at]]
        moved = true
      }
    }
    column.forEach((item, at) => (position[item] = at))
  }
}
