import { shortenArcs } from './simplex.ts'

/** A turn costs about as much as there are nodes. */
const TURNS = 40_000_000

export type Arc = { from: number; to: number }

/** Marks the arcs that close a cycle; turned round, they leave none. Depth first with a stack of its own: chains may be long. */
export function closingArcs(count: number, arcs: readonly Arc[]): boolean[] {
  const outgoing: number[][] = Array.from({ length: count }, () => [])
  arcs.forEach((arc, index) => outgoing[arc.from]?.push(index))
  const state = new Uint8Array(count) // 0 unseen, 1 on the path, 2 done
  const next = new Int32Array(count)
  const closing = arcs.map(() => false)

  for (let start = 0; start < count; start++) {
    if (state[start] !== 0) continue
    const path = [start]
    state[start] = 1
    while (path.length > 0) {
      const at = path[path.length - 1] ?? start
      const turn = next[at] ?? 0
      next[at] = turn + 1
      const index = outgoing[at]?.[turn]
      if (index === undefined) {
        state[at] = 2
        path.pop()
        continue
      }
      const to = arcs[index]?.to ?? at
      if (state[to] === 1) closing[index] = true
      else if (state[to] === 0) {
        state[to] = 1
        path.push(to)
      }
    }
  }
  return closing
}

/** The column of each node: the longest path to it, then pulled towards what waits for it, then moved until all edges together are shortest. */
export function assignLayers(count: number, arcs: readonly Arc[]): Int32Array {
  const successors: number[][] = Array.from({ length: count }, () => [])
  const predecessors: number[][] = Array.from({ length: count }, () => [])
  const waiting = new Int32Array(count)
  for (const { from, to } of arcs) {
    successors[from]?.push(to)
    predecessors[to]?.push(from)
    waiting[to] = (waiting[to] ?? 0) + 1
  }

  const layer = new Int32Array(count)
  const order: number[] = []
  for (let index = 0; index < count; index++) if (waiting[index] === 0) order.push(index)
  for (let at = 0; at < order.length; at++) {
    const from = order[at] ?? 0
    for (const to of successors[from] ?? []) {
      layer[to] = Math.max(layer[to] ?? 0, (layer[from] ?? 0) + 1)
      const left = (waiting[to] ?? 0) - 1
      waiting[to] = left
      if (left === 0) order.push(to)
    }
  }

  for (let pass = 0; pass < 2; pass++) {
    for (let at = order.length - 1; at >= 0; at--) {
      const index = order[at] ?? 0
      const after = successors[index] ?? []
      if (after.length <= (predecessors[index]?.length ?? 0)) continue
      let room = Infinity
      for (const to of after) room = Math.min(room, (layer[to] ?? 0) - 1)
      layer[index] = room
    }
  }
  shortenArcs(arcs, layer, Math.ceil(TURNS / count))
  const first = layer.reduce((least, value) => Math.min(least, value), count)
  return layer.map((value) => value - first)
}
