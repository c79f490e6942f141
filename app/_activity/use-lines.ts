'use client'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useState, type RefObject } from 'react'
import type { Line } from './lines.ts'

const ROW = 37
const HEAD = 34

/** Which lines are near the window, and where they stand; each is measured once it is there. */
export function useLines(list: RefObject<HTMLElement | null>, lines: readonly Line[]) {
  const [margin, setMargin] = useState(0)
  const isEmpty = lines.length === 0
  useLayoutEffect(() => {
    const measure = () => setMargin((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(document.body)
    return () => watcher.disconnect()
  }, [list, isEmpty])
  const virtualizer = useWindowVirtualizer({
    count: lines.length,
    getItemKey: (index) => lines[index]?.id ?? index,
    estimateSize: (index) => (lines[index]?.kind === 'day' ? HEAD : ROW),
    overscan: 10,
    scrollMargin: margin,
    scrollPaddingStart: HEAD + 6,
    scrollPaddingEnd: 64,
    // As the server drew it, wherever the browser has scrolled by now.
    initialOffset: 0,
    initialRect: { width: 1280, height: 1000 },
  })
  return {
    near: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    margin,
    measure: virtualizer.measureElement,
    reveal: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  }
}
