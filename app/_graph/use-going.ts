'use client'
import { useReactFlow } from '@xyflow/react'
import { useCallback, useRef, type RefObject } from 'react'
import type { Layout } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'

/** Below this zoom plates are drawn without words. */
export const FAR = 0.5
const READABLE = 0.75

/** Takes the focus, or only the view, to a plate, which may not be drawn yet: `wanted` names the one that takes the focus when it is. */
export function useGoing(layout: Layout, root: RefObject<HTMLElement | null>, onStop: (id: string) => void) {
  const flow = useReactFlow()
  const wanted = useRef<string | null>(null)

  const goTo = useCallback(
    (id: string) => {
      const place = layout.nodes.get(id)
      if (!place) return
      onStop(id)
      wanted.current = id
      const drawn = root.current?.querySelector<HTMLElement>(`[data-task="${CSS.escape(id)}"]`)
      if (drawn) {
        wanted.current = null
        drawn.focus({ preventScroll: true })
      }
      if (!drawn || !isInside(drawn))
        void flow.setCenter(place.x + NODE_WIDTH / 2, place.y + NODE_HEIGHT / 2, { zoom: Math.max(flow.getZoom(), FAR) })
    },
    [flow, layout, onStop, root],
  )
  const show = useCallback(
    (id: string) => {
      const place = layout.nodes.get(id)
      if (place) void flow.setCenter(place.x + NODE_WIDTH / 2, place.y + NODE_HEIGHT / 2, { zoom: Math.max(flow.getZoom(), READABLE) })
    },
    [flow, layout],
  )
  const isInView = useCallback(
    (id: string) => {
      const place = layout.nodes.get(id)
      const frame = root.current?.querySelector('.react-flow')?.getBoundingClientRect()
      if (!place || !frame) return true
      const { x, y } = flow.flowToScreenPosition(place)
      const zoom = flow.getZoom()
      return holds(frame, { left: x, top: y, right: x + NODE_WIDTH * zoom, bottom: y + NODE_HEIGHT * zoom })
    },
    [flow, layout, root],
  )
  return { goTo, show, isInView, wanted }
}

type Edges = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>

function isInside(node: HTMLElement) {
  const frame = node.closest('.react-flow')?.getBoundingClientRect()
  return frame !== undefined && holds(frame, node.getBoundingClientRect())
}

const holds = (frame: Edges, box: Edges) =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
