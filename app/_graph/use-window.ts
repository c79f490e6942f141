'use client'
import { useStoreApi } from '@xyflow/react'
import { useEffect, useState } from 'react'
import { holds, type Box } from './geometry.ts'

const NOWHERE: Box = { left: 0, top: 0, right: 0, bottom: 0 }
/** How much more than the view is drawn on each side, so that most of a pan draws nothing. */
const MARGIN = 0.6
const ZOOM_STEP = 1.7

/** The part of the picture that is drawn. It changes only when the view leaves it, never with each frame of a pan. */
export function useWindow(): Box {
  const store = useStoreApi()
  const [box, setBox] = useState(NOWHERE)
  useEffect(() => {
    let drawn = NOWHERE
    let drawnZoom = 0
    const look = () => {
      const {
        transform: [x, y, zoom],
        width,
        height,
      } = store.getState()
      if (width === 0 || height === 0) return
      const view = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom }
      const isNear = zoom < drawnZoom * ZOOM_STEP && zoom > drawnZoom / ZOOM_STEP
      if (isNear && holds(drawn, view)) return
      const [across, down] = [(view.right - view.left) * MARGIN, (view.bottom - view.top) * MARGIN]
      drawn = { left: view.left - across, top: view.top - down, right: view.right + across, bottom: view.bottom + down }
      drawnZoom = zoom
      setBox(drawn)
    }
    look()
    return store.subscribe(look)
  }, [store])
  return box
}
