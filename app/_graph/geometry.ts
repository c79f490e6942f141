import type { Layout, Point, Route } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

const known = new WeakMap<Route, { points: Point[]; box: Box }>()

/** The corners of a line and the box around it. */
export function shapeOf(route: Route) {
  const before = known.get(route)
  if (before) return before
  const points = route.path
    .slice(1)
    .split('L')
    .map((pair) => {
      const [x = 0, y = 0] = pair.split(' ').map(Number)
      return { x, y }
    })
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  const shape = { points, box }
  known.set(route, shape)
  return shape
}

export const meets = (a: Box, b: Box) => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
export const holds = (a: Box, b: Box) => a.left <= b.left && a.right >= b.right && a.top <= b.top && a.bottom >= b.bottom
export const plateAt = ({ x, y }: Point): Box => ({ left: x, top: y, right: x + NODE_WIDTH, bottom: y + NODE_HEIGHT })

const CELL = 240

/** Finds the plate under a point without looking at all of them. */
export function plateFinder({ nodes }: Layout) {
  const cells = new Map<string, string[]>()
  for (const [id, place] of nodes)
    for (const x of [place.x, place.x + NODE_WIDTH])
      for (const y of [place.y, place.y + NODE_HEIGHT]) {
        const cell = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`
        const list = cells.get(cell)
        if (!list) cells.set(cell, [id])
        else if (!list.includes(id)) list.push(id)
      }
  return ({ x, y }: Point, slack = 0): string | null => {
    const found = (cells.get(`${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`) ?? []).find((id) => {
      const place = nodes.get(id)
      return (
        place && x >= place.x - slack && x <= place.x + NODE_WIDTH + slack && y >= place.y - slack && y <= place.y + NODE_HEIGHT + slack
      )
    })
    return found ?? null
  }
}

/** The line nearest to a point, if any is within reach. */
export function lineNear(routes: readonly Route[], { x, y }: Point, reach: number): string | null {
  let [best, least] = [null as string | null, reach]
  for (const route of routes) {
    const { points, box } = shapeOf(route)
    if (x < box.left - reach || x > box.right + reach || y < box.top - reach || y > box.bottom + reach) continue
    for (let at = 1; at < points.length; at++) {
      const [a, b] = [points[at - 1], points[at]]
      if (!a || !b) continue
      const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
      const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / length))
      const away = Math.hypot(x - a.x - along * (b.x - a.x), y - a.y - along * (b.y - a.y))
      if (away < least) [best, least] = [route.id, away]
    }
  }
  return best
}
