import { describe, expect, it } from 'vitest'
import { layoutGraph } from '../layout.ts'
import { ownCrossings } from './testing-crossings.ts'
import { dagreCrossings, dagreLayout } from './testing-dagre.ts'
import { plannedGraph } from './testing-graphs.ts'

describe('beside dagre, on the same graphs', () => {
  it.each([
    { tasks: 40, edges: 60, seed: 1 },
    { tasks: 100, edges: 150, seed: 2 },
    { tasks: 100, edges: 400, seed: 3 },
    { tasks: 200, edges: 300, seed: 4 },
  ])('$tasks tasks and $edges edges cross no more often (seed $seed)', ({ tasks, edges, seed }) => {
    const graph = plannedGraph(tasks, edges, seed)
    expect(ownCrossings(graph, layoutGraph(graph.nodes, graph.edges))).toBeLessThanOrEqual(dagreCrossings(dagreLayout(graph)))
  })
})

describe('the measure', () => {
  it('counts a crossing once and a shared end not at all', () => {
    const nodes = ['a', 'b', 'c', 'd'].map((id, order) => ({ id, order }))
    const edges = ['ac', 'ad', 'bc', 'bd'].map((pair) => ({ id: pair, from: pair.charAt(0), to: pair.charAt(1) }))
    const graph = { nodes, edges }
    expect(ownCrossings(graph, layoutGraph(nodes, edges))).toBe(1)
    expect(dagreCrossings(dagreLayout(graph))).toBe(1)
  })
})
