interface Given {
  from: Int32Array
  to: Int32Array
  layer: Int32Array
}

/** A spanning tree of edges without play. Nodes are numbered as they are left, so what hangs below a node is a range of places. */
export interface Tree {
  edges: number[]
  /** The edge to the node above, -1 at the root. */
  up: Int32Array
  /** The first and the last place of what hangs below a node; the last is its own. */
  first: Int32Array
  last: Int32Array
  nodeAt: Int32Array
  /** Puts one edge in the place of another; `top` is the node under which everything that changes hangs. */
  exchange: (leaving: number, entering: number, top: number) => void
}

/** Grows from the first node, moving the rest of the graph's columns nearer where no edge without play leads on. The graph hangs together. */
export function spanningTree({ from, to, layer }: Given): Tree {
  const count = layer.length
  const near: number[][] = Array.from({ length: count }, () => [])
  for (let edge = 0; edge < from.length; edge++) {
    near[from[edge] ?? 0]?.push(edge)
    near[to[edge] ?? 0]?.push(edge)
  }
  const play = (edge: number) => (layer[to[edge] ?? 0] ?? 0) - (layer[from[edge] ?? 0] ?? 0) - 1
  const isIn = new Uint8Array(count)
  const members = [0]
  const edges: number[] = []
  isIn[0] = 1
  for (let at = 0; members.length < count;) {
    for (; at < members.length; at++) {
      const node = members[at] ?? 0
      for (const edge of near[node] ?? []) {
        const other = (from[edge] === node ? to[edge] : from[edge]) ?? 0
        if (isIn[other] || play(edge) !== 0) continue
        isIn[other] = 1
        members.push(other)
        edges.push(edge)
      }
    }
    if (members.length === count) break
    let [least, shift] = [Infinity, 0]
    for (let edge = 0; edge < from.length; edge++) {
      const isTailIn = isIn[from[edge] ?? 0]
      if (isTailIn === isIn[to[edge] ?? 0] || play(edge) >= least) continue
      least = play(edge)
      shift = isTailIn ? least : -least
    }
    if (least === Infinity) break
    for (const node of members) layer[node] = (layer[node] ?? 0) + shift
    at = 0
  }

  const branches: number[][] = Array.from({ length: count }, () => [])
  for (const edge of edges) {
    branches[from[edge] ?? 0]?.push(edge)
    branches[to[edge] ?? 0]?.push(edge)
  }
  const placeOf = new Map(edges.map((edge, at) => [edge, at]))
  const up = new Int32Array(count).fill(-1)
  const first = new Int32Array(count)
  const last = new Int32Array(count)
  const nodeAt = new Int32Array(count)
  const turn = new Int32Array(count)
  number(0, -1, 0)

  /** Depth first with a stack of its own: chains may be long. */
  function number(root: number, above: number, start: number): void {
    let place = start
    up[root] = above
    first[root] = place
    turn[root] = 0
    let at = root
    for (;;) {
      const edge = branches[at]?.[turn[at] ?? 0]
      if (edge === undefined) {
        last[at] = place
        nodeAt[place++] = at
        if (at === root) return
        const back = up[at] ?? 0
        at = (from[back] === at ? to[back] : from[back]) ?? 0
        continue
      }
      turn[at] = (turn[at] ?? 0) + 1
      if (edge === up[at]) continue
      const next = (from[edge] === at ? to[edge] : from[edge]) ?? 0
      up[next] = edge
      first[next] = place
      turn[next] = 0
      at = next
    }
  }

  function exchange(leaving: number, entering: number, top: number): void {
    const place = placeOf.get(leaving) ?? 0
    edges[place] = entering
    placeOf.delete(leaving)
    placeOf.set(entering, place)
    for (const node of [from[leaving] ?? 0, to[leaving] ?? 0]) branches[node]?.splice(branches[node]?.indexOf(leaving) ?? 0, 1)
    for (const node of [from[entering] ?? 0, to[entering] ?? 0]) branches[node]?.push(entering)
    number(top, up[top] ?? -1, first[top] ?? 0)
  }

  return { edges, up, first, last, nodeAt, exchange }
}
