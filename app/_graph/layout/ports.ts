import { PORT } from './measures.ts'
import type { Proper } from './proper.ts'

/** From this many on, edges into one node share their way in: a fan of parallel lines says nothing more. */
const JOIN_FROM = 5

export const isJoined = (graph: Proper, item: number) => !graph.isPoint(item) && (graph.left[item]?.length ?? 0) >= JOIN_FROM

/**
 * How far above or below its middle each edge enters a node: one edge in the middle, several spread in the order they come from.
 * A lone edge also steps aside when another node of the row before sends its own edge out at that very height.
 */
export function entryOffsets(graph: Proper, columns: readonly number[][], rows: Int32Array): Map<number, Map<number, number>> {
  const offsets = new Map<number, Map<number, number>>()
  columns.forEach((column, at) => {
    const leaving = new Map(
      (columns[at - 1] ?? []).flatMap((item) => (graph.right[item]?.length ? [[rows[item] ?? 0, item] as const] : [])),
    )
    for (const item of column) {
      if (graph.isPoint(item)) continue
      const row = rows[item] ?? 0
      const sources = [...(graph.left[item] ?? [])].sort((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0))
      if (sources.length === 0 || isJoined(graph, item)) continue
      const level = leaving.get(row)
      const middleTaken = level !== undefined
      const above = sources.filter((source) => (rows[source] ?? 0) < row)
      const below = sources.filter((source) => (rows[source] ?? 0) > row)
      const straight = sources.length - above.length - below.length > 0
      const slots = new Map<number, number>()
      offsets.set(item, slots)
      if (!straight && !middleTaken) {
        const step = Math.min(2 * PORT, (graph.shape.breadth - 24) / Math.max(1, sources.length - 1))
        sources.forEach((source, index) => slots.set(source, Math.round((index - (sources.length - 1) / 2) * step)))
        continue
      }
      const step = Math.min(PORT + 3, (graph.shape.breadth / 2 - 8) / Math.max(1, above.length, below.length))
      above.forEach((source, index) => slots.set(source, -Math.round((above.length - index) * step)))
      below.forEach((source, index) => slots.set(source, Math.round((index + 1) * step)))
    }
  })
  return offsets
}
