'use client'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useState, type RefObject } from 'react'
import type { GroupState } from './task-pages.ts'

/** What of a group stands in the page: rows `from` to `to`, between two empty heights. */
export interface Span {
  /** Index of the group's first row among all items, for measuring. */
  first: number
  from: number
  to: number
  before: number
  after: number
}

export const HEAD = 34
/** With the joint under it. */
const HEIGHT = { compact: 33, comfortable: 41, phone: 66 }

interface Shape {
  states: GroupState[]
  folded: readonly string[]
  density: 'compact' | 'comfortable'
}

/** Lays heads and rows of all groups out in one line and says which rows are near the window. Rows that are not read yet have their place. */
export function useRows(list: RefObject<HTMLElement | null>, { states, folded, density }: Shape) {
  const [margin, setMargin] = useState(0)
  const [isPhone, setPhone] = useState(false)
  const rowHeight = HEIGHT[isPhone ? 'phone' : density]
  // The list begins below the strip and the tools, whose heights differ by width and by what is filtered.
  useLayoutEffect(() => {
    const measure = () => {
      setMargin((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
      setPhone(window.innerWidth <= 640)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [list])

  const { ids, at, places } = useMemo(() => layOut(states, folded), [states, folded])
  const virtualizer = useWindowVirtualizer({
    count: ids.length,
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    estimateSize: (index) => (ids[index]?.startsWith('head ') ? HEAD : rowHeight),
    overscan: 12,
    scrollMargin: margin,
    // The sticky head of a group covers the first row, the phone's navigation or the bulk bar the last.
    scrollPaddingStart: HEAD + 6,
    scrollPaddingEnd: 72,
    // What the server draws, before anybody knows the window.
    initialRect: { width: 1280, height: 1000 },
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  const near = virtualizer.getVirtualItems()
  const cache = virtualizer.measurementsCache

  const spans = places.map(({ first, end }): Span => {
    const shown = near.filter(({ index }) => index >= first && index < end)
    const start = cache[first]?.start ?? 0
    const stop = cache[end - 1]?.end ?? start
    const [from, to] = [shown[0], shown.at(-1)]
    if (!from || !to) return { first, from: 0, to: 0, before: end > first ? stop - start : 0, after: 0 }
    return { first, from: from.index - first, to: to.index - first + 1, before: from.start - start, after: stop - to.end }
  })
  const indexOf = (id: string) => at.get(id) ?? -1
  return {
    spans,
    rowHeight,
    margin,
    /** Only on phones do rows differ in height. */
    measure: isPhone ? virtualizer.measureElement : undefined,
    has: (id: string) => at.has(id),
    reveal: (id: string) => virtualizer.scrollToIndex(indexOf(id), { align: 'auto' }),
    /** Where a row begins in the page, or null when it is not in the list. */
    topOf: (id: string) => cache[indexOf(id)]?.start ?? null,
    /** The height of a row's middle within the list, or null when it is not in it. */
    middleOf: (id: string) => {
      const row = cache[indexOf(id)]
      return row ? (row.start + row.end) / 2 - margin : null
    },
  }
}

export type Rows = ReturnType<typeof useRows>

function layOut(states: GroupState[], folded: readonly string[]) {
  const ids: string[] = []
  const at = new Map<string, number>()
  const places = states.map(({ group, tasks, rows }) => {
    if (group.value !== null) ids.push(`head ${group.value}`)
    const first = ids.length
    if (group.value !== null && folded.includes(group.value)) return { first, end: first }
    // A task with two tags stands in two groups; keys name the first row of each, the others carry their group.
    for (const { id } of tasks) {
      const isTwice = at.has(id)
      if (!isTwice) at.set(id, ids.length)
      ids.push(isTwice ? `${id} ${group.value}` : id)
    }
    for (let row = tasks.length; row < rows; row++) ids.push(`row ${group.value} ${row}`)
    return { first, end: ids.length }
  })
  return { ids, at, places }
}
