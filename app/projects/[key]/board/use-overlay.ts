'use client'
import { useEffect, useState } from 'react'
import type { TaskRow } from '#app/_tasks/task.ts'

interface Moving {
  task: TaskRow
  /** The id of the column that it was dropped on. */
  to: string
  isDone: boolean
}

/** How long a moved card stays where it was dropped when the lists never say so themselves: another filter may hide it there. */
const LONGEST_MS = 3000

/** Shows moved cards in their new column before the server has answered, and puts them back when it refuses. */
export function useOverlay() {
  const [moving, setMoving] = useState<ReadonlyMap<string, Moving>>(new Map())
  const change = (id: string, next: Moving | null) =>
    setMoving((before) => {
      const after = new Map(before)
      if (next) after.set(id, next)
      else after.delete(id)
      return after
    })

  async function show(task: TaskRow, to: string, act: () => Promise<boolean>) {
    const move = { task, to, isDone: false }
    change(task.id, move)
    const isDone = await act().catch(() => false)
    change(task.id, isDone ? { ...move, isDone } : null)
    return isDone
  }

  const settled = [...moving.values()].filter(({ isDone }) => isDone)
  useEffect(() => {
    if (!settled.length) return
    const timer = setTimeout(() => {
      for (const { task } of settled) change(task.id, null)
    }, LONGEST_MS)
    return () => clearTimeout(timer)
  })

  /** The cards of a column as they will be. */
  function over(column: string, tasks: TaskRow[]): { task: TaskRow; isMoving: boolean }[] {
    if (!moving.size) return tasks.map((task) => ({ task, isMoving: false }))
    const arrived = [...moving.values()].filter(({ to, task }) => to === column && !tasks.some(({ id }) => id === task.id))
    const staying = tasks.filter(({ id }) => (moving.get(id)?.to ?? column) === column)
    return [...arrived.map(({ task, isDone }) => ({ task, isMoving: !isDone })), ...staying.map((task) => ({ task, isMoving: false }))]
  }
  return { show, over }
}
