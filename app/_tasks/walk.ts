'use client'
import { useEffect, useEffectEvent, useMemo, useRef, useSyncExternalStore } from 'react'

interface Walk {
  /** The list that the task was opened from, with its filters. */
  href: string
  keys: string[]
}

const nameOf = (project: string) => `walk ${project.toUpperCase()}`

/** Lists call this: the page of a task that is opened from one then offers the one before and after. */
export function useWalkSource(project: string, tasks: readonly { key: string }[]) {
  const href = useRef('')
  const remember = useEffectEvent(() => rememberWalk(project, { href: href.current, keys: tasks.map(({ key }) => key) }))
  // When the list goes, the address is already that of the task.
  useEffect(() => {
    href.current = window.location.pathname + window.location.search
  })
  useEffect(() => () => remember(), [])
}

function rememberWalk(project: string, walk: Walk) {
  try {
    sessionStorage.setItem(nameOf(project), JSON.stringify(walk))
  } catch {
    // Without room there is no previous and next, and nothing else is lost.
  }
}

const subscribe = () => () => {}

/** Where a task stands in the list that it was opened from; null when it came from elsewhere. */
export function useWalk(project: string, key: string) {
  const stored = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(nameOf(project)),
    () => null,
  )
  return useMemo(() => {
    const walk = stored === null ? null : parse(stored)
    const at = walk?.keys.indexOf(key) ?? -1
    if (!walk || at < 0) return null
    return { href: walk.href, place: at + 1, count: walk.keys.length, before: walk.keys[at - 1] ?? null, after: walk.keys[at + 1] ?? null }
  }, [stored, key])
}

function parse(stored: string): Walk | null {
  const value: unknown = JSON.parse(stored)
  return isWalk(value) ? value : null
}

function isWalk(value: unknown): value is Walk {
  return (
    typeof value === 'object' &&
    value !== null &&
    'href' in value &&
    typeof value.href === 'string' &&
    'keys' in value &&
    Array.isArray(value.keys)
  )
}
