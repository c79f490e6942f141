'use client'
import { ViewportPortal } from '@xyflow/react'
import { useCell, type Cell } from './cell.ts'
import type { Layout, Point } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'
import type { Linking } from './use-linking.ts'

/** The line that is being drawn, the plates that refuse it, and what would come of it. */
export function LinkLayer({ cell, layout }: { cell: Cell<Linking | null>; layout: Layout }) {
  const linking = useCell(cell)
  if (!linking) return null
  const { source, side, refusals, target, pointer, verdict } = linking
  const place = layout.nodes.get(source)
  const aimed = target === null ? undefined : layout.nodes.get(target)
  if (!place) return null
  const isOut = side === 'blocks'
  const start = portOf(place, isOut, layout)
  const end = aimed && verdict ? portOf(aimed, !isOut, layout) : pointer
  const isRefused = verdict?.isRefused ?? false
  const plates = [...refusals.refused].flatMap((id) => layout.nodes.get(id) ?? [])
  const at = aimed ?? pointer
  return (
    <ViewportPortal>
      <svg className="link-layer" aria-hidden width={1} height={1}>
        <path className="refused-plates" d={plates.map(({ x, y }) => `M${x} ${y}h${NODE_WIDTH}v${NODE_HEIGHT}h${-NODE_WIDTH}z`).join('')} />
        {end && <path className="link-line" data-refused={isRefused || undefined} d={`M${start.x} ${start.y}L${end.x} ${end.y}`} />}
        {aimed && verdict && (
          <path
            className="link-target"
            data-refused={isRefused || undefined}
            d={`M${aimed.x - 6} ${aimed.y - 6}h${NODE_WIDTH + 12}v${NODE_HEIGHT + 12}h${-NODE_WIDTH - 12}z`}
          />
        )}
      </svg>
      {verdict && at && (
        <div
          className="link-words"
          data-refused={isRefused || undefined}
          style={{ transform: `translate(${at.x}px, ${at.y + (aimed ? NODE_HEIGHT + 12 : 18)}px)` }}
        >
          {verdict.text}
        </div>
      )}
    </ViewportPortal>
  )
}

function portOf({ x, y }: Point, isOut: boolean, { way }: Layout): Point {
  return way === 'right'
    ? { x: isOut ? x + NODE_WIDTH : x, y: y + NODE_HEIGHT / 2 }
    : { x: x + NODE_WIDTH / 2, y: isOut ? y + NODE_HEIGHT : y }
}

/** The same for those who hear it. */
export function LinkWords({ cell }: { cell: Cell<Linking | null> }) {
  const linking = useCell(cell)
  return (
    <p role="status" className="sr-only">
      {linking?.verdict?.text ?? ''}
    </p>
  )
}
