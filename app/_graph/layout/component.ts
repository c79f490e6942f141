import type { Route } from '../layout.ts'
import type { Link } from './components.ts'
import { assignLayers, closingArcs } from './layers.ts'
import { NODE_HEIGHT, NODE_WIDTH, UNIT } from './measures.ts'
import { orderColumns } from './order.ts'
import { makeProper } from './proper.ts'
import { assignRows } from './rows.ts'
import { routeLines } from './routes.ts'

export type Block = {
  places: { index: number; x: number; y: number }[]
  lines: { at: (origin: { x: number; y: number }) => Route }[]
  width: number
  height: number
}

/** Lays out one connected part with its top left at 0, 0. */
export function placeComponent(members: readonly number[], links: readonly Link[]): Block {
  const local = new Map(members.map((index, at) => [index, at]))
  const arcs = links.map((link) => ({ from: local.get(link.from) ?? 0, to: local.get(link.to) ?? 0 }))
  const turned = closingArcs(members.length, arcs)
  const forward = arcs.map((arc, at) => (turned[at] ? { from: arc.to, to: arc.from } : arc))

  const graph = makeProper(members.length, forward, assignLayers(members.length, forward))
  const columns = orderColumns(graph)
  const rows = assignRows(graph, columns)
  const { left, corners } = routeLines(graph, columns, rows)

  const bottom = rows.reduce((most, row, item) => Math.max(most, row * UNIT + (graph.isPoint(item) ? 0 : NODE_HEIGHT)), 0)
  return {
    places: members.map((index, at) => ({ index, x: left[graph.layer[at] ?? 0] ?? 0, y: (rows[at] ?? 0) * UNIT })),
    lines: links.map((link, at) => ({ at: (origin) => corners(at, link.id, turned[at] ?? false, origin) })),
    width: (left[left.length - 1] ?? 0) + NODE_WIDTH,
    height: bottom,
  }
}
