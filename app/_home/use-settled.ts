'use client'
import { useEffect, useEffectEvent, useState } from 'react'

/** What the cache had is read again at once when somebody arrives. */
const ARRIVING_MS = 1_500

/**
 * Rows that keep their places while somebody reads: they change where they stand, those that are gone stay and say so, and new ones
 * wait until they are asked for, or until the person comes back to the page. With `appends` new ones join at the end by themselves.
 */
export function useSettled<Row>(rows: readonly Row[], idOf: (row: Row) => string, { appends = false } = {}) {
  const latest = new Map(rows.map((row) => [idOf(row), row]))
  const [kept, keep] = useState(latest)
  const [isArriving, setArriving] = useState(true)
  const fresh = [...latest.keys()].filter((id) => !kept.has(id))
  const isGone = (id: string) => !latest.has(id)
  if (isArriving && (fresh.length || [...kept.keys()].some(isGone))) keep(latest)
  else if (appends && fresh.length) keep(new Map([...kept, ...latest]))

  const settle = () => keep(latest)
  const onReturn = useEffectEvent(() => document.visibilityState === 'visible' && settle())
  useEffect(() => {
    // Whoever acts has arrived.
    const arrived = () => setArriving(false)
    const timer = setTimeout(arrived, ARRIVING_MS)
    const acts = ['pointerdown', 'keydown'] as const
    for (const act of acts) window.addEventListener(act, arrived, { capture: true, once: true })
    const listener = () => onReturn()
    document.addEventListener('visibilitychange', listener)
    return () => {
      clearTimeout(timer)
      for (const act of acts) window.removeEventListener(act, arrived, { capture: true })
      document.removeEventListener('visibilitychange', listener)
    }
  }, [])

  return {
    rows: [...kept].map(([id, row]) => ({ row: latest.get(id) ?? row, isGone: isGone(id) })),
    fresh: fresh.length,
    settle,
  }
}
