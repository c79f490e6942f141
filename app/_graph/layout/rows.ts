import type { Proper } from './proper.ts'

const SWEEPS = 8
/** Whole numbers, so that the lists stay lists of small integers. */
/** The spine is straight, whatever bends around it. */
const WEIGHT_SPINE = 1_000_000
const WEIGHT_LONG = 320
const WEIGHT_EDGE = 20
const WEIGHT_STAY = 1

/**
 * The row of each item, in units of the grid. Each column in turn takes the rows that make its edges shortest while keeping its order:
 * an isotonic regression by weighted medians, so rows stay whole numbers and the heavier edge is exactly straight.
 * Points on a long edge weigh most, which is what keeps long edges straight.
 */
export function assignRows(graph: Proper, columns: readonly number[][]): Int32Array {
  const rows = new Int32Array(graph.layer.length)
  for (const column of columns) {
    let row = 0
    column.forEach((item, at) => {
      if (at > 0) row += distance(graph, column[at - 1] ?? item, item)
      rows[item] = row
    })
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const both = sweep >= SWEEPS - 2
    for (let step = 0; step < columns.length; step++) {
      const at = sweep % 2 === 0 ? step : columns.length - 1 - step
      settle(graph, columns[at] ?? [], rows, both || sweep % 2 === 0, both || sweep % 2 === 1)
    }
  }
  const top = rows.reduce((least, row) => Math.min(least, row), Infinity)
  return rows.map((row) => row - top)
}

/** Plates keep clear of each other; an edge passes between two plates that stand next to each other. */
function distance(graph: Proper, above: number, below: number): number {
  const points = Number(graph.isPoint(above)) + Number(graph.isPoint(below))
  return points === 0 ? graph.shape.plate : points === 1 ? graph.shape.pass : 1
}

/** Wished rows with their weights, as row, weight, row, weight …, sorted by row: flat, since settling makes many of them. */
type Wishes = number[]
type Block = { from: number; wishes: Wishes; row: number }

function settle(graph: Proper, column: readonly number[], rows: Int32Array, useLeft: boolean, useRight: boolean): void {
  const blocks: Block[] = []
  const offsets: number[] = []
  let offset = 0
  for (let at = 0; at < column.length; at++) {
    const item = column[at] ?? 0
    if (at > 0) offset += distance(graph, column[at - 1] ?? item, item)
    offsets.push(offset)
    const wishes: Wishes = []
    if (useLeft) wish(wishes, graph, item, graph.left[item], rows, offset)
    if (useRight) wish(wishes, graph, item, graph.right[item], rows, offset)
    if (wishes.length === 0) wishes.push((rows[item] ?? 0) - offset, WEIGHT_STAY)
    let block: Block = { from: at, wishes, row: medianOf(wishes) }
    for (let last = blocks[blocks.length - 1]; last && last.row > block.row; last = blocks[blocks.length - 1]) {
      blocks.pop()
      const merged = mergeSorted(last.wishes, block.wishes)
      block = { from: last.from, wishes: merged, row: medianOf(merged) }
    }
    blocks.push(block)
  }
  blocks.forEach((block, index) => {
    const end = blocks[index + 1]?.from ?? column.length
    for (let at = block.from; at < end; at++) rows[column[at] ?? 0] = block.row + (offsets[at] ?? 0)
  })
}

function wish(wishes: Wishes, graph: Proper, item: number, others: readonly number[] | undefined, rows: Int32Array, offset: number): void {
  const isPoint = graph.isPoint(item)
  for (const other of others ?? []) {
    const row = (rows[other] ?? 0) - offset
    let place = wishes.length
    wishes.push(0, 0)
    for (; place > 0 && (wishes[place - 2] ?? 0) > row; place -= 2) {
      wishes[place] = wishes[place - 2] ?? 0
      wishes[place + 1] = wishes[place - 1] ?? 0
    }
    wishes[place] = row
    wishes[place + 1] =
      graph.spine.has(item) && graph.spine.has(other) ? WEIGHT_SPINE : isPoint && graph.isPoint(other) ? WEIGHT_LONG : WEIGHT_EDGE
  }
}

/** The upper median: a node with two followers stands level with the first, and its line to it is straight. */
function medianOf(wishes: Wishes): number {
  let total = 0
  for (let at = 1; at < wishes.length; at += 2) total += wishes[at] ?? 0
  let sum = 0
  for (let at = 0; at < wishes.length; at += 2) {
    sum += wishes[at + 1] ?? 0
    if (sum * 2 >= total) return wishes[at] ?? 0
  }
  return 0
}

function mergeSorted(a: Wishes, b: Wishes): Wishes {
  const merged: Wishes = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const takeLeft = j >= b.length || (i < a.length && (a[i] ?? 0) <= (b[j] ?? 0))
    const from = takeLeft ? a : b
    const at = takeLeft ? i : j
    merged.push(from[at] ?? 0, from[at + 1] ?? 0)
    if (takeLeft) i += 2
    else j += 2
  }
  return merged
}
