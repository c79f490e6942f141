'use client'
import { ViewportPortal } from '@xyflow/react'
import { useMemo } from 'react'
import { useCell, type Cell } from './cell.ts'
import type { Graph, GraphEdge } from './documents.ts'
import type { Line } from './fold.ts'
import type { Layout } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'
import { chainOf } from './reach.ts'
import { tipPath } from './wire.ts'

interface ChainProps {
  look: Cell<string | null>
  graph: Graph
  lines: readonly Line[]
  layout: Layout
}

/** What the edge says now: the blocker's status changes live, the edge itself is read again only with the graph. */
export function isGating(edge: GraphEdge, statusOf: (id: string) => string | undefined) {
  return edge.kind === 'BLOCKS' && edge.isOpen && statusOf(edge.from) !== 'COMPLETED'
}

function useChain(look: Cell<string | null>, graph: Graph) {
  const id = useCell(look)
  return useMemo(() => {
    if (id === null) return null
    const tasks = new Map(graph.nodes.map((task) => [task.id, task]))
    const task = tasks.get(id)
    if (!task || task.status === 'COMPLETED' || task.status === 'CANCELLED') return null
    const chain = chainOf(graph.edges, (edge) => isGating(edge, (from) => tasks.get(from)?.status), id)
    return chain.length > 0 ? { task, tasks, chain } : null
  }, [id, graph])
}

/** Over the plate that is pointed at or focused: all that it waits for, back to where it begins. */
export function Chain({ look, graph, lines, layout }: ChainProps) {
  const found = useChain(look, graph)
  const lineOf = useMemo(() => new Map(lines.flatMap((line) => line.edges.map((edge) => [edge.id, line.id] as const))), [lines])
  const routes = useMemo(() => new Map(layout.routes.map((route) => [route.id, route])), [layout])
  if (!found) return null
  const drawn = found.chain.flatMap((edge) => routes.get(lineOf.get(edge.id) ?? '') ?? [])
  const plates = new Set(found.chain.map((edge) => edge.from))
  const corners = [...plates].flatMap((id) => layout.nodes.get(id) ?? [])
  return (
    <ViewportPortal>
      <svg className="graph-wires chain" aria-hidden width={1} height={1}>
        <g data-wire="held">
          <path className="wire" d={drawn.map((route) => route.path).join('')} />
          <path className="tip" d={drawn.map((route) => tipPath(route, 'held', layout.way)).join('')} />
          <path
            className="tip"
            d={corners.map(({ x, y }) => `M${x - 3} ${y - 3}h${NODE_WIDTH + 6}v${NODE_HEIGHT + 6}h${-NODE_WIDTH - 6}z`).join('')}
          />
        </g>
      </svg>
    </ViewportPortal>
  )
}

const MOST_KEYS = 6

/** The same in words. */
export function ChainWords({ look, graph }: Pick<ChainProps, 'look' | 'graph'>) {
  const found = useChain(look, graph)
  if (!found) return null
  const keyOf = (id: string) => found.tasks.get(id)?.key ?? id
  const near = found.chain.filter((edge) => edge.to === found.task.id).map((edge) => edge.from)
  const far = [...new Set(found.chain.map((edge) => edge.from))].filter((id) => !near.includes(id))
  const listed = (ids: string[]) =>
    `${ids.slice(0, MOST_KEYS).map(keyOf).join(', ')}${ids.length > MOST_KEYS ? ` and ${ids.length - MOST_KEYS} more` : ''}`
  return (
    <p className="chain-words">
      <b className="mono">{found.task.key}</b> waits for <span className="mono">{listed(near)}</span>
      {far.length > 0 && (
        <>
          , behind them <span className="mono">{listed(far)}</span>
        </>
      )}
    </p>
  )
}
