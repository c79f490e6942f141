import type { Point, Route } from '../layout.ts'
import { GAP_X, TIP, TRACK, UNIT } from './measures.ts'
import { chamferedPath, type Corner } from './path.ts'
import { entryOffsets, isJoined } from './ports.ts'
import type { Proper } from './proper.ts'
import { assignTracks, type Run } from './tracks.ts'

/** Where each column starts, and the way of each arc: out on the right, along the trunk of its source, in on the left. */
export function routeLines(graph: Proper, columns: readonly number[][], rows: Int32Array) {
  const { depth, breadth } = graph.shape
  const centre = (item: number) => (rows[item] ?? 0) * UNIT + breadth / 2
  const offset = entryOffsets(graph, columns, rows)
  const entry = (item: number, from: number) => centre(item) + (offset.get(item)?.get(from) ?? 0)

  const left = [0]
  const trackOf: Map<number, number>[] = []
  columns.forEach((column, at) => {
    const runs: Run[] = column.flatMap((item) => {
      const targets = graph.right[item] ?? []
      const ends = targets.map((to) => entry(to, item))
      const only = targets.length === 1 ? targets[0] : undefined
      const trunk = only !== undefined && isJoined(graph, only) ? -1 - only : item
      return ends.some((end) => end !== centre(item)) ? [{ item, trunk, row: centre(item), ends }] : []
    })
    const { track, count } = assignTracks(runs)
    // a crowded gap grows, but not without end: past 24 tracks they move closer together
    const step = count > 24 ? (24 * TRACK) / count : TRACK
    const gap = GAP_X + Math.max(0, count - 2) * step
    const x = left[at] ?? 0
    const start = x + depth + (count < 2 ? 16 : 12)
    trackOf.push(new Map([...track].map(([item, index]) => [item, Math.round(start + index * step)])))
    if (at + 1 < columns.length) left.push(Math.round(x + depth + gap))
  })

  const along = (items: readonly number[]): Corner[] => {
    const first = items[0] ?? 0
    const points: Corner[] = [{ x: (left[graph.layer[first] ?? 0] ?? 0) + depth, y: centre(first) }]
    for (let at = 1; at < items.length; at++) {
      const from = items[at - 1] ?? 0
      const to = items[at] ?? 0
      const column = graph.layer[from] ?? 0
      const track = trackOf[column]?.get(from) ?? (left[column] ?? 0) + depth + 16
      const y = entry(to, from)
      points.push({ x: track, y: centre(from) }, { x: track, y })
      points.push({ x: (left[graph.layer[to] ?? 0] ?? 0) - TIP, y })
    }
    return points
  }

  const corners = (arc: number, id: string, turned: boolean, put: (point: Point) => Point): Route => {
    const way = along(graph.visits[arc] ?? [])
    if (turned) {
      // the line was laid from left to right; drawn the other way it starts at the plate and ends short of the other one
      way.reverse()
      const [start, end] = [way[0], way[way.length - 1]]
      if (start && end) {
        start.x += TIP
        end.x += TIP
      }
    }
    const placed = way.map(put)
    return { id, path: chamferedPath(placed), tip: { ...(placed[placed.length - 1] ?? put({ x: 0, y: 0 })), facing: turned ? -1 : 1 } }
  }
  return { left, corners }
}
