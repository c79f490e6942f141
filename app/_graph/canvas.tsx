'use client'
import { MiniMap, ReactFlow, ReactFlowProvider, useReactFlow, useStore } from '@xyflow/react'
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { IconButton } from '#app/_ui/button.tsx'
import type { GraphEdge, GraphTask } from './documents.ts'
import { isArrow, nextNode } from './focus.ts'
import type { Layout } from './layout.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './layout/measures.ts'
import { Legend } from './legend.tsx'
import { NodeWorldContext, TaskNode, type TaskNodeType } from './task-node.tsx'
import { useViewport } from './use-viewport.ts'
import { Wires, type Wire } from './wires.tsx'

interface CanvasProps {
  tasks: readonly GraphTask[]
  edges: readonly GraphEdge[]
  layout: Layout
  project: string
  selected: string | null
  critical: ReadonlySet<string>
  onSelect: (id: string | null) => void
}

const NODE_TYPES = { task: TaskNode }
const NO_EDGES: never[] = []
/** Beyond this many plates only those in sight are drawn; from afar all of them are, since most are in sight and finding out which costs more. */
const MANY = 300
const FAR = 0.5
const LAMP = {
  PENDING: 'var(--ink)',
  BLOCKED: 'var(--stop-lamp)',
  IN_PROGRESS: 'var(--occupied-lamp)',
  COMPLETED: 'var(--clear-lamp)',
  CANCELLED: 'var(--joint-2)',
}

export default function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Inner {...props} />
    </ReactFlowProvider>
  )
}

function Inner({ tasks, edges, layout, project, selected, critical, onSelect }: CanvasProps) {
  const flow = useReactFlow()
  const isFar = useStore((state) => state.transform[2] < FAR)
  const wanted = useRef<string | null>(null)
  const [stop, setStop] = useState<string | null>(null)
  const world = useMemo(() => ({ isFar, select: onSelect, wanted }), [isFar, onSelect])
  useViewport(layout, selected)

  const tabStop =
    [stop, selected].find((id) => id !== null && layout.nodes.has(id)) ?? tasks.find((task) => layout.nodes.has(task.id))?.id ?? null
  const nodes = useNodes({ tasks, layout, project, selected, critical, tabStop })
  const wires = useWires(tasks, edges, selected, critical)

  const goTo = useCallback(
    (id: string) => {
      const place = layout.nodes.get(id)
      if (!place) return
      setStop(id)
      wanted.current = id
      const drawn = document.querySelector<HTMLElement>(`[data-task="${CSS.escape(id)}"]`)
      drawn?.focus({ preventScroll: true })
      if (!drawn || !isInside(drawn))
        void flow.setCenter(place.x + NODE_WIDTH / 2, place.y + NODE_HEIGHT / 2, { zoom: Math.max(flow.getZoom(), FAR) })
    },
    [flow, layout],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const from = (event.target as HTMLElement).dataset.task
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === 'Escape' && selected) onSelect(null)
    else if (event.key === '+' || event.key === '=') void flow.zoomIn()
    else if (event.key === '-') void flow.zoomOut()
    else if (event.key === '0') void flow.fitView({ padding: 0.06 })
    else if (from && isArrow(event.key)) {
      const next = nextNode(from, event.key, layout, edges)
      if (next) goTo(next)
    } else return
    event.preventDefault()
  }

  return (
    <div className="canvas" data-far={isFar || undefined} onKeyDown={onKeyDown}>
      <NodeWorldContext value={world}>
        <div className="flow">
          <ReactFlow
            aria-label="Dependency graph, left to right. Arrow keys go along the dependencies, Enter shows the task beside the graph."
            nodes={nodes}
            edges={NO_EDGES}
            nodeTypes={NODE_TYPES}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            zoomOnDoubleClick={false}
            onlyRenderVisibleElements={nodes.length > MANY && !isFar}
            minZoom={0.05}
            maxZoom={1.75}
            attributionPosition="bottom-center"
            onPaneClick={() => onSelect(null)}
          >
            <Wires layout={layout} wireOf={wires} />
            <MiniMap<TaskNodeType>
              ariaLabel="Overview"
              pannable
              zoomable
              nodeColor={({ data }) => LAMP[data.task.status]}
              nodeBorderRadius={0}
              maskColor="transparent"
              maskStrokeColor="var(--ink)"
              maskStrokeWidth={1.5}
              style={{ width: 164, height: 104 }}
            />
          </ReactFlow>
        </div>
      </NodeWorldContext>
      <div className="float top-3 right-3 grid max-sm:top-auto max-sm:right-2 max-sm:bottom-2 max-sm:grid-flow-col">
        <IconButton icon="plus" label="Zoom in" className="rounded-none" onPress={() => void flow.zoomIn()} />
        <IconButton
          icon="minus"
          label="Zoom out"
          className="rounded-none border-t-joint max-sm:border-l-joint"
          onPress={() => void flow.zoomOut()}
        />
        <IconButton
          icon="fit"
          label="Show the whole graph"
          className="rounded-none border-t-joint max-sm:border-l-joint"
          onPress={() => void flow.fitView({ padding: 0.06 })}
        />
      </div>
      <Legend />
    </div>
  )
}

type NodesFrom = Pick<CanvasProps, 'tasks' | 'layout' | 'project' | 'selected' | 'critical'> & { tabStop: string | null }

/** A node keeps its identity while nothing about it changes: a changed status draws one plate anew, not all. */
function useNodes({ tasks, layout, project, selected, critical, tabStop }: NodesFrom): TaskNodeType[] {
  const before = useRef(new Map<string, TaskNodeType>())
  return useMemo(() => {
    const next = new Map<string, TaskNodeType>()
    for (const task of tasks) {
      const position = layout.nodes.get(task.id)
      if (!position) continue
      const data = {
        task,
        href: `/projects/${project}/tasks/${task.key}`,
        isSelected: task.id === selected,
        isCritical: critical.has(task.id),
        isTabStop: task.id === tabStop,
      }
      const known = before.current.get(task.id)
      const isSame =
        known && known.position === position && (Object.keys(data) as (keyof typeof data)[]).every((key) => known.data[key] === data[key])
      next.set(
        task.id,
        isSame
          ? known
          : {
              id: task.id,
              type: 'task',
              position,
              data,
              width: NODE_WIDTH,
              height: NODE_HEIGHT,
              measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
            },
      )
    }
    before.current = next
    return [...next.values()]
  }, [tasks, layout, project, selected, critical, tabStop])
}

function useWires(tasks: readonly GraphTask[], edges: readonly GraphEdge[], selected: string | null, critical: ReadonlySet<string>) {
  return useMemo(() => {
    const status = new Map(tasks.map((task) => [task.id, task.status]))
    const wires = new Map<string, Wire>()
    for (const edge of edges) {
      // The blocker's status changes live; the edge itself is read again only with the graph.
      const isOpen = edge.isOpen && status.get(edge.from) !== 'COMPLETED'
      const isOver = status.get(edge.to) === 'CANCELLED' || status.get(edge.to) === 'COMPLETED'
      if (!isOpen) wires.set(edge.id, 'cleared')
      else if (edge.to === selected) wires.set(edge.id, 'held')
      else if (critical.has(edge.from) && critical.has(edge.to)) wires.set(edge.id, 'critical')
      else wires.set(edge.id, isOver ? 'fade' : 'open')
    }
    return wires
  }, [tasks, edges, selected, critical])
}

function isInside(node: HTMLElement) {
  const frame = node.closest('.react-flow')?.getBoundingClientRect()
  const box = node.getBoundingClientRect()
  return !!frame && box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
}
