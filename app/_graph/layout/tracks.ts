/** A vertical run in the gap between two columns, for an item that has bends there. Runs of one trunk lie on one track. */
export type Run = { item: number; trunk: number; row: number; ends: number[] }

/**
 * The track of each run, 0 nearest to the left column. Runs that overlap or touch never share one.
 * Downward runs are set from the lowest start up, then upward runs from the highest start down: in that order they do not cross needlessly.
 */
export function assignTracks(runs: readonly Run[]): { track: Map<number, number>; count: number } {
  const trunks = new Map<number, Run[]>()
  for (const run of runs) trunks.set(run.trunk, [...(trunks.get(run.trunk) ?? []), run])
  const spans = [...trunks.values()].map((parts) => {
    const rows = parts.flatMap((part) => [part.row, ...part.ends])
    const row = parts.reduce((sum, part) => sum + part.row, 0) / parts.length
    return { parts, row, top: Math.min(...rows), bottom: Math.max(...rows) }
  })
  const isDown = (span: (typeof spans)[number]) => span.bottom - span.row >= span.row - span.top
  const sorted = [
    ...spans.filter(isDown).sort((a, b) => b.row - a.row),
    ...spans.filter((span) => !isDown(span)).sort((a, b) => a.row - b.row),
  ]
  const track = new Map<number, number>()
  const tracks: (typeof spans)[] = []
  for (const span of sorted) {
    // above every track that already holds something in reach, so the order of setting is the order in the gap
    let at = tracks.length
    while (at > 0 && !tracks[at - 1]?.some((other) => other.top <= span.bottom && span.top <= other.bottom)) at--
    const list = tracks[at] ?? []
    list.push(span)
    tracks[at] = list
    for (const part of span.parts) track.set(part.item, at)
  }
  return { track, count: tracks.length }
}
