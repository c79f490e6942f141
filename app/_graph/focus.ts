import type { Layout, Point } from './layout.ts'

type Key = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'
export const isArrow = (key: string): key is Key => key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown'

interface Ends {
  from: string
  to: string
}
/** The keys of a picture from left to right; top down, the two directions are exchanged. */
const TURNED: Record<Key, Key> = { ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown', ArrowUp: 'ArrowLeft', ArrowDown: 'ArrowRight' }

/**
 * Where an arrow key leads from a node: against the edges to a blocker and along them to what waits for it, the one nearest in height
 * first; without one, and across, to the nearest plate that way.
 */
export function nextNode(from: string, pressed: Key, layout: Layout, edges: readonly Ends[]): string | null {
  const isDown = layout.way === 'down'
  const key = isDown ? TURNED[pressed] : pressed
  const turn = ({ x, y }: Point): Point => (isDown ? { x: y, y: x } : { x, y })
  const at = layout.nodes.get(from)
  if (!at) return null
  const here = turn(at)
  const along =
    key === 'ArrowLeft'
      ? edges.filter((edge) => edge.to === from).map((edge) => edge.from)
      : key === 'ArrowRight'
        ? edges.filter((edge) => edge.from === from).map((edge) => edge.to)
        : []
  const joined = nearest(along, ({ y }) => Math.abs(y - here.y))
  if (joined) return joined

  const others = [...layout.nodes.keys()].filter((id) => id !== from)
  return nearest(others, ({ x, y }) => {
    const dx = x - here.x
    const dy = y - here.y
    if (key === 'ArrowUp' || key === 'ArrowDown')
      return Math.sign(dy) === (key === 'ArrowUp' ? -1 : 1) ? Math.abs(dy) + Math.abs(dx) * 4 : Infinity
    return Math.sign(dx) === (key === 'ArrowLeft' ? -1 : 1) ? Math.abs(dx) + Math.abs(dy) * 4 : Infinity
  })

  function nearest(ids: readonly string[], cost: (place: Point) => number): string | null {
    let best: string | null = null
    let least = Infinity
    for (const id of ids) {
      const place = layout.nodes.get(id)
      const price = place ? cost(turn(place)) : Infinity
      if (price < least) [best, least] = [id, price]
    }
    return best
  }
}
