'use client'
import { useLayoutEffect, useRef, useState } from 'react'
import type { TaskRow } from '#app/_tasks/task.ts'
import { HEAD, type Rows } from './use-rows.ts'

interface Seen {
  rows: Rows
  tasks: readonly TaskRow[]
  of: string
}

/**
 * Holds the rows that are read where they stand in the window, whatever comes or goes above them, and answers what came there.
 * `of` names the list: with other filters or another order it begins anew.
 */
export function useAnchor(rows: Rows, tasks: readonly TaskRow[], of: string, isMine: (id: string) => boolean) {
  const seen = useRef<Seen | null>(null)
  const [above, setAbove] = useState<readonly TaskRow[]>([])

  useLayoutEffect(() => {
    const before = seen.current
    seen.current = { rows, tasks, of }
    if (before && before.of !== of) setAbove([])
    if (!before || before.of !== of || before.tasks === tasks) return
    const shift = shiftOf(before, rows)
    if (!shift) return
    window.scrollBy({ top: shift, behavior: 'instant' })
    const came = shift > 0 ? tasks.filter(({ id }) => !before.rows.has(id) && !isMine(id) && isAbove(rows, id)) : []
    if (came.length) setAbove((known) => [...known, ...came])
  }, [rows, tasks, of, isMine])
  const unseen = above.filter(({ id }) => rows.has(id) && isAbove(rows, id))
  return { above: unseen, forget: () => setAbove([]) }
}

const isAbove = (rows: Rows, id: string) => typeof window !== 'undefined' && (rows.topOf(id) ?? Infinity) < window.scrollY + HEAD

/** By how much most of the rows in the window have moved: one that goes elsewhere by itself takes nobody along. */
function shiftOf({ rows: before, tasks }: Seen, now: Rows) {
  const [from, until] = [window.scrollY + HEAD, window.scrollY + window.innerHeight]
  const shifts = new Map<number, number>()
  for (const { id } of tasks) {
    const top = before.topOf(id)
    const next = now.topOf(id)
    if (top === null || next === null || top < from || top > until) continue
    // What the list's own beginning moves, such as a line of filters, is no news.
    const shift = next - now.margin - (top - before.margin)
    shifts.set(shift, (shifts.get(shift) ?? 0) + 1)
  }
  return [...shifts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}
