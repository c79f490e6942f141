'use client'
import { useMemo, useState } from 'react'
import type { TaskRow } from '#app/_tasks/task.ts'

type Selected = ReadonlyMap<string, TaskRow>
const NONE: Selected = new Map()

/** What is selected, by id, as it was when it was selected; it stays when its row leaves the list. */
export function useSelection() {
  const [selected, setSelected] = useState(NONE)
  const [anchor, setAnchor] = useState<string | null>(null)
  return useMemo(() => {
    const add = (tasks: readonly TaskRow[]) =>
      setSelected((before) => new Map([...before, ...tasks.map((task) => [task.id, task] as const)]))
    return {
      selected,
      clear() {
        setSelected(NONE)
        setAnchor(null)
      },
      toggle(task: TaskRow) {
        setAnchor(task.id)
        setSelected((before) => {
          const next = new Map(before)
          if (!next.delete(task.id)) next.set(task.id, task)
          return next
        })
      },
      add,
      /** From the last one that was touched to this one, as they stand in the list. */
      range(tasks: readonly TaskRow[], to: TaskRow) {
        const from = Math.max(
          0,
          tasks.findIndex(({ id }) => id === (anchor ?? to.id)),
        )
        const until = tasks.indexOf(to)
        add(tasks.slice(Math.min(from, until), Math.max(from, until) + 1))
      },
      drop(ids: readonly string[]) {
        setSelected((before) => new Map([...before].filter(([id]) => !ids.includes(id))))
      },
    }
  }, [selected, anchor])
}

export type Selection = ReturnType<typeof useSelection>
