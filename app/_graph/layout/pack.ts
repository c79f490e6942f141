type Block = { width: number; height: number }
type Packed = { origins: { x: number; y: number }[]; width: number; height: number }
/** A stretch of the lower outline of what is placed: new blocks hang below it. */
type Step = { x: number; y: number; width: number }

const BETWEEN_X = 96
const BETWEEN_Y = 72

/** Puts blocks, in their order, each as high as it fits and then as far left, to a picture somewhat wider than high. */
export function packBlocks(blocks: readonly Block[], width = 0): Packed {
  const area = blocks.reduce((sum, block) => sum + (block.width + BETWEEN_X) * (block.height + BETWEEN_Y), 0)
  const limit = Math.max(width || Math.sqrt(area * 1.7), ...blocks.map((block) => block.width))
  let outline: Step[] = [{ x: 0, y: 0, width: limit + BETWEEN_X }]
  const origins: { x: number; y: number }[] = []
  let right = 0
  let bottom = 0
  for (const block of blocks) {
    let best = { x: 0, y: Infinity }
    for (const { x } of outline) {
      if (x > 0 && x + block.width > limit) continue
      const y = depthOf(outline, x, block.width + BETWEEN_X)
      if (y < best.y) best = { x, y }
    }
    origins.push(best)
    outline = lower(outline, best.x, block.width + BETWEEN_X, best.y + block.height + BETWEEN_Y)
    right = Math.max(right, best.x + block.width)
    bottom = Math.max(bottom, best.y + block.height)
  }
  return { origins, width: right, height: bottom }
}

function depthOf(outline: readonly Step[], x: number, width: number) {
  return outline.reduce((most, step) => (step.x < x + width && x < step.x + step.width ? Math.max(most, step.y) : most), 0)
}

function lower(outline: readonly Step[], x: number, width: number, y: number): Step[] {
  const end = x + width
  const kept = outline.flatMap((step) => {
    const parts = [
      { ...step, width: Math.min(step.x + step.width, x) - step.x },
      { ...step, x: Math.max(step.x, end), width: step.x + step.width - Math.max(step.x, end) },
    ]
    return parts.filter((part) => part.width > 0)
  })
  return [...kept, { x, y, width }].sort((a, b) => a.x - b.x)
}
