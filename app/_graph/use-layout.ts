'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Picture } from './fold.ts'
import type { Layout } from './layout.ts'
import type { Way } from './layout/measures.ts'
import type { LayoutRequest } from './layout.worker.ts'

const DEADLINE_MS = 8000

interface Drawn {
  structure: string
  layout: Layout
}

/** Places for a picture, from a worker. The last one stays until the next is ready; a change of status asks for none. */
export function useLayout({ tasks, folds, lines }: Picture, way: Way, spine: readonly string[]) {
  const request = useMemo(() => {
    const next = new Map(spine.slice(1).map((id, at) => [spine[at], id]))
    return {
      way,
      nodes: [
        ...tasks.map(({ id, number }) => ({ id, order: number })),
        ...folds.map((fold) => ({ id: fold.id, order: fold.tasks[0]?.number ?? 0 })),
      ],
      edges: lines.map(({ id, from, to, kind }) => ({
        id,
        from,
        to,
        ...(kind !== 'BLOCKS' && { isNote: true }),
        ...(kind === 'BLOCKS' && next.get(from) === to && { isSpine: true }),
      })),
    } satisfies Omit<LayoutRequest, 'run'>
  }, [tasks, folds, lines, way, spine])
  const structure = useMemo(() => JSON.stringify(request), [request])
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [late, setLate] = useState<string | null>(null)
  const worker = useRef<Worker | null>(null)
  const run = useRef(0)

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
    worker.current.postMessage({ run: mine, ...(JSON.parse(structure) as Omit<LayoutRequest, 'run'>) } satisfies LayoutRequest)
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
