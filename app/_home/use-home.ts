'use client'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useQuery } from 'urql'
import { useArrivals } from '#app/_graphql/live.ts'
import { ALL, atFirst, HomeDocument, type Home } from './documents.ts'

/** Events come in bursts; home is read again at most so often. */
const REREAD_MS = 1_000
/** Projects that nobody follows here may change too. */
const SLOW_REREAD_MS = 20_000
/** Each followed project is a subscription of its own. */
const FOLLOWED = 8

/** Everything on home, kept current. */
export function useHome() {
  const [isAll, setAll] = useState(false)
  const [{ data, fetching, error }, read] = useQuery({ query: HomeDocument, variables: isAll ? ALL : atFirst })
  const [shown, setShown] = useState(data)
  // While all of it is on its way, what was there stays.
  if (data && data !== shown) setShown(data)
  const refetch = () => read({ requestPolicy: 'network-only' })
  const soon = useSoon(refetch)
  useArrivals(soon)
  return {
    home: data ?? shown,
    isLoading: fetching && !(data ?? shown),
    error,
    refetch,
    soon,
    showAll: isAll ? null : () => setAll(true),
  }
}

/** The projects of what is shown, to follow: those of work that goes on first. */
export function followed(home: Home) {
  const projects = [
    ...home.working.nodes.map(({ task }) => task.project),
    ...[...home.doing.nodes, ...home.next.nodes].map(({ project }) => project),
    ...home.questions.nodes.map(({ task }) => task.project),
    ...home.holds.nodes.map(({ project }) => project),
    ...home.finished.nodes.map(({ project }) => project),
  ]
  return [...new Map(projects.map((project) => [project.id, project])).values()].slice(0, FOLLOWED)
}

function useSoon(run: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const act = useEffectEvent(run)
  useEffect(() => {
    const slow = setInterval(() => document.visibilityState === 'visible' && act(), SLOW_REREAD_MS)
    const onReturn = () => document.visibilityState === 'visible' && act()
    document.addEventListener('visibilitychange', onReturn)
    return () => {
      clearInterval(slow)
      clearTimeout(timer.current)
      document.removeEventListener('visibilitychange', onReturn)
    }
  }, [])
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      run()
    }, REREAD_MS)
  }
}
