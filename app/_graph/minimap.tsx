'use client'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { STATUSES, type TaskStatus } from '#app/_ui/status.tsx'
import type { Layout } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'

const [WIDTH, HEIGHT] = [164, 96]
const LAMP: Record<TaskStatus, string> = {
  PENDING: '--ink-2',
  BLOCKED: '--stop-lamp',
  IN_PROGRESS: '--occupied-lamp',
  COMPLETED: '--clear-lamp',
  CANCELLED: '--joint-2',
}

/** The whole picture, small; the frame is the view, and can be dragged. Painted once a change, however many plates there are. */
export function Minimap({ layout, statusOf }: { layout: Layout; statusOf: (id: string) => TaskStatus }) {
  const flow = useReactFlow()
  const store = useStoreApi()
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const theme = useTheme()
  const scale = Math.min(WIDTH / Math.max(1, layout.width), HEIGHT / Math.max(1, layout.height))
  const [left, top] = [(WIDTH - layout.width * scale) / 2, (HEIGHT - layout.height * scale) / 2]

  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context) return
    const density = window.devicePixelRatio || 1
    canvas.current.width = WIDTH * density
    canvas.current.height = HEIGHT * density
    context.scale(density, density)
    for (const status of STATUSES) {
      context.fillStyle = resolved(canvas.current, LAMP[status])
      for (const [id, { x, y }] of layout.nodes)
        if (statusOf(id) === status)
          context.fillRect(left + x * scale, top + y * scale, Math.max(1.5, NODE_WIDTH * scale), Math.max(1, NODE_HEIGHT * scale))
    }
  }, [layout, statusOf, scale, left, top, theme])

  useEffect(() => {
    const place = () => {
      const {
        transform: [x, y, zoom],
        width,
        height,
      } = store.getState()
      if (!frame.current) return
      const [from, until] = [clamp(left - (x / zoom) * scale, WIDTH), clamp(left + ((width - x) / zoom) * scale, WIDTH)]
      const [upper, lower] = [clamp(top - (y / zoom) * scale, HEIGHT), clamp(top + ((height - y) / zoom) * scale, HEIGHT)]
      frame.current.style.transform = `translate(${from}px, ${upper}px)`
      frame.current.style.width = `${Math.max(4, until - from)}px`
      frame.current.style.height = `${Math.max(4, lower - upper)}px`
    }
    place()
    return store.subscribe(place)
  }, [store, scale, left, top])

  const move = (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const at = event.currentTarget.getBoundingClientRect()
    const [x, y] = [(event.clientX - at.left - left) / scale, (event.clientY - at.top - top) / scale]
    void flow.setCenter(x, y, { zoom: flow.getZoom() })
  }
  return (
    <div className="minimap">
      <div className="relative" role="img" aria-label="Overview of the whole graph" onPointerDown={move} onPointerMove={move}>
        <canvas ref={canvas} style={{ width: WIDTH, height: HEIGHT }} />
        <div ref={frame} className="minimap-frame" />
      </div>
    </div>
  )
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value))

function resolved(element: HTMLElement, token: string) {
  const probe = document.createElement('i')
  probe.style.color = `var(${token})`
  element.parentElement?.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/** Changes with the theme, which is chosen or the system's. */
function useTheme() {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const changed = () => setCount((before) => before + 1)
    const observer = new MutationObserver(changed)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', changed)
    return () => {
      observer.disconnect()
      dark.removeEventListener('change', changed)
    }
  }, [])
  return count
}
