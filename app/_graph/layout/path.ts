import { CHAMFER } from './measures.ts'

export type Corner = { x: number; y: number }

/** SVG path data through right-angled corners, each cut by a chamfer that leaves room for its neighbours'. */
export function chamferedPath(corners: readonly Corner[]): string {
  const points = corners.filter((corner, at) => {
    const before = corners[at - 1]
    const after = corners[at + 1]
    if (before && before.x === corner.x && before.y === corner.y) return false
    if (!before || !after) return true
    return !((before.x === corner.x && corner.x === after.x) || (before.y === corner.y && corner.y === after.y))
  })
  const first = points[0]
  if (!first) return ''
  let path = `M${first.x} ${first.y}`
  for (let at = 1; at < points.length; at++) {
    const corner = points[at]
    const before = points[at - 1]
    const after = points[at + 1]
    if (!corner || !before) continue
    if (!after) {
      path += `L${corner.x} ${corner.y}`
      continue
    }
    const cut = Math.min(CHAMFER, reach(before, corner) / 2, reach(corner, after) / 2)
    const enter = towards(corner, before, cut)
    const leave = towards(corner, after, cut)
    path += `L${enter.x} ${enter.y}L${leave.x} ${leave.y}`
  }
  return path
}

const reach = (a: Corner, b: Corner) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

const towards = (from: Corner, to: Corner, by: number): Corner => ({
  x: from.x + Math.sign(to.x - from.x) * by,
  y: from.y + Math.sign(to.y - from.y) * by,
})
