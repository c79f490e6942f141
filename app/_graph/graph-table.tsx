'use client'
import Link from 'next/link'
import { useEffect, useMemo, useRef, useState } from 'react'
import { ActorName } from '#app/_ui/actor.tsx'
import { Key } from '#app/_ui/list.tsx'
import { PriorityMark, StatusMark } from '#app/_ui/status.tsx'
import { isGating } from './chain.tsx'
import type { Graph, GraphEdge, GraphTask } from './documents.ts'
import { hours } from './task-node.tsx'

interface Props {
  tasks: readonly GraphTask[]
  edges: readonly GraphEdge[]
  /** The same tasks as they are now. */
  live: Graph
  project: string
  selected: string | null
  onSelect: (id: string) => void
}

/** The same graph in words, in an order of work: every task after what it waits for. */
export function GraphTable({ tasks, edges, live, project, selected, onSelect }: Props) {
  const all = useMemo(() => {
    const now = new Map(live.nodes.map((task) => [task.id, task]))
    return inOrder(
      tasks.map((task) => now.get(task.id) ?? task),
      edges,
    )
  }, [tasks, edges, live])
  const [most, setMost] = useState(STEP)
  const end = useRef<HTMLDivElement>(null)
  const rows = all.slice(0, most)
  const isWhole = rows.length === all.length
  useEffect(() => {
    if (!end.current || isWhole) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setMost((count) => count + STEP), {
      rootMargin: '800px',
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [isWhole, most])
  return (
    <div className="overflow-x-auto pb-6">
      <table className="graph-table">
        <caption className="sr-only">{all.length.toLocaleString('en')} tasks and what they depend on, blockers first</caption>
        <thead className="cap">
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Key</th>
            <th scope="col">Title</th>
            <th scope="col">Waits for</th>
            <th scope="col" className="wide-only">
              Holds up
            </th>
            <th scope="col" className="wide-only">
              Priority
            </th>
            <th scope="col" className="wide-only">
              Assignee
            </th>
            <th scope="col" className="wide-only">
              Estimate
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ task, waitsFor, holdsUp }) => (
            <tr key={task.id} aria-current={task.id === selected || undefined}>
              <td>
                <StatusMark status={task.status} />
              </td>
              <td>
                <Link href={`/projects/${project}/tasks/${task.key}`} className="mono text-ink-2">
                  {task.key}
                </Link>
              </td>
              <td className="min-w-40">
                <button type="button" onClick={() => onSelect(task.id)} className="text-left [overflow-wrap:anywhere] hover:underline">
                  {task.title}
                </button>
              </td>
              <td>
                <Keys of={waitsFor} />
              </td>
              <td className="wide-only">
                <Keys of={holdsUp} />
              </td>
              <td className="wide-only">
                <PriorityMark priority={task.priority} word className="align-middle" />
              </td>
              <td className="wide-only">
                {task.assignee ? <ActorName actor={task.assignee} /> : <span className="text-ink-3">Nobody</span>}
              </td>
              <td className="mono wide-only">{task.estimatedHours === null ? '' : hours(task.estimatedHours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isWhole && (
        <div ref={end} className="px-(--pad-x) py-2 text-ink-3">
          {(all.length - rows.length).toLocaleString('en')} more below
        </div>
      )}
    </div>
  )
}

const MOST_KEYS = 4
/** Rows come as they are reached, so that 5,000 of them never hold up the page. */
const STEP = 150

function Keys({ of }: { of: GraphTask[] }) {
  if (of.length === 0) return null
  return (
    <span className="flex flex-wrap gap-x-2">
      {of.slice(0, MOST_KEYS).map((task) => (
        <Key key={task.id}>{task.key}</Key>
      ))}
      {of.length > MOST_KEYS && <span className="text-ink-3">and {of.length - MOST_KEYS} more</span>}
    </span>
  )
}

function inOrder(tasks: readonly GraphTask[], edges: readonly GraphEdge[]) {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const rows = new Map(tasks.map((task) => [task.id, { task, waitsFor: [] as GraphTask[], holdsUp: [] as GraphTask[], left: 0 }]))
  for (const edge of edges) {
    const from = rows.get(edge.from)
    const to = rows.get(edge.to)
    if (!from || !to) continue
    if (edge.kind !== 'BLOCKS') continue
    from.holdsUp.push(to.task)
    to.left++
    if (isGating(edge, (id) => rows.get(id)?.task.status)) to.waitsFor.push(from.task)
  }
  const linked = (id: string) => Number((rows.get(id)?.holdsUp.length ?? 0) === 0 && rows.get(id)?.left === 0)
  const start = [...byId.keys()].filter((id) => rows.get(id)?.left === 0).sort((a, b) => linked(a) - linked(b))
  const order: string[] = []
  const seen = new Set<string>()
  const visit = (id: string) => {
    if (seen.has(id)) return
    seen.add(id)
    order.push(id)
    for (const task of rows.get(id)?.holdsUp ?? []) {
      const row = rows.get(task.id)
      if (row && --row.left <= 0) visit(task.id)
    }
  }
  start.forEach(visit)
  // a cycle of notes has no start
  for (const id of byId.keys()) visit(id)
  return order.flatMap((id) => rows.get(id) ?? [])
}
