import { findComponents } from './layout/components.ts'
import { placeComponent } from './layout/component.ts'
import { packBlocks } from './layout/pack.ts'
import { NODE_HEIGHT, NODE_WIDTH, PITCH_X, PITCH_Y, type Way } from './layout/measures.ts'

/** `order` breaks ties (a task's number), so that the same structure gives the same picture whatever order it arrives in. */
export type LayoutNode = { id: string; order: number }
export type LayoutEdge = {
  id: string
  from: string
  to: string
  /** Gates nothing: it bends before the others do. */
  isNote?: boolean
  /** Part of the critical path, which is laid straight. */
  isSpine?: boolean
}
export type Point = { x: number; y: number }
/** `path` is SVG path data; `tip` is where it ends and which way it points there (1 onwards, -1 back: turned round to break a cycle). */
export type Route = { id: string; path: string; tip: Point & { facing: 1 | -1 } }
export type Layout = { way: Way; nodes: Map<string, Point>; routes: Route[]; width: number; height: number }

/** A layered layout. Depends on the structure alone: same nodes and edges, same picture. */
export function layoutGraph(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[], way: Way = 'right'): Layout {
  const sorted = [...nodes].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  const indexOf = new Map(sorted.map((node, index) => [node.id, index]))
  const links = edges
    .flatMap((edge) => {
      const from = indexOf.get(edge.from)
      const to = indexOf.get(edge.to)
      return from === undefined || to === undefined || from === to
        ? []
        : [{ id: edge.id, from, to, isNote: edge.isNote ?? false, isSpine: edge.isSpine ?? false }]
    })
    .sort((a, b) => a.from - b.from || a.to - b.to || (a.id < b.id ? -1 : 1))

  const components = findComponents(sorted.length, links)
  const blocks = components.connected.map((part) => placeComponent(part.members, part.links, way))
  const parts = packBlocks(blocks)
  if (components.single.length > 0) blocks.push(gridOf(components.single, parts.width))
  const packed = packBlocks(blocks, parts.width)
  const placed = new Map<string, Point>()
  const routes: Route[] = []
  blocks.forEach((block, at) => {
    const origin = packed.origins[at] ?? { x: 0, y: 0 }
    for (const { index, x, y } of block.places) {
      const node = sorted[index]
      if (node) placed.set(node.id, { x: origin.x + x, y: origin.y + y })
    }
    for (const line of block.lines) routes.push(line.at(origin))
  })
  return { way, nodes: placed, routes, width: packed.width, height: packed.height }
}

/** Tasks without any edge: rows of plates in the order of their numbers. */
function gridOf(members: readonly number[], width: number) {
  const square = Math.ceil(Math.sqrt((members.length * PITCH_Y * 1.8) / PITCH_X))
  const columns = Math.max(1, Math.min(members.length, Math.max(square, Math.floor(width / PITCH_X))))
  const places = members.map((index, at) => ({ index, x: (at % columns) * PITCH_X, y: Math.floor(at / columns) * PITCH_Y }))
  const rows = Math.ceil(members.length / columns)
  return { places, lines: [], width: (columns - 1) * PITCH_X + NODE_WIDTH, height: (rows - 1) * PITCH_Y + NODE_HEIGHT }
}
