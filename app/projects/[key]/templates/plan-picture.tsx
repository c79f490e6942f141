'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import '#app/_graph/graph.css'
import type { Picture } from '#app/_graph/fold.ts'
import { useLayout } from '#app/_graph/use-layout.ts'
import { tipPath, type Wire } from '#app/_graph/wire.ts'
import { PriorityMark, StatusMark } from '#app/_ui/status.tsx'
import type { PreviewedTask } from './documents.ts'
import { hours } from './hours.ts'

const MARGIN = 16
/** Smaller than this nobody reads it; it scrolls instead. */
const LEAST_SCALE = 0.6
const NOTHING: string[] = []
const WIRES: Wire[] = ['parent', 'open']

/** The plan drawn as the graph page will draw it. The list below says the same in words. */
export default function PlanPicture({ tasks }: { tasks: PreviewedTask[] }) {
  const picture = useMemo(() => pictureOf(tasks), [tasks])
  const { layout } = useLayout(picture, 'right', NOTHING)
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const whole = { width: (layout?.width ?? 0) + 2 * MARGIN, height: (layout?.height ?? 0) + 2 * MARGIN }
  const scale = width && whole.width > width ? Math.max(LEAST_SCALE, width / whole.width) : 1
  const byRef = new Map(tasks.map((task) => [task.ref, task]))
  return (
    <div ref={frame} className="plan-picture" role="group" aria-label={`Graph of ${tasks.length} tasks`} tabIndex={0}>
      {layout && (
        <div style={{ width: whole.width * scale, height: whole.height * scale }} aria-hidden>
          <div className="relative origin-top-left" style={{ ...whole, transform: `scale(${scale})` }}>
            <svg className="absolute top-4 left-4 overflow-visible" width={1} height={1}>
              {WIRES.map((wire) => {
                const routes = layout.routes.filter(({ id }) => id.startsWith(wire))
                return (
                  <g key={wire} data-wire={wire}>
                    <path className="wire" d={routes.map((route) => route.path).join('')} />
                    <path className="tip" d={routes.map((route) => tipPath(route, wire, layout.way)).join('')} />
                  </g>
                )
              })}
            </svg>
            {[...layout.nodes].map(([ref, { x, y }]) => {
              const task = byRef.get(ref)
              return (
                task && (
                  <div key={ref} className="plate-node absolute!" style={{ left: x + MARGIN, top: y + MARGIN }}>
                    <span className="signs">
                      <StatusMark status={task.dependsOn.length ? 'BLOCKED' : 'PENDING'} size={16} />
                      <PriorityMark priority={task.priority} />
                    </span>
                    <span className="words">
                      <span className="mono flex justify-between gap-1.5 leading-[15px] text-ink-2">
                        <span className="truncate">{ref}</span>
                        {task.estimatedHours !== null && <span>{hours(task.estimatedHours)}</span>}
                      </span>
                      <span className="node-title">{task.title}</span>
                    </span>
                  </div>
                )
              )
            })}
          </div>
        </div>
      )}
    </div>
  )
}

function pictureOf(tasks: readonly PreviewedTask[]): Picture {
  const refs = new Set(tasks.map(({ ref }) => ref))
  const line = (kind: 'BLOCKS' | 'PARENT', from: string, to: string) =>
    refs.has(from) && refs.has(to) ? [{ id: `${kind === 'BLOCKS' ? 'open' : 'parent'} ${from} ${to}`, from, to, kind, edges: [] }] : []
  return {
    folds: [],
    tasks: tasks.map(({ ref, title, priority, estimatedHours, dependsOn }, number) => ({
      ...{ id: ref, key: ref, number, title, priority, estimatedHours, assignee: null, claim: null, openDependents: 0 },
      ...{ status: dependsOn.length ? 'BLOCKED' : 'PENDING', isBlocked: dependsOn.length > 0, openBlockers: dependsOn.length },
    })),
    lines: tasks.flatMap(({ ref, dependsOn, parent }) => [
      ...dependsOn.flatMap((blocker) => line('BLOCKS', blocker, ref)),
      ...(parent ? line('PARENT', ref, parent) : []),
    ]),
  }
}
