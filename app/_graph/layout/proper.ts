import type { Arc } from './layers.ts'
import { MAX_BENDS, type Shape } from './measures.ts'

/**
 * The graph with a point in every column that an edge passes. Items 0…count-1 are nodes, the rest points on the way.
 * Edges leaving one node share their points, which is what makes them share a trunk.
 */
export type Proper = {
  shape: Shape
  columns: number[][]
  layer: number[]
  isPoint: (item: number) => boolean
  right: number[][]
  left: number[][]
  /** For each arc the items it visits, ends included; two items that are not in neighbouring columns are drawn straight through. */
  visits: number[][]
  /** The items of the critical path, which stands on one row. */
  spine: ReadonlySet<number>
}

export function makeProper(count: number, arcs: readonly Arc[], layers: Int32Array, shape: Shape): Proper {
  const layer = Array.from(layers)
  const byNode: number[][] = Array.from({ length: count }, () => [])
  arcs.forEach((arc, index) => byNode[arc.from]?.push(index))

  const right: number[][] = Array.from({ length: count }, () => [])
  const visits: number[][] = arcs.map((arc) => [arc.from, arc.to])
  for (const node of bySpan(count, arcs, layers)) {
    const here = layers[node] ?? 0
    const trunk = [node]
    const last = Math.max(...(byNode[node] ?? []).map((index) => layers[arcs[index]?.to ?? node] ?? 0))
    if (layer.length + last - here > count + MAX_BENDS) continue
    for (let column = here + 1; column < last; column++) {
      const item = layer.length
      layer.push(column)
      right.push([])
      right[trunk[trunk.length - 1] ?? node]?.push(item)
      trunk.push(item)
    }
    const reached = new Set<number>()
    for (const index of byNode[node] ?? []) {
      const to = arcs[index]?.to ?? node
      const way = trunk.slice(0, (layers[to] ?? 0) - here)
      if (!reached.has(to)) right[way[way.length - 1] ?? node]?.push(to)
      reached.add(to)
      visits[index] = [...way, to]
    }
  }

  const left: number[][] = layer.map(() => [])
  right.forEach((targets, item) => targets.forEach((to) => left[to]?.push(item)))
  const columns: number[][] = Array.from({ length: Math.max(...layer) + 1 }, () => [])
  layer.forEach((column, item) => columns[column]?.push(item))
  return { shape, columns, layer, isPoint: (item) => item >= count, right, left, visits, spine: new Set() }
}

/** Nodes with an outgoing arc, those that reach least far first, so that a limit hits the longest edges. */
function bySpan(count: number, arcs: readonly Arc[], layers: Int32Array): number[] {
  const span = new Int32Array(count)
  for (const { from, to } of arcs) span[from] = Math.max(span[from] ?? 0, (layers[to] ?? 0) - (layers[from] ?? 0))
  return [...span.keys()].filter((node) => (span[node] ?? 0) > 0).sort((a, b) => (span[a] ?? 0) - (span[b] ?? 0) || a - b)
}
