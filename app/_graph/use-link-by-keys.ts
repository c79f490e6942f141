'use client'
import { useCallback } from 'react'
import type { Side } from './reach.ts'
import type { useGoing } from './use-going.ts'
import type { useLinking } from './use-linking.ts'

interface LinkByKeysProps {
  linking: ReturnType<typeof useLinking>
  going: Pick<ReturnType<typeof useGoing>, 'goTo' | 'isInView' | 'show'>
  tabStop: string | null
  onBegin: (id: string) => void
}

/** A dependency drawn by keys: it keeps its target in view, and gives the focus back when it is over. */
export function useLinkByKeys({
  linking: { aim, byKeys, end, finish },
  going: { goTo, isInView, show },
  tabStop,
  onBegin,
}: LinkByKeysProps) {
  const begin = useCallback(
    (id: string, side: Side) => {
      onBegin(id)
      byKeys(id, side)
    },
    [byKeys, onBegin],
  )
  const leave = useCallback(() => {
    end()
    if (tabStop) goTo(tabStop)
  }, [end, goTo, tabStop])
  const make = useCallback(() => {
    const isDone = finish()
    if (isDone && tabStop) goTo(tabStop)
    return isDone
  }, [finish, goTo, tabStop])
  const aimAt = useCallback(
    (target: string | null) => {
      aim(target, null)
      if (target !== null && !isInView(target)) show(target)
    },
    [aim, isInView, show],
  )
  return { begin, aim: aimAt, finish: make, end: leave }
}
