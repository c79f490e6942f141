import type { LayoutEdge, LayoutNode } from '../layout.ts'

export interface TestGraph {
  nodes: LayoutNode[]
  edges: LayoutEdge[]
}

/** The same graph for the same seed: each edge goes from a task to one of the hundred after it, nearer ones more often, as work is planned. */
export function plannedGraph(tasks: number, edges: number, seed = 7): TestGraph {
  const random = randomFrom(seed)
  const pairs = new Set<string>()
  while (pairs.size < edges) {
    const from = Math.floor(random() * (tasks - 1))
    const to = Math.min(tasks - 1, from + 1 + Math.floor(random() * random() * 100))
    pairs.add(`${from}>${to}`)
  }
  return {
    nodes: Array.from({ length: tasks }, (_, order) => ({ id: `t${order}`, order })),
    edges: [...pairs].map((pair) => {
      const [from = '', to = ''] = pair.split('>')
      return { id: pair, from: `t${from}`, to: `t${to}` }
    }),
  }
}

/** Marsaglia's xorshift with 32 bits: the same row of numbers for the same seed. */
function randomFrom(seed: number) {
  let state = seed | 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
