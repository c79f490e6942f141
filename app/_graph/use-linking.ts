'use client'
import { useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react'
import { Cell } from './cell.ts'
import type { Graph, GraphTask } from './documents.ts'
import type { plateFinder } from './geometry.ts'
import type { Point } from './layout.ts'
import { refusalsOf, type Refusals, type Side } from './reach.ts'
import { verdictOf, type Verdict } from './verdict.ts'

/** A dependency that is being drawn: by a drag it ends at the pointer, by keys at the target. */
export interface Linking {
  source: string
  side: Side
  refusals: Refusals
  target: string | null
  pointer: Point | null
  verdict: Verdict | null
}
export type Link = (blocker: GraphTask, blocked: GraphTask) => void

const SLACK = 6

interface LinkingProps {
  graph: Graph
  find: ReturnType<typeof plateFinder>
  link: Link
}

export function useLinking({ graph, find, link }: LinkingProps) {
  const flow = useReactFlow()
  const [cell] = useState(() => new Cell<Linking | null>(null))
  const [isByKeys, setByKeys] = useState(false)
  const tasks = useMemo(() => new Map(graph.nodes.map((task) => [task.id, task])), [graph])
  const latest = useRef({ graph, tasks, find, link })
  useEffect(() => {
    latest.current = { graph, tasks, find, link }
  })

  const begin = useCallback(
    (source: string, side: Side) => {
      cell.set({ source, side, refusals: refusalsOf(latest.current.graph.edges, source, side), target: null, pointer: null, verdict: null })
    },
    [cell],
  )
  const aim = useCallback(
    (target: string | null, pointer: Point | null) => {
      const now = cell.get()
      if (!now) return
      const verdict = target === null ? null : verdictOf(now.source, target, now.side, now.refusals, latest.current.tasks)
      cell.set({ ...now, target, pointer, verdict })
    },
    [cell],
  )
  const end = useCallback(() => {
    cell.set(null)
    setByKeys(false)
  }, [cell])
  /** Makes the dependency that is aimed at; false when there is none, or it is refused. */
  const finish = useCallback(() => {
    const now = cell.get()
    const known = latest.current.tasks
    const [source, target] = [now && known.get(now.source), now?.target ? known.get(now.target) : undefined]
    if (!now || !source || !target || !now.verdict || now.verdict.isRefused) return false
    if (now.side === 'blocks') latest.current.link(source, target)
    else latest.current.link(target, source)
    end()
    return true
  }, [cell, end])

  const stop = useRef<() => void>(() => {})
  useEffect(() => () => stop.current(), [])
  const drag = useCallback(
    (event: ReactPointerEvent, source: string, side: Side) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.stopPropagation()
      setByKeys(false)
      begin(source, side)
      const move = ({ clientX, clientY }: PointerEvent) => {
        const point = flow.screenToFlowPosition({ x: clientX, y: clientY })
        aim(latest.current.find(point, SLACK), point)
      }
      const drop = (up: PointerEvent) => {
        move(up)
        finish()
        leave()
      }
      const escape = (press: KeyboardEvent) => {
        if (press.key !== 'Escape') return
        press.stopPropagation()
        leave()
      }
      const leave = () => {
        window.removeEventListener('pointermove', move)
        window.removeEventListener('pointerup', drop)
        window.removeEventListener('pointercancel', leave)
        window.removeEventListener('keydown', escape, true)
        end()
      }
      window.addEventListener('pointermove', move)
      window.addEventListener('pointerup', drop)
      window.addEventListener('pointercancel', leave)
      window.addEventListener('keydown', escape, true)
      stop.current = leave
    },
    [aim, begin, end, finish, flow],
  )
  const byKeys = useCallback(
    (source: string, side: Side) => {
      begin(source, side)
      setByKeys(true)
    },
    [begin],
  )
  return { cell, isByKeys, drag, byKeys, aim, finish, end }
}
