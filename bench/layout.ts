import { layoutGraph } from '../app/_graph/layout.ts'

/** Prints how long the picture of a graph takes: `npx tsx bench/layout.ts`. Each size is drawn eleven times; the best and the median are shown. */
const SIZES = [
  { tasks: 100, edges: 150 },
  { tasks: 500, edges: 1000 },
  { tasks: 1000, edges: 2000 },
  { tasks: 2000, edges: 2000 },
  { tasks: 2000, edges: 4000 },
]
const RUNS = 11

for (const { tasks, edges } of SIZES) {
  const graph = randomGraph(tasks, edges)
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now()
    layoutGraph(graph.nodes, graph.edges)
    return performance.now() - start
  }).sort((a, b) => a - b)
  const drawn = layoutGraph(graph.nodes, graph.edges)
  const [best, median] = [times[0] ?? 0, times[Math.floor(RUNS / 2)] ?? 0]
  process.stdout.write(
    `${String(tasks).padStart(5)} tasks ${String(graph.edges.length).padStart(5)} edges  ${best.toFixed(1).padStart(7)} ms (median ${median.toFixed(1)})  ${drawn.width} × ${drawn.height} px\n`,
  )
}

/** The same graph every time: each edge goes from a task to one of the hundred after it, nearer ones more often. */
function randomGraph(tasks: number, edges: number) {
  let seed = 7
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff
  const nodes = Array.from({ length: tasks }, (_, order) => ({ id: `t${order}`, order }))
  const pairs = new Set<string>()
  while (pairs.size < edges) {
    const from = Math.floor(random() * (tasks - 1))
    const to = Math.min(tasks - 1, from + 1 + Math.floor(random() * random() * 100))
    pairs.add(`${from}>${to}`)
  }
  return {
    nodes,
    edges: [...pairs].map((pair) => {
      const [from = '', to = ''] = pair.split('>')
      return { id: pair, from: `t${from}`, to: `t${to}` }
    }),
  }
}
