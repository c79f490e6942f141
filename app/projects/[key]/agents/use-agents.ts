'use client'
import { useEffect, useEffectEvent, useMemo } from 'react'
import { useQuery } from 'urql'
import { useReread } from '#app/_graphql/use-reread.ts'
import { AgentsDocument, ReadyDocument } from './documents.ts'
import { FiguresDocument } from './figures-documents.ts'

/** Presence makes no event: it is asked for. */
const PRESENCE_MS = 15_000
/** An agent at work makes many events a second; what it holds and what is ready are read at most so often. */
const REREAD_MS = 400
const FIGURES_MS = 5_000

/** The agents of a project, what is ready, and how the work of each went: always current. */
export function useAgents(project: string, since: string, includeRetired: boolean) {
  const [{ data, error }, read] = useQuery({ query: AgentsDocument, variables: { project, includeRetired } })
  const [{ data: ready, error: readyError }, readReady] = useQuery({ query: ReadyDocument, variables: { project } })
  const [{ data: measured }, readFigures] = useQuery({ query: FiguresDocument, variables: { project, since } })
  const readAgain = () => {
    read({ requestPolicy: 'network-only' })
    readReady({ requestPolicy: 'network-only' })
  }
  const id = data?.project?.id ?? ''
  useReread(id, readAgain, REREAD_MS)
  useReread(id, () => readFigures({ requestPolicy: 'network-only' }), FIGURES_MS)
  const askPresence = useEffectEvent(() => document.visibilityState === 'visible' && read({ requestPolicy: 'network-only' }))
  useEffect(() => {
    const timer = setInterval(askPresence, PRESENCE_MS)
    return () => clearInterval(timer)
  }, [])
  const figures = useMemo(() => new Map(measured?.actors.flatMap(({ id: of, metrics }) => (metrics ? [[of, metrics]] : []))), [measured])
  return { data, error, ready, isReadyLoading: !ready && !readyError, figures, readAgain }
}
