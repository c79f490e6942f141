import type { GraphEdge } from './documents.ts'
import type { Layout } from './layout.ts'

type Key = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'
export const isArrow = (key: string): key is Key => key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown'

/**
 * Where an arrow key leads from a node: left to a blocker and right to what waits for it, the one nearest in height first;
 * without one, and up and down, to the nearest plate that way.
 */
export function nextNode(from: string, key: Key, layout: Layout, edges: readonly GraphEdge[]): string | null {
  const here = layout.nodes.get(from)
  if (!here) return null
  const along =
    key === 'ArrowLeft'
      ? edges.filter((edge) => edge.to === from).map((edge) => edge.from)
      : key === 'ArrowRight'
        ? edges.filter((edge) => edge.from === from).map((edge) => edge.to)
        : []
  const joined = nearest(along, ({ y }) => Math.abs(y - here.y))
  if (joined) return joined

  const others = [...layout.nodes].filter(([id]) => id !== from)
  return nearest(
    others.map(([id]) => id),
    ({ x, y }) => {
      const dx = x - here.x
      const dy = y - here.y
      if (key === 'ArrowUp' || key === 'ArrowDown')
        return Math.sign(dy) === (key === 'ArrowUp' ? -1 : 1) ? Math.abs(dy) + Math.abs(dx) * 4 : Infinity
      return Math.sign(dx) === (key === 'ArrowLeft' ? -1 : 1) ? Math.abs(dx) + Math.abs(dy) * 4 : Infinity
    },
  )

  function nearest(ids: readonly string[], cost: (place: { x: number; y: number }) => number): string | null {
    let best: string | null = null
    let least = Infinity
    for (const id of ids) {
      const place = layout.nodes.get(id)
      const price = place ? cost(place) : Infinity
      if (price < least) [best, least] = [id, price]
    }
    return best
  }
}
