/**
 * Edges that close no cycle, kept in an order in which each leads forward (Pearce and Kelly, 2006). Most new ones do already, and are
 * then known to close none without a look at the others; a walk goes no further than what lies between the two ends. Nodes are numbers
 * from 0, edges pairs of them in flat arrays: a hundred thousand take a few megabytes.
 */
export class Acyclic {
  readonly #out: Edges
  readonly #in: Edges
  readonly #order: Int32Array

  /** @param wanted tails and heads, in turn, of all edges that may be added; by them the order begins as it will mostly stay */
  constructor(size: number, wanted: readonly number[]) {
    this.#out = new Edges(size, wanted.length / 2)
    this.#in = new Edges(size, wanted.length / 2)
    const all = new Edges(size, wanted.length / 2)
    for (let i = wanted.length - 2; i >= 0; i -= 2) all.add(wanted[i] ?? 0, wanted[i + 1] ?? 0)
    this.#order = forward(all, size)
  }

  has(tail: number, head: number): boolean {
    for (const other of this.#out.of(tail)) if (other === head) return true
    return false
  }

  /** Where an edge from here leads. */
  first(tail: number): number | undefined {
    for (const head of this.#out.of(tail)) return head
    return undefined
  }

  /** False, and nothing is added, when it would close a cycle. */
  add(tail: number, head: number): boolean {
    const [most, least] = [this.#rank(tail), this.#rank(head)]
    if (most >= least) {
      const ahead = this.#reached(head, this.#out, (rank) => rank <= most)
      if (ahead.includes(tail)) return false
      this.#reorder([...this.#reached(tail, this.#in, (rank) => rank >= least), ...ahead])
    }
    this.#out.add(tail, head)
    this.#in.add(head, tail)
    return true
  }

  #rank = (node: number) => this.#order[node] ?? 0

  /** What edges lead to from here, and on from there, in the order; only where `isNear`. */
  #reached(from: number, edges: Edges, isNear: (rank: number) => boolean): number[] {
    const seen = new Set([from])
    for (const node of seen) for (const other of edges.of(node)) if (isNear(this.#rank(other))) seen.add(other)
    return [...seen].sort((a, b) => this.#rank(a) - this.#rank(b))
  }

  /** Gives these nodes, in this order, the ranks that they have among them. */
  #reorder(nodes: readonly number[]) {
    const ranks = nodes.map(this.#rank).sort((a, b) => a - b)
    for (const [i, node] of nodes.entries()) this.#order[node] = ranks[i] ?? 0
  }
}

/** Lists of nodes by node, each linked through the next one's place, counted from 1. */
class Edges {
  readonly #first: Int32Array
  readonly #next: Int32Array
  readonly #to: Int32Array
  #last = 0

  constructor(nodes: number, edges: number) {
    this.#first = new Int32Array(nodes)
    this.#next = new Int32Array(edges + 1)
    this.#to = new Int32Array(edges + 1)
  }

  add(from: number, to: number) {
    this.#last += 1
    this.#to[this.#last] = to
    this.#next[this.#last] = this.start(from)
    this.#first[from] = this.#last
  }

  *of(node: number) {
    for (let edge = this.start(node); edge > 0; edge = this.after(edge)) yield this.to(edge)
  }

  start = (node: number) => this.#first[node] ?? 0
  after = (edge: number) => this.#next[edge] ?? 0
  to = (edge: number) => this.#to[edge] ?? 0
}

/** Ranks in which every edge leads forward that lies on no cycle, and most of the others. */
function forward(edges: Edges, size: number): Int32Array {
  const ranks = new Int32Array(size)
  const isSeen = new Uint8Array(size)
  const due = Int32Array.from({ length: size }, (_, node) => edges.start(node))
  let rank = size
  for (let root = 0; root < size; root++) {
    // By hand rather than by recursion: a chain may be longer than the stack.
    const stack = isSeen[root] ? [] : [root]
    isSeen[root] = 1
    for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
      const edge = due[node] ?? 0
      const other = edges.to(edge)
      if (edge === 0) {
        ranks[node] = --rank
        stack.pop()
        continue
      }
      due[node] = edges.after(edge)
      if (isSeen[other]) continue
      isSeen[other] = 1
      stack.push(other)
    }
  }
  return ranks
}
