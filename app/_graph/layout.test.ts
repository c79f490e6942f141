import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutGraph, type Layout, type LayoutEdge, type LayoutNode } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'

const nodesOf = (...ids: string[]): LayoutNode[] => ids.map((id, order) => ({ id, order }))
const edgesOf = (...pairs: string[]): LayoutEdge[] =>
  pairs.map((pair) => {
    const [from = '', to = ''] = pair.split('>')
    return { id: pair, from, to }
  })
const at = (layout: Layout, id: string) => layout.nodes.get(id) ?? { x: NaN, y: NaN }
const anyGraph = fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 80 }).map((pairs) => ({
  nodes: nodesOf(...Array.from({ length: 40 }, (_, n) => `n${n}`)),
  edges: edgesOf(...new Set(pairs.map(([a, b]) => `n${a}>n${b}`))),
}))

function scramble<T>(list: readonly T[]): T[] {
  return list
    .map((item, index) => ({ item, key: (index * 7919) % 101 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

describe('the layout of a dependency graph', () => {
  it('places a blocker left of what waits for it', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const forward = edges.filter((edge) => Number(edge.from.slice(1)) < Number(edge.to.slice(1)))
        const layout = layoutGraph(nodes, forward)
        for (const edge of forward) expect(at(layout, edge.from).x + NODE_WIDTH).toBeLessThan(at(layout, edge.to).x)
      }),
      { numRuns: 60 },
    )
  })

  it('never lays one plate over another, and copes with cycles, loops and edges to nowhere', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const layout = layoutGraph(nodes, [...edges, ...edgesOf('n1>gone', 'n2>n2')])
        const places = [...layout.nodes.values()]
        expect(places).toHaveLength(nodes.length)
        places.forEach((a, index) => {
          for (const b of places.slice(index + 1)) {
            expect(Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT).toBe(true)
          }
        })
      }),
      { numRuns: 60 },
    )
  })

  it('gives the same picture whatever order the tasks and edges arrive in', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const one = layoutGraph(nodes, edges)
        const two = layoutGraph(scramble(nodes), scramble(edges))
        expect(Object.fromEntries(two.nodes)).toEqual(Object.fromEntries(one.nodes))
        expect(two.routes).toEqual(one.routes)
      }),
      { numRuns: 40 },
    )
  })

  it('draws only horizontal and vertical lines and chamfers of 45 degrees', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        for (const route of layoutGraph(nodes, edges).routes) {
          const points = route.path
            .slice(1)
            .split('L')
            .map((pair) => pair.split(' ').map(Number))
          points.slice(1).forEach(([x = 0, y = 0], index) => {
            const [fromX = 0, fromY = 0] = points[index] ?? []
            const [dx, dy] = [Math.abs(x - fromX), Math.abs(y - fromY)]
            expect(dx < 0.01 || dy < 0.01 || Math.abs(dx - dy) < 0.01).toBe(true)
          })
        }
      }),
      { numRuns: 60 },
    )
  })

  it('leaves on the right of the blocker and ends just left of what waits for it', () => {
    const layout = layoutGraph(nodesOf('a', 'b'), edgesOf('a>b'))
    const [route] = layout.routes
    expect(route?.path).toBe(`M${NODE_WIDTH} 36L${at(layout, 'b').x - 6} 36`)
    expect(route?.tip).toEqual({ x: at(layout, 'b').x - 6, y: 36, facing: 1 })
  })

  it('keeps an edge over several columns straight', () => {
    const layout = layoutGraph(nodesOf('a', 'b', 'c', 'd', 'e'), edgesOf('a>b', 'b>c', 'c>d', 'd>e', 'a>e'))
    const long = layout.routes.find((route) => route.id === 'a>e')
    const heights = new Set((long?.path.slice(1).split('L') ?? []).map((pair) => pair.split(' ')[1]))
    expect(heights.size).toBeLessThanOrEqual(6)
    expect(new Set(['b', 'c', 'd'].map((id) => at(layout, id).y)).size).toBe(1)
  })

  it('lets edges from one task share a trunk', () => {
    const layout = layoutGraph(nodesOf('a', 'b', 'c', 'd'), edgesOf('a>b', 'a>c', 'a>d'))
    const tracks = layout.routes.filter((route) => route.path.includes('L', 20)).map((route) => route.path.split('L')[1])
    expect(new Set(tracks).size).toBeLessThanOrEqual(2)
  })

  it('draws a ladder without a crossing', () => {
    const layout = layoutGraph(nodesOf('a1', 'b1', 'c1', 'a2', 'b2', 'c2'), edgesOf('a1>c2', 'b1>b2', 'c1>a2', 'a1>b2', 'b1>a2'))
    const order = (ids: string[]) => [...ids].sort((x, y) => at(layout, x).y - at(layout, y).y).map((id) => id[0])
    expect(order(['a1', 'b1', 'c1'])).toEqual(order(['c2', 'b2', 'a2']).map((letter) => ({ c: 'a', b: 'b', a: 'c' })[letter ?? '']))
  })

  it('turns an edge that closes a cycle round and says so', () => {
    const layout = layoutGraph(nodesOf('a', 'b'), edgesOf('a>b', 'b>a'))
    expect(layout.routes.map((route) => route.tip.facing).sort()).toEqual([-1, 1])
  })

  it('puts tasks without edges on rows below the rest', () => {
    const layout = layoutGraph(nodesOf('a', 'b', 'x', 'y'), edgesOf('a>b'))
    expect(at(layout, 'x').y).toBeGreaterThan(at(layout, 'b').y)
    expect(at(layout, 'y').y).toBe(at(layout, 'x').y)
  })

  it('survives a chain of 2,000 tasks with an edge from the first to every other', () => {
    const nodes = nodesOf(...Array.from({ length: 2000 }, (_, n) => `n${n}`))
    const edges = edgesOf(...nodes.slice(1).flatMap((_, n) => [`n${n}>n${n + 1}`, `n0>n${n + 1}`]))
    const layout = layoutGraph(nodes, edges)
    expect(layout.nodes.size).toBe(2000)
    expect(at(layout, 'n1999').x).toBeGreaterThan(at(layout, 'n1998').x)
  })
})
