import { useMemo, useRef } from 'react'
import { isGating } from './chain.tsx'
import type { Graph } from './documents.ts'
import type { Picture } from './fold.ts'
import type { FoldNodeType } from './fold-node.tsx'
import type { Layout } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'
import type { TaskNodeType } from './task-node.tsx'

interface NodesProps {
  graph: Graph
  picture: Picture
  layout: Layout
  project: string
  selected: string | null
  critical: ReadonlySet<string>
  tabStop: string | null
  built: ReadonlySet<string>
}
type AnyNode = TaskNodeType | FoldNodeType

const SIZE = { width: NODE_WIDTH, height: NODE_HEIGHT, measured: { width: NODE_WIDTH, height: NODE_HEIGHT } }

/** A node keeps its identity while nothing about it changes: a changed status draws one plate anew, not all. */
export function useNodes({ graph, picture, layout, project, selected, critical, tabStop, built }: NodesProps): AnyNode[] {
  const before = useRef(new Map<string, AnyNode>())
  const waits = useMemo(() => waitsOf(graph), [graph])
  const tasks = useMemo(() => new Map(graph.nodes.map((task) => [task.id, task])), [graph])
  return useMemo(() => {
    const next = new Map<string, AnyNode>()
    for (const { id } of picture.tasks) {
      const position = layout.nodes.get(id)
      const task = tasks.get(id)
      if (!position || !task || !built.has(id)) continue
      const data = {
        task,
        href: `/projects/${project}/tasks/${task.key}`,
        waitsFor: waits.get(id) ?? '',
        isSelected: id === selected,
        isCritical: critical.has(id),
        isTabStop: id === tabStop,
      }
      next.set(id, kept(before.current.get(id), { id, type: 'task', position, data, ...SIZE }))
    }
    for (const fold of picture.folds) {
      const position = layout.nodes.get(fold.id)
      if (!position || !built.has(fold.id)) continue
      next.set(
        fold.id,
        kept(before.current.get(fold.id), { id: fold.id, type: 'fold', position, data: { fold, isTabStop: fold.id === tabStop }, ...SIZE }),
      )
    }
    before.current = next
    return [...next.values()]
  }, [picture, tasks, waits, layout, project, selected, critical, tabStop, built])
}

function kept(known: AnyNode | undefined, node: AnyNode): AnyNode {
  if (!known || known.position !== node.position) return node
  const [old, now] = [Object.entries(known.data), new Map(Object.entries(node.data))]
  return old.every(([name, value]) => now.get(name) === value) ? known : node
}

const MOST_KEYS = 5

/** What each task waits for, in words that a screen reader adds to its name. */
function waitsOf(graph: Graph) {
  const tasks = new Map(graph.nodes.map((task) => [task.id, task]))
  const keys = new Map<string, string[]>()
  for (const edge of graph.edges) {
    if (!isGating(edge, (id) => tasks.get(id)?.status)) continue
    keys.set(edge.to, [...(keys.get(edge.to) ?? []), tasks.get(edge.from)?.key ?? ''])
  }
  return new Map(
    [...keys].map(([id, all]) => [
      id,
      `, waits for ${all.slice(0, MOST_KEYS).join(', ')}${all.length > MOST_KEYS ? ` and ${all.length - MOST_KEYS} more` : ''}`,
    ]),
  )
}
