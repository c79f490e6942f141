import type { Point, Route } from '../layout.ts'
import type { Link } from './components.ts'
import { assignLayers } from './layers.ts'
import { SHAPES, UNIT, type Way } from './measures.ts'
import { orderColumns } from './order.ts'
import { makeProper } from './proper.ts'
import { assignRows } from './rows.ts'
import { routeLines } from './routes.ts'
import { turnedArcs } from './turned.ts'

export type Block = {
  places: { index: number; x: number; y: number }[]
  lines: { at: (origin: Point) => Route }[]
  width: number
  height: number
}

/** Lays out one connected part with its top left at 0, 0. */
export function placeComponent(members: readonly number[], links: readonly Link[], way: Way): Block {
  const local = new Map(members.map((index, at) => [index, at]))
  const arcs = links.map((link) => ({ from: local.get(link.from) ?? 0, to: local.get(link.to) ?? 0, isNote: link.isNote }))
  const turned = turnedArcs(members.length, arcs)
  const forward = arcs.map((arc, at) => (turned[at] ? { from: arc.to, to: arc.from } : arc))

  const shape = SHAPES[way]
  const proper = makeProper(members.length, forward, assignLayers(members.length, forward), shape)
  const graph = { ...proper, spine: new Set(links.flatMap((link, at) => (link.isSpine ? (proper.visits[at] ?? []) : []))) }
  const columns = orderColumns(graph)
  const rows = assignRows(graph, columns)
  const { left, corners } = routeLines(graph, columns, rows)

  const bottom = rows.reduce((most, row, item) => Math.max(most, row * UNIT + (graph.isPoint(item) ? 0 : shape.breadth)), 0)
  const size = facing(way, { x: (left[left.length - 1] ?? 0) + shape.depth, y: bottom })
  return {
    places: members.map((index, at) => ({ index, ...facing(way, { x: left[graph.layer[at] ?? 0] ?? 0, y: (rows[at] ?? 0) * UNIT }) })),
    lines: links.map((link, at) => ({
      at: (origin) => corners(at, link.id, turned[at] ?? false, (point) => moved(facing(way, point), origin)),
    })),
    width: size.x,
    height: size.y,
  }
}

const facing = (way: Way, { x, y }: Point): Point => (way === 'right' ? { x, y } : { x: y, y: x })
const moved = ({ x, y }: Point, by: Point): Point => ({ x: x + by.x, y: y + by.y })
