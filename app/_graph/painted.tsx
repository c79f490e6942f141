'use client'
import { ViewportPortal } from '@xyflow/react'
import { memo } from 'react'
import type { TaskStatus } from '#app/_ui/status.tsx'
import { meets, plateAt, type Box } from './geometry.ts'
import type { Layout, Point } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'

interface PaintedProps {
  layout: Layout
  statusOf: (id: string) => TaskStatus
  box: Box
  /** Drawn as plates of their own. */
  except: ReadonlySet<string>
}

const SHAPE: Record<TaskStatus, (at: Point) => string> = {
  PENDING: ({ x, y }) => `M${x - 18} ${y}a18 18 0 1 0 36 0a18 18 0 1 0 -36 0M${x - 11} ${y}a11 11 0 1 1 22 0a11 11 0 1 1 -22 0`,
  BLOCKED: ({ x, y }) => `M${x - 18} ${y - 18}h36v36h-36zM${x - 10} ${y - 4}v8h20v-8z`,
  IN_PROGRESS: ({ x, y }) => `M${x - 20} ${y - 12}h24l16 12l-16 12h-24z`,
  COMPLETED: ({ x, y }) => `M${x - 18} ${y}a18 18 0 1 0 36 0a18 18 0 1 0 -36 0`,
  CANCELLED: ({ x, y }) => `M${x - 16} ${y - 14}l6 -4l26 32l-6 4z`,
}

/** Many plates from afar, as their outlines and the shapes of their statuses: ten paths instead of thousands of elements. */
export const Painted = memo(function Painted({ layout, statusOf, box, except }: PaintedProps) {
  const plates = new Map<TaskStatus, Point[]>()
  for (const [id, place] of layout.nodes) {
    if (except.has(id) || !meets(plateAt(place), box)) continue
    const status = statusOf(id)
    const list = plates.get(status)
    if (list) list.push(place)
    else plates.set(status, [place])
  }
  return (
    <ViewportPortal>
      <svg className="graph-painted" aria-hidden width={1} height={1}>
        {[...plates].map(([status, places]) => (
          <g key={status} data-status={status}>
            <path className="plates" d={places.map(({ x, y }) => `M${x} ${y}h${NODE_WIDTH}v${NODE_HEIGHT}h${-NODE_WIDTH}z`).join('')} />
            <path
              className="shapes"
              fillRule="evenodd"
              d={places.map(({ x, y }) => SHAPE[status]({ x: x + NODE_WIDTH / 2, y: y + NODE_HEIGHT / 2 })).join('')}
            />
          </g>
        ))}
      </svg>
    </ViewportPortal>
  )
})
