import type { Layout } from '../layout.ts'
import { NODE_WIDTH, TIP } from './measures.ts'
import type { TestGraph } from './testing-graphs.ts'

export interface Point {
  x: number
  y: number
}
/** A line from left to right. */
type Line = readonly Point[]

/**
 * How many pairs of edges change places between two neighbouring columns, which is how often they must cross. Counted from the drawing:
 * the height of each line where it leaves one column and where it reaches the next. Lines that run together do not cross.
 */
export function crossingsOf(lines: readonly Line[], gaps: readonly { from: number; to: number }[]): number {
  const sorted = [...gaps].sort((a, b) => a.from - b.from)
  const inGap: { left: number; right: number }[][] = sorted.map(() => [])
  for (const line of lines) {
    const [first, last] = [line[0], line[line.length - 1]]
    if (!first || !last) continue
    let segment = 0
    const heightAt = (x: number) => {
      while (segment + 2 < line.length && (line[segment + 1]?.x ?? 0) < x) segment++
      const [a, b] = [line[segment] ?? first, line[segment + 1] ?? last]
      return a.x === b.x ? b.y : a.y + ((b.y - a.y) * (Math.min(b.x, Math.max(a.x, x)) - a.x)) / (b.x - a.x)
    }
    for (let at = firstFrom(sorted, first.x); at < sorted.length; at++) {
      const gap = sorted[at]
      if (!gap || gap.to > last.x + 0.5) break
      inGap[at]?.push({ left: heightAt(gap.from), right: heightAt(gap.to) })
    }
  }
  return inGap.reduce((sum, pairs) => sum + inversions(pairs), 0)
}

function firstFrom(gaps: readonly { from: number }[], x: number) {
  let [low, high] = [0, gaps.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((gaps[middle]?.from ?? 0) < x - 0.5) low = middle + 1
    else high = middle
  }
  return low
}

function inversions(pairs: { left: number; right: number }[]): number {
  const heights = [...new Set(pairs.map(({ right }) => Math.round(right)))].sort((a, b) => a - b)
  const rankOf = new Map(heights.map((height, rank) => [height, rank + 1]))
  const byLeft = new Map<number, number[]>()
  for (const { left, right } of pairs) {
    const rank = rankOf.get(Math.round(right)) ?? 1
    const group = byLeft.get(Math.round(left))
    if (group) group.push(rank)
    else byLeft.set(Math.round(left), [rank])
  }
  const sums = new Float64Array(heights.length + 1)
  let [total, seen] = [0, 0]
  for (const [, group] of [...byLeft].sort(([a], [b]) => a - b)) {
    for (const rank of group) {
      let before = 0
      for (let at = rank; at > 0; at -= at & -at) before += sums[at] ?? 0
      total += seen - before
    }
    for (const rank of group) for (let at = rank; at < sums.length; at += at & -at) sums[at] = (sums[at] ?? 0) + 1
    seen += group.length
  }
  return total
}

/** Of our own picture: each connected part stands in a box of its own, so each is counted by itself. */
export function ownCrossings(graph: TestGraph, layout: Layout): number {
  const parts = partsOf(graph)
  const lines = new Map<string, Point[][]>()
  const columns = new Map<string, Set<number>>()
  for (const { id } of graph.nodes) {
    const part = parts.get(id) ?? id
    columns.set(part, (columns.get(part) ?? new Set()).add(layout.nodes.get(id)?.x ?? 0))
  }
  const fromOf = new Map(graph.edges.map((edge) => [edge.id, edge.from]))
  for (const route of layout.routes) {
    const part = parts.get(fromOf.get(route.id) ?? '') ?? ''
    const points = route.path
      .slice(1)
      .split('L')
      .map((pair) => pair.split(' ').map(Number))
      .map(([x = 0, y = 0]) => ({ x, y }))
    if (route.tip.facing === -1) points.reverse()
    const some = lines.get(part)
    if (some) some.push(points)
    else lines.set(part, [points])
  }
  let total = 0
  for (const [part, some] of lines) {
    const lefts = [...(columns.get(part) ?? [])].sort((a, b) => a - b)
    const gaps = lefts.slice(1).map((left, at) => ({ from: (lefts[at] ?? 0) + NODE_WIDTH, to: left - TIP }))
    total += crossingsOf(some, gaps)
  }
  return total
}

function partsOf({ nodes, edges }: TestGraph) {
  const root = new Map(nodes.map(({ id }) => [id, id]))
  const find = (id: string): string => {
    let at = id
    for (let up = root.get(at); up !== undefined && up !== at; up = root.get(at)) at = up
    return at
  }
  for (const { from, to } of edges) root.set(find(from), find(to))
  return new Map(nodes.map(({ id }) => [id, find(id)]))
}
