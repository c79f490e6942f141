import type { Proper } from './proper.ts'

const SWEEPS = 8

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

/** Two plates need four units; an edge passes between two plates that stand next to each other. */
function distance(graph: Proper, above: number, below: number): number {
  const points = Number(graph.isPoint(above)) + Number(graph.isPoint(below))
  return points === 0 ? 4 : points === 1 ? 2 : 1
}

type Wish = { row: number; weight: number }
type Block = { from: number; wishes: Wish[]; row: number }

function settle(graph: Proper, column: readonly number[], rows: Int32Array, useLeft: boolean, useRight: boolean): void {
  const blocks: Block[] = []
  const offsets: number[] = []
  let offset = 0
  column.forEach((item, at) => {
    if (at > 0) offset += distance(graph, column[at - 1] ?? item, item)
    offsets.push(offset)
    const wishes = wishesOf(graph, item, rows, offset, useLeft, useRight)
    let block: Block = { from: at, wishes, row: medianOf(wishes) }
    for (let last = blocks[blocks.length - 1]; last && last.row > block.row; last = blocks[blocks.length - 1]) {
      blocks.pop()
      const merged = mergeSorted(last.wishes, block.wishes)
      block = { from: last.from, wishes: merged, row: medianOf(merged) }
    }
    blocks.push(block)
  })
  blocks.forEach((block, index) => {
    const end = blocks[index + 1]?.from ?? column.length
    for (let at = block.from; at < end; at++) rows[column[at] ?? 0] = block.row + (offsets[at] ?? 0)
  })
}

function wishesOf(graph: Proper, item: number, rows: Int32Array, offset: number, useLeft: boolean, useRight: boolean): Wish[] {
  const wishes: Wish[] = []
  const add = (others: readonly number[] | undefined) => {
    for (const other of others ?? []) {
      const points = Number(graph.isPoint(item)) + Number(graph.isPoint(other))
      wishes.push({ row: (rows[other] ?? 0) - offset, weight: points === 2 ? 16 : 1 })
    }
  }
  if (useLeft) add(graph.left[item])
  if (useRight) add(graph.right[item])
  if (wishes.length === 0) wishes.push({ row: (rows[item] ?? 0) - offset, weight: 0.05 })
  return wishes.sort((a, b) => a.row - b.row)
}

/** The upper median: a node with two followers stands level with the first, and its line to it is straight. */
function medianOf(wishes: readonly Wish[]): number {
  let total = 0
  for (const wish of wishes) total += wish.weight
  let sum = 0
  for (const wish of wishes) {
    sum += wish.weight
    if (sum * 2 >= total) return wish.row
  }
  return 0
}

function mergeSorted(a: readonly Wish[], b: readonly Wish[]): Wish[] {
  const merged: Wish[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const left = a[i]
    const right = b[j]
    if (left && (!right || left.row <= right.row)) {
      merged.push(left)
      i++
    } else if (right) {
      merged.push(right)
      j++
    }
  }
  return merged
}
