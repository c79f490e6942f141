import { useEffect, useEffectEvent } from 'react'

/** Runs again and again; null pauses it. */
export function useEvery(ms: number | null, run: () => void) {
  const act = useEffectEvent(run)
  useEffect(() => {
    if (ms === null) return
    const timer = setInterval(() => act(), ms)
    return () => clearInterval(timer)
  }, [ms])
}
