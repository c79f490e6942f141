'use client'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Graph } from './documents.ts'
import { differenceOf, repainted } from './held.ts'

interface Standing {
  question: string
  graph: Graph
}

/**
 * Keeps the structure that the reader looks at until they ask for the next one. Another question, and what they changed themselves,
 * is shown at once.
 */
export function useHeld(fresh: Graph | null, question: string) {
  const [standing, setStanding] = useState<Standing | null>(null)
  const own = useRef(new Set<string>())
  const isAnswered = standing !== null && standing.question === question
  const difference = useMemo(
    () => (fresh && standing && isAnswered ? differenceOf(standing.graph, fresh) : null),
    [fresh, standing, isAnswered],
  )
  const isMine = difference?.edges.some(({ from, to }) => own.current.has(`${from} ${to}`)) ?? false
  if (fresh && (!isAnswered || isMine)) setStanding({ question, graph: fresh })

  const shown = fresh && (!isAnswered || isMine) ? fresh : (standing?.graph ?? null)
  const live = useMemo(() => (shown && fresh ? repainted(shown, fresh) : shown), [shown, fresh])
  const show = () => fresh && setStanding({ question, graph: fresh })
  /** What the reader is about to change: the two ends of a dependency. */
  const expect = useCallback((from: string, to: string) => void own.current.add(`${from} ${to}`), [])
  return { structure: shown, live, difference: isMine ? null : difference, show, expect }
}
