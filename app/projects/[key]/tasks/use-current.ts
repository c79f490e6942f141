'use client'
import { useEffect, useRef, useState, type FocusEvent, type RefObject } from 'react'
import type { TaskRow } from '#app/_tasks/task.ts'
import { HEAD, type Rows } from './use-rows.ts'

/** The row that keys act on: the focused one, and after focus has left it, the last one while it is in the list. */
export function useCurrent(list: RefObject<HTMLElement | null>, rows: Rows, tasks: readonly TaskRow[]) {
  const [id, setId] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)
  const at = id === null ? -1 : tasks.findIndex((task) => task.id === id)

  // A row that was far away stands in the page one or two renders after it was asked for.
  useEffect(() => {
    if (wanted.current === null) return
    const link = list.current?.querySelector<HTMLElement>(`[data-task="${wanted.current}"] .col-title a`)
    if (!link) return
    wanted.current = null
    link.focus({ preventScroll: true })
  })

  function focus(task: TaskRow) {
    wanted.current = task.id
    setId(task.id)
    rows.reveal(task.id)
  }
  function firstInWindow() {
    return tasks.find((task) => (rows.topOf(task.id) ?? -1) >= window.scrollY + HEAD) ?? tasks[0]
  }
  return {
    id,
    task: tasks[at] ?? null,
    focus,
    /** To the next row or the one before; from nowhere to the first in the window. Answers where it went. */
    move(step: number) {
      const next = at < 0 ? firstInWindow() : tasks[at + step]
      if (next) focus(next)
      return next ?? null
    },
    jump(to: 'first' | 'last') {
      const target = to === 'first' ? tasks[0] : tasks.at(-1)
      if (target) focus(target)
    },
    onFocus({ target }: FocusEvent) {
      const row = target.closest<HTMLElement>('[data-task]')?.dataset.task
      if (row) setId(row)
    },
    onBlur({ relatedTarget }: FocusEvent) {
      // To nowhere: a menu opens, or the row is on its way to another place.
      if (relatedTarget instanceof Element && !relatedTarget.closest('.task-list, .bulk-place, [data-rac]')) setId(null)
    },
  }
}

export type Current = ReturnType<typeof useCurrent>
