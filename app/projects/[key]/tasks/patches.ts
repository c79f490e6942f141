'use client'
import { useMemo, useSyncExternalStore } from 'react'
import type { TaskRow } from '#app/_tasks/task.ts'

type Fields = Partial<TaskRow>

// What was asked for and not answered yet, by task: rows show it at once, and what the server says when it has spoken.
const asked = new Map<string, Fields[]>()
const merged = new Map<string, Fields>()
const watchers = new Map<string, Set<() => void>>()

/** Shows a task with these fields until the act is answered. */
export async function meanwhile<T>(id: string, fields: Fields, act: Promise<T>): Promise<T> {
  asked.set(id, [...(asked.get(id) ?? []), fields])
  changed(id)
  try {
    return await act
  } finally {
    const left = (asked.get(id) ?? []).filter((one) => one !== fields)
    if (left.length) asked.set(id, left)
    else asked.delete(id)
    changed(id)
  }
}

function changed(id: string) {
  const fields = asked.get(id)
  if (fields) merged.set(id, Object.assign({}, ...fields) as Fields)
  else merged.delete(id)
  for (const watcher of watchers.get(id) ?? []) watcher()
}

/** The task as the person has just made it. */
export function useMeanwhile(task: TaskRow): TaskRow {
  const { id } = task
  const subscribe = useMemo(
    () => (watcher: () => void) => {
      const set = watchers.get(id) ?? new Set()
      watchers.set(id, set.add(watcher))
      return () => {
        set.delete(watcher)
        if (!set.size) watchers.delete(id)
      }
    },
    [id],
  )
  const fields = useSyncExternalStore(
    subscribe,
    () => merged.get(id),
    () => undefined,
  )
  return useMemo(() => (fields ? { ...task, ...fields } : task), [task, fields])
}
