'use client'
import { ViewportPortal } from '@xyflow/react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Button, IconButton } from '#app/_ui/button.tsx'
import type { GraphEdge, GraphTask } from './documents.ts'
import type { Route } from './layout.ts'
import { NOTE } from './legend.tsx'

interface EdgeHandleProps {
  edge: GraphEdge
  route: Route
  from: GraphTask
  to: GraphTask
  canRemove: boolean
  onRemove: () => void
  onClose: () => void
  onStep: (step: 1 | -1) => void
}

/** The chosen dependency: what it says, and the way to remove it. */
export default function EdgeHandle({ edge, route, from, to, canRemove, onRemove, onClose, onStep }: EdgeHandleProps) {
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => group.current?.focus({ preventScroll: true }), [edge.id])
  const words = edge.kind === 'BLOCKS' ? `${from.key} blocks ${to.key}` : `${from.key} ${NOTE[edge.kind].verb} ${to.key}`
  const state = edge.kind !== 'BLOCKS' ? 'note' : edge.isOpen && from.status !== 'COMPLETED' ? 'still gates' : 'cleared'
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    else if ((event.key === 'Delete' || event.key === 'Backspace') && canRemove) onRemove()
    else if (event.target !== group.current) return
    else if (event.key === 'ArrowDown' || event.key === 'ArrowRight') onStep(1)
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') onStep(-1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <ViewportPortal>
      <svg className="graph-wires chain" aria-hidden width={1} height={1}>
        <path className="chosen-line" d={route.path} />
      </svg>
      <div
        ref={group}
        role="group"
        tabIndex={-1}
        aria-label={`${words}, ${state}${canRemove ? '. Delete removes it, arrow keys choose another' : ''}`}
        className="edge-handle nopan"
        style={{ transform: `translate(${route.tip.x}px, ${route.tip.y}px) translate(-100%, 8px)` }}
        onKeyDown={onKeyDown}
      >
        <span className="whitespace-nowrap">
          <span className="mono">{words}</span>, {state}
        </span>
        {canRemove && (
          <Button variant="bare" icon="close" onPress={onRemove}>
            Remove
          </Button>
        )}
        <IconButton icon="check" label="Keep it" onPress={onClose} />
      </div>
    </ViewportPortal>
  )
}
