import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Acyclic } from './acyclic.ts'

/** Whether one node leads to another, looked for in the plainest way. */
function leads(edges: readonly (readonly [number, number])[], from: number, to: number): boolean {
  const seen = new Set([from])
  for (const node of seen) for (const [tail, head] of edges) if (tail === node) seen.add(head)
  return seen.has(to)
}

it('takes exactly the edges that close no cycle with those before them', () => {
  const node = fc.nat(7)
  const edge = fc.tuple(node, node).filter(([tail, head]) => tail !== head)
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 30 }), (wanted) => {
      const graph = new Acyclic(8, wanted.flat())
      const taken: [number, number][] = []
      for (const [tail, head] of wanted) {
        if (graph.has(tail, head)) continue
        const isFree = !leads(taken, head, tail)
        expect(graph.add(tail, head)).toBe(isFree)
        if (isFree) taken.push([tail, head])
        expect(graph.has(tail, head)).toBe(isFree)
      }
    }),
    { numRuns: 500 },
  )
})

it.each([
  ['a chain from its end', (n: number, most: number) => (n + 1 < most ? [n + 1, n] : [])],
  ['a chain from its beginning', (n: number, most: number) => (n + 1 < most ? [most - n - 1, most - n - 2] : [])],
  ['a ring', (n: number, most: number) => [n, (n + 1) % most]],
  ['a ring whose last edge comes first', (n: number, most: number) => [(n + most - 1) % most, n]],
])('%s of 100,000 is no work', (_, edgeAt) => {
  const most = 100_000
  const wanted = Array.from({ length: most }, (__, n) => edgeAt(n, most)).filter((edge) => edge.length > 0)
  const graph = new Acyclic(most, wanted.flat())
  const refused = wanted.filter(([tail = 0, head = 0]) => !graph.add(tail, head))
  expect(refused.length).toBe(wanted.length === most ? 1 : 0)
})
