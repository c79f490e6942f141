'use client'
import { useReactFlow, useStore } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Layout } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'

const READABLE = 0.75
const MARGIN = 28
const PHONE = 640

/**
 * Where the view stands. The first picture is shown whole when it stays readable, else from its top left, where the work begins;
 * a selected task is centred. After that nothing but the person moves the view: when the structure changes, the selected task
 * stays exactly where it is on the screen and the rest moves around it.
 */
export function useViewport(layout: Layout, selected: string | null) {
  const flow = useReactFlow()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const shown = useRef<Layout | null>(null)

  useEffect(() => {
    if (width === 0 || height === 0 || shown.current === layout) return
    const before = shown.current
    shown.current = layout
    const place = selected === null ? undefined : layout.nodes.get(selected)
    if (before) {
      const old = selected === null ? undefined : before.nodes.get(selected)
      const { x, y, zoom } = flow.getViewport()
      if (old && place) void flow.setViewport({ x: x + (old.x - place.x) * zoom, y: y + (old.y - place.y) * zoom, zoom })
      return
    }
    const whole = Math.min((width - 2 * MARGIN) / layout.width, (height - 2 * MARGIN) / layout.height, 1)
    const zoom = Math.max(whole, width < PHONE ? 0.3 : READABLE)
    if (place && zoom > whole) {
      void flow.setCenter(place.x + NODE_WIDTH / 2, place.y + NODE_HEIGHT / 2, { zoom })
      return
    }
    const free = (size: number, room: number) => Math.max(MARGIN, (room - size * zoom) / 2)
    void flow.setViewport({ x: free(layout.width, width), y: free(layout.height, height), zoom })
  }, [flow, layout, selected, width, height])
}
