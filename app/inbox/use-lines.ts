'use client'
import { parseAsString, useQueryState } from 'nuqs'
import { useCallback, useMemo, useState, type RefObject } from 'react'
import { blocksOf, inOrder } from './order.ts'
import type { InboxThread } from './use-inbox.ts'
import type { Marks } from './use-marks.ts'

const NONE: ReadonlySet<string> = new Set()

/** The lines in their order, the one that is read beside them, and those that are checked. */
export function useLines(found: readonly InboxThread[], marks: Marks, screen: RefObject<HTMLElement | null>) {
  const [selectedId, setSelected] = useQueryState('thread', parseAsString.withOptions({ history: 'replace' }))
  const [checked, setChecked] = useState(NONE)
  const blocks = useMemo(() => blocksOf(found), [found])
  const threads = useMemo(() => inOrder(blocks), [blocks])
  const selected = threads.find(({ id }) => id === selectedId) ?? null
  const many = threads.filter(({ id }) => checked.has(id))

  const check = useCallback(
    (id: string) =>
      setChecked((before) => {
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  const close = () => void setSelected(null)
  const focus = (id: string) => requestAnimationFrame(() => screen.current?.querySelector<HTMLElement>(`[data-thread="${id}"] a`)?.focus())
  function choose(id: string) {
    const thread = threads.find((one) => one.id === id)
    void setSelected(id)
    if (thread) marks.read(thread)
  }
  function go(thread: InboxThread | undefined) {
    if (!thread) return close()
    choose(thread.id)
    focus(thread.id)
  }
  return {
    blocks,
    threads,
    selected,
    checked,
    many,
    /** What an act is for: what is checked, else what is read. */
    those: many.length ? many : selected ? [selected] : [],
    check,
    uncheck: () => setChecked(NONE),
    choose,
    go,
    focus,
    close,
    step(by: number) {
      const index = selected ? threads.indexOf(selected) : by > 0 ? -1 : threads.length
      go(threads[Math.min(Math.max(index + by, 0), threads.length - 1)])
    },
  }
}

export type Lines = ReturnType<typeof useLines>
