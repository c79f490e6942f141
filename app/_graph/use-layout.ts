'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { GraphEdge, GraphTask } from './documents.ts'
import type { Layout } from './layout.ts'
import type { LayoutRequest } from './layout.worker.ts'

const DEADLINE_MS = 8000

interface Drawn {
  structure: string
  layout: Layout
}

/** Places for these tasks, from a worker. The last picture stays until the next one is ready; a change of status asks for none. */
export function useLayout(tasks: readonly GraphTask[], edges: readonly GraphEdge[]) {
  const structure = useMemo(
    () => `${tasks.map((task) => task.id).join()};${edges.map((edge) => `${edge.from}>${edge.to}`).join()}`,
    [tasks, edges],
  )
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [late, setLate] = useState<string | null>(null)
  const worker = useRef<Worker | null>(null)
  const run = useRef(0)
  const latest = useRef({ tasks, edges })
  useEffect(() => {
    latest.current = { tasks, edges }
  })

  useEffect(() => {
    const mine = ++run.current
    const stop = () => {
      worker.current?.terminate()
      worker.current = null
    }
    const deadline = setTimeout(() => {
      stop()
      setLate(structure)
    }, DEADLINE_MS)
    worker.current ??= new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' })
    worker.current.onmessage = ({ data }: MessageEvent<{ run: number; layout: Layout }>) => {
      if (data.run !== mine) return
      clearTimeout(deadline)
      setDrawn({ structure, layout: data.layout })
    }
    const request: LayoutRequest = {
      run: mine,
      nodes: latest.current.tasks.map(({ id, number }) => ({ id, order: number })),
      edges: latest.current.edges.map(({ id, from, to }) => ({ id, from, to })),
    }
    worker.current.postMessage(request)
    return () => clearTimeout(deadline)
  }, [structure])

  useEffect(
    () => () => {
      worker.current?.terminate()
      worker.current = null
    },
    [],
  )
  return { layout: drawn?.layout ?? null, isLate: late === structure }
}
