/** Everything vertical stands on a grid of 24 px, so that a bend is either none or large enough for two chamfers. */
export const UNIT = 24
export const NODE_WIDTH = 168
export const NODE_HEIGHT = 72
export const GAP_X = 44
/**
 * A picture is laid out from left to right; top down is the same with the two directions exchanged. `depth` is a plate's size in the
 * direction of the edges, `breadth` across; `plate` and `pass` are the units between two plates, and between a plate and a passing edge.
 */
export const SHAPES = {
  right: { depth: NODE_WIDTH, breadth: NODE_HEIGHT, plate: 4, pass: 2 },
  down: { depth: NODE_HEIGHT, breadth: NODE_WIDTH, plate: 8, pass: 4 },
} as const
export type Way = keyof typeof SHAPES
export type Shape = (typeof SHAPES)[Way]
export const PITCH_X = NODE_WIDTH + GAP_X
export const PITCH_Y = 4 * UNIT
export const CHAMFER = 8
/** Distance between two vertical tracks in one gap, and between the tip of an edge and its node. */
export const TRACK = 10
export const TIP = 6
/** Distance between neighbouring entries on one node's left side. */
export const PORT = 9
/** Beyond this many helper points the longest edges are drawn without them, behind the plates. */
export const MAX_BENDS = 20_000
