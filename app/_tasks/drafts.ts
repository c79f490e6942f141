'use client'
import { useSyncExternalStore } from 'react'

interface Kept<Draft> {
  /** The version of the task that was read when the edit began. */
  version: number
  draft: Draft
}

// What a full store does not take still stands in the page.
const typed = new Map<string, string | null>()
const watchers = new Set<() => void>()
const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** What somebody has typed and not saved: it outlives Escape and a reload of the tab. `like` shows the form that it must have. */
export function useDraft<Draft>(name: string, like: Draft) {
  const stored = useSyncExternalStore(
    subscribe,
    () => typed.get(name) ?? (typed.has(name) ? null : sessionStorage.getItem(name)),
    () => null,
  )
  return {
    kept: stored === null ? null : parse(stored, { version: 0, draft: like }),
    keep: (version: number, draft: Draft) => put(name, JSON.stringify({ version, draft })),
    drop: () => put(name, null),
  }
}

function put(name: string, text: string | null) {
  typed.set(name, text)
  try {
    if (text === null) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, text)
  } catch {
    // It lasts until the page is left.
  }
  for (const watcher of watchers) watcher()
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
