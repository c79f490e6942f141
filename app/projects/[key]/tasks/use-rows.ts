'use client'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useState, type RefObject } from 'react'
import type { GroupState } from './task-pages.ts'

/** What of a group stands in the page: rows `from` to `to`, between two empty heights. */
export interface Span {
  /** Index of the group's head among all items, for measuring. */
  head: number
  from: number
  to: number
  before: number
  after: number
}

const HEAD = 34
const FOOT = 44

/** Lays heads, rows and feet of all groups out in one line and says which rows are near the window. */
export function useRows(list: RefObject<HTMLElement | null>, states: GroupState[], folded: ReadonlySet<string>) {
  const [margin, setMargin] = useState(0)
  const [rowHeight, setRowHeight] = useState(32)
  // The list begins below the strip and the tools, whose heights differ by width.
  useLayoutEffect(() => {
    const measure = () => {
      setMargin((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
      setRowHeight(window.innerWidth <= 640 ? 66 : 33)
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [list])

  const ids: string[] = []
  const places = states.map(({ group, tasks, hasMore, error }) => {
    const isFolded = folded.has(group.status ?? '')
    const head = ids.push(`head ${group.status}`) - 1
    if (!isFolded) ids.push(...tasks.map(({ id }) => id))
    const end = ids.length
    if (!isFolded && (hasMore || error || !tasks.length)) ids.push(`foot ${group.status}`)
    return { head, first: head + 1, end }
  })

  const virtualizer = useWindowVirtualizer({
    count: ids.length,
    getItemKey: (index) => ids[index] ?? index,
    estimateSize: (index) => (ids[index]?.startsWith('head ') ? HEAD : ids[index]?.startsWith('foot ') ? FOOT : rowHeight),
    overscan: 12,
    scrollMargin: margin,
    // The sticky head of a group covers the first row, the phone's navigation the last.
    scrollPaddingStart: HEAD + 6,
    scrollPaddingEnd: 64,
    // What the server draws, before anybody knows the window.
    initialRect: { width: 1280, height: 1000 },
  })
  const near = virtualizer.getVirtualItems()
  const at = virtualizer.measurementsCache

  const spans = places.map(({ head, first, end }): Span => {
    const shown = near.filter(({ index }) => index >= first && index < end)
    const start = at[first]?.start ?? 0
    const stop = at[end - 1]?.end ?? start
    const from = shown[0]
    const to = shown.at(-1)
    if (!from || !to) return { head, from: 0, to: 0, before: end > first ? stop - start : 0, after: 0 }
    return { head, from: from.index - first, to: to.index - first + 1, before: from.start - start, after: stop - to.end }
  })

  return {
    spans,
    measure: virtualizer.measureElement,
    reveal: (id: string) => virtualizer.scrollToIndex(ids.indexOf(id), { align: 'auto' }),
    /** The height of a row's middle within the list, or null when it is not in it. */
    middleOf: (id: string) => {
      const row = at[ids.indexOf(id)]
      return row ? (row.start + row.end) / 2 - margin : null
    },
  }
}
