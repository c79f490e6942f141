import dagre from '@dagrejs/dagre'
import { NODE_HEIGHT, NODE_WIDTH } from './measures.ts'
import { crossingsOf, type Point } from './testing-crossings.ts'
import type { TestGraph } from './testing-graphs.ts'

/** Dagre's picture of the same graph, left to right with the same plates, as it comes by default. */
export function dagreLayout({ nodes, edges }: TestGraph) {
  const graph = new dagre.graphlib.Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 44 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of nodes) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT })
  for (const { id, from, to } of edges) graph.setEdge(from, to, {}, id)
  dagre.layout(graph)
  return graph
}

export function dagreCrossings(graph: ReturnType<typeof dagreLayout>): number {
  const centre = (id: string): Point => {
    const { x, y } = graph.node(id)
    return { x, y }
  }
  const lines = graph.edges().map((edge) => {
    const bends: Point[] = graph.edge(edge).points.slice(1, -1)
    const line = [centre(edge.v), ...bends, centre(edge.w)]
    return (line[0]?.x ?? 0) <= (line[line.length - 1]?.x ?? 0) ? line : line.reverse()
  })
  const levels = [...new Set(lines.flatMap((line) => line.map(({ x }) => Math.round(x))))].sort((a, b) => a - b)
  const gaps = levels.slice(1).map((to, at) => ({ from: levels[at] ?? 0, to }))
  return crossingsOf(lines, gaps)
}
