'use client'
import { useSyncExternalStore } from 'react'

/** From here on the sidebar stands beside the page; below, it opens over it. The style sheet says the same. */
const WIDE = '(min-width: 80rem)'
const watchers = new Set<() => void>()

function subscribe(watcher: () => void) {
  const wide = matchMedia(WIDE)
  watchers.add(watcher)
  wide.addEventListener('change', watcher)
  return () => {
    watchers.delete(watcher)
    wide.removeEventListener('change', watcher)
  }
}

export const isWide = () => matchMedia(WIDE).matches
const isShown = () => isWide() && document.documentElement.dataset.sidebar !== 'closed'

/** Whether the sidebar stands beside the page. The style sheet draws it by the same attribute, which the server writes. */
export function useSidebarShown() {
  return useSyncExternalStore(subscribe, isShown, () => true)
}

export function toggleSidebar() {
  const next = isShown() ? 'closed' : 'open'
  document.documentElement.dataset.sidebar = next
  document.cookie = `sidebar=${next}; path=/; max-age=31536000; samesite=lax`
  for (const watcher of watchers) watcher()
}
