import type { Arc } from './layers.ts'
import { spanningTree, type Tree } from './tree.ts'

/** How many leaving edges are compared before the worst is taken. */
const COMPARED = 30

/**
 * Moves nodes between columns until the edges are as short as they can be together: the network simplex of Gansner et al. (1993).
 * Works on `layer`, in which every arc already leads to the right, and stops after so many turns; each leaves valid columns.
 */
export function shortenArcs(arcs: readonly Arc[], layer: Int32Array, turns: number): void {
  const count = layer.length
  if (count < 2 || arcs.length === 0) return
  const from = Int32Array.from(arcs, (arc) => arc.from)
  const to = Int32Array.from(arcs, (arc) => arc.to)
  const outgoing = incidence(count, from)
  const incoming = incidence(count, to)
  const tree = spanningTree({ from, to, layer })
  const cut = cutValues(tree, from, to)
  let searched = 0

  for (let turn = 0; turn < turns; turn++) {
    const leaving = leave()
    if (leaving === -1) return
    const entering = enter(leaving)
    if (entering === -1) return
    exchange(leaving, entering)
  }

  /** A tree edge that would be shorter if it were let go, the worst of the next few. */
  function leave(): number {
    let [worst, found] = [-1, 0]
    for (let step = 0; step < tree.edges.length; step++) {
      const at = (searched + step) % tree.edges.length
      const edge = tree.edges[at] ?? 0
      const value = cut[edge] ?? 0
      if (value >= 0) continue
      if (worst === -1 || value < (cut[worst] ?? 0)) worst = edge
      if (++found < COMPARED) continue
      searched = at
      break
    }
    return worst
  }

  /** The edge with the least play that leads back over the gap. */
  function enter(leaving: number): number {
    const [tail, head] = [from[leaving] ?? 0, to[leaving] ?? 0]
    const isTailBelow = (tree.last[tail] ?? 0) < (tree.last[head] ?? 0)
    const root = isTailBelow ? tail : head
    const [low, high] = [tree.first[root] ?? 0, tree.last[root] ?? 0]
    const { start, list } = isTailBelow ? incoming : outgoing
    const other = isTailBelow ? from : to
    let [best, least] = [-1, Infinity]
    for (let place = low; place <= high; place++) {
      const node = tree.nodeAt[place] ?? 0
      for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
        const edge = list[at] ?? 0
        const end = tree.last[other[edge] ?? 0] ?? 0
        if (end >= low && end <= high) continue
        const play = (layer[to[edge] ?? 0] ?? 0) - (layer[from[edge] ?? 0] ?? 0) - 1
        if (play < least) [best, least] = [edge, play]
        if (least === 0) return best
      }
    }
    return best
  }

  function exchange(leaving: number, entering: number): void {
    const play = (layer[to[entering] ?? 0] ?? 0) - (layer[from[entering] ?? 0] ?? 0) - 1
    if (play > 0) {
      const [tail, head] = [from[leaving] ?? 0, to[leaving] ?? 0]
      const isTailBelow = (tree.last[tail] ?? 0) < (tree.last[head] ?? 0)
      const root = isTailBelow ? tail : head
      for (let place = tree.first[root] ?? 0; place <= (tree.last[root] ?? 0); place++) {
        const node = tree.nodeAt[place] ?? 0
        layer[node] = (layer[node] ?? 0) + (isTailBelow ? -play : play)
      }
    }
    const value = cut[leaving] ?? 0
    const [a, b] = [from[entering] ?? 0, to[entering] ?? 0]
    const top = climb(a, b, value, true)
    climb(b, a, value, false)
    cut[entering] = -value
    cut[leaving] = 0
    tree.exchange(leaving, entering, top)
  }

  /** Changes the cut values on the way from `node` up to where the way to `other` branches off, which is the answer. */
  function climb(node: number, other: number, value: number, isForward: boolean): number {
    const end = tree.last[other] ?? 0
    let at = node
    while (!((tree.first[at] ?? 0) <= end && end <= (tree.last[at] ?? 0))) {
      const edge = tree.up[at] ?? 0
      cut[edge] = (cut[edge] ?? 0) + ((at === from[edge]) === isForward ? value : -value)
      at = at === from[edge] ? (to[edge] ?? 0) : (from[edge] ?? 0)
    }
    return at
  }
}

/** How many arcs more lead over a tree edge its own way than the other way, were it the only bridge between its two sides. */
function cutValues(tree: Tree, from: Int32Array, to: Int32Array): Int32Array {
  const cut = new Int32Array(from.length)
  const surplus = new Int32Array(tree.nodeAt.length)
  for (let edge = 0; edge < from.length; edge++) {
    surplus[from[edge] ?? 0] = (surplus[from[edge] ?? 0] ?? 0) + 1
    surplus[to[edge] ?? 0] = (surplus[to[edge] ?? 0] ?? 0) - 1
  }
  for (let place = 0; place + 1 < tree.nodeAt.length; place++) {
    const node = tree.nodeAt[place] ?? 0
    const edge = tree.up[node] ?? -1
    if (edge === -1) continue
    const isTail = from[edge] === node
    const above = (isTail ? to[edge] : from[edge]) ?? 0
    cut[edge] = isTail ? (surplus[node] ?? 0) : -(surplus[node] ?? 0)
    surplus[above] = (surplus[above] ?? 0) + (surplus[node] ?? 0)
  }
  return cut
}

/** The edges at each node, in one list. */
export function incidence(count: number, ends: Int32Array) {
  const start = new Int32Array(count + 1)
  for (const node of ends) start[node + 1] = (start[node + 1] ?? 0) + 1
  for (let node = 0; node < count; node++) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0)
  const next = start.slice(0, count)
  const list = new Int32Array(ends.length)
  ends.forEach((node, edge) => {
    list[next[node] ?? 0] = edge
    next[node] = (next[node] ?? 0) + 1
  })
  return { start, list }
}
