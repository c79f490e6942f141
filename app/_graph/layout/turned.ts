import { closingArcs, type Arc } from './layers.ts'

/**
 * Marks the arcs that are laid the other way round, so that all lead forward. Notes yield: they turn wherever they go against the
 * order of what gates, which itself turns only where it closes a cycle.
 */
export function turnedArcs(count: number, arcs: readonly (Arc & { isNote: boolean })[]): boolean[] {
  if (!arcs.some((arc) => arc.isNote)) return closingArcs(count, arcs)
  const gating = arcs.filter((arc) => !arc.isNote)
  const closing = closingArcs(count, gating)
  const place = placesIn(
    count,
    gating.map((arc, at) => (closing[at] ? { from: arc.to, to: arc.from } : arc)),
  )
  let next = 0
  return arcs.map((arc) => (arc.isNote ? (place[arc.from] ?? 0) > (place[arc.to] ?? 0) : (closing[next++] ?? false)))
}

/** An order in which every arc leads forward. */
function placesIn(count: number, arcs: readonly Arc[]): Int32Array {
  const after: number[][] = Array.from({ length: count }, () => [])
  const waiting = new Int32Array(count)
  for (const { from, to } of arcs) {
    after[from]?.push(to)
    waiting[to] = (waiting[to] ?? 0) + 1
  }
  const order: number[] = []
  for (let index = 0; index < count; index++) if (waiting[index] === 0) order.push(index)
  for (let at = 0; at < order.length; at++) {
    for (const to of after[order[at] ?? 0] ?? []) {
      const left = (waiting[to] ?? 0) - 1
      waiting[to] = left
      if (left === 0) order.push(to)
    }
  }
  const place = new Int32Array(count)
  order.forEach((index, at) => (place[index] = at))
  return place
}
