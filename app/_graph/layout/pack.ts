type Block = { width: number; height: number }
type Packed = { origins: { x: number; y: number }[]; width: number; height: number }

const BETWEEN_X = 96
const BETWEEN_Y = 72

/** Puts blocks on shelves, in their order, to a picture somewhat wider than high. Shelves keep small parts from making a tower. */
export function packBlocks(blocks: readonly Block[], width = 0): Packed {
  const area = blocks.reduce((sum, block) => sum + (block.width + BETWEEN_X) * (block.height + BETWEEN_Y), 0)
  const limit = Math.max(width || Math.sqrt(area * 1.7), ...blocks.map((block) => block.width))
  const origins: { x: number; y: number }[] = []
  let x = 0
  let y = 0
  let shelf = 0
  let used = 0
  for (const block of blocks) {
    if (x > 0 && x + block.width > limit) {
      x = 0
      y += shelf + BETWEEN_Y
      shelf = 0
    }
    origins.push({ x, y })
    used = Math.max(used, x + block.width)
    x += block.width + BETWEEN_X
    shelf = Math.max(shelf, block.height)
  }
  return { origins, width: used, height: y + shelf }
}
