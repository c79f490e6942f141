import { expect, it } from 'vitest'
import { foldDone } from './fold.ts'
import { layoutGraph } from './layout.ts'
import { graphEdge, graphTask } from './testing-tasks.ts'
import { toMermaid } from './to-mermaid.ts'
import { toSvg } from './to-svg.ts'

const tasks = [graphTask(1, { title: 'Say "a < b" & leave', status: 'COMPLETED' }), graphTask(2, { title: 'A title '.repeat(40) })]
const graph = { truncated: false, groups: [], nodes: tasks, edges: [graphEdge(1, 2)] }
const picture = foldDone(tasks, graph.edges, null)
const wires = new Map([['1>2', 'critical' as const]])

it('writes Mermaid whose names and titles cannot break it', () => {
  const text = toMermaid({ graph, picture, wires, way: 'down' })
  expect(text).toContain('flowchart TB')
  expect(text).toContain('W_1["W-1 Say #34;a #60; b#34; #38; leave"]:::completed')
  expect(text).toContain('W_1 ==> W_2')
})

it('writes an SVG that stands by itself, titles cut to three lines', () => {
  const layout = layoutGraph(
    tasks.map(({ id, number }) => ({ id, order: number })),
    graph.edges,
  )
  const svg = toSvg({ title: 'Graph', graph, picture, layout, wires, ink: () => '#123456', widthOf: (text) => text.length * 6.5 })
  expect(svg).toContain('Say &quot;a &lt; b&quot; &amp; leave')
  expect(svg.match(/<text[^>]*>(A )?title/g)).toHaveLength(3)
  expect(svg).toContain('…</text>')
  expect(svg).toContain('stroke-width="4"')
  expect(svg).not.toMatch(/var\(|class=|style=/)
})
