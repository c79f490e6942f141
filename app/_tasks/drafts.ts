'use client'
import { useSyncExternalStore } from 'react'

interface Kept<Draft> {
  /** The version of the task that was read when the edit began. */
  version: number
  draft: Draft
}

const watchers = new Set<() => void>()
const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** What somebody has typed and not saved: it outlives Escape and a reload of the tab. `like` shows the form that it must have. */
export function useDraft<Draft>(name: string, like: Draft) {
  const stored = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(name),
    () => null,
  )
  return {
    kept: stored === null ? null : parse(stored, { version: 0, draft: like }),
    keep(version: number, draft: Draft) {
      // A full store costs the draft, not the edit.
      try {
        sessionStorage.setItem(name, JSON.stringify({ version, draft }))
      } catch {
        return
      }
      for (const watcher of watchers) watcher()
    },
    drop() {
      sessionStorage.removeItem(name)
      for (const watcher of watchers) watcher()
    },
  }
}

function parse<Draft>(stored: string, like: Kept<Draft>): Kept<Draft> | null {
  try {
    const value: unknown = JSON.parse(stored)
    return isLike(value, like) ? value : null
  } catch {
    return null
  }
}

/** Whether a value has the form of another: its keys, and values of the same kinds. */
function isLike<Value>(value: unknown, like: Value): value is Value {
  if (typeof value !== typeof like || Array.isArray(value) !== Array.isArray(like)) return false
  if (typeof value !== 'object' || value === null || typeof like !== 'object' || like === null) return (value === null) === (like === null)
  if (Array.isArray(value) && Array.isArray(like)) return value.every((item) => like.length === 0 || isLike(item, like[0]))
  const fields = new Map<string, unknown>(Object.entries(value))
  return Object.entries(like).every(([key, of]) => of === undefined || isLike(fields.get(key), of))
}
