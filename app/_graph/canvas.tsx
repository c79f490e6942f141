'use client'
import { ReactFlow, ReactFlowProvider, useReactFlow, useStore } from '@xyflow/react'
import { lazy, Suspense, useCallback, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { Note } from './address.ts'
import { Cell } from './cell.ts'
import { Chain, ChainWords } from './chain.tsx'
import type { Graph, GraphEdge } from './documents.ts'
import { isArrow, nextNode } from './focus.ts'
import type { Picture } from './fold.ts'
import { FoldNode } from './fold-node.tsx'
import { lineNear, meets, plateAt, plateFinder } from './geometry.ts'
import type { Layout } from './layout.ts'
import { Legend } from './legend.tsx'
import { LinkLayer, LinkWords } from './link-layer.tsx'
import { Minimap } from './minimap.tsx'
import { NodeWorldContext, TaskNode } from './task-node.tsx'
import { Painted } from './painted.tsx'
import type { Side } from './reach.ts'
import { useCanvasCommands } from './use-canvas-commands.ts'
import { useChosenEdge } from './use-chosen-edge.ts'
import { FAR, useGoing } from './use-going.ts'
import { useLinking, type Link } from './use-linking.ts'
import { useNodes } from './use-nodes.ts'
import { useViewport } from './use-viewport.ts'
import { useWindow } from './use-window.ts'
import { useWires } from './use-wires.ts'
import { Wires } from './wires.tsx'
import { ZoomButtons } from './zoom-buttons.tsx'

const EdgeHandle = lazy(() => import('./edge-handle.tsx'))
const LinkBar = lazy(() => import('./link-bar.tsx'))
const NodeMenu = lazy(() => import('./node-menu.tsx'))

export interface CanvasProps {
  /** All that is loaded, as it is now. */
  graph: Graph
  /** What of it is drawn, and where. */
  picture: Picture
  layout: Layout
  project: string
  selected: string | null
  spine: readonly string[]
  notes: readonly Note[]
  canLink: boolean
  onSelect: (id: string | null) => void
  onUnfold: (name: string) => void
  onAround: (key: string) => void
  onLink: Link
  onUnlink: (edge: GraphEdge) => void
}

const NODE_TYPES = { task: TaskNode, fold: FoldNode }
const NO_EDGES: never[] = []
/** More plates than these are painted from afar rather than built. */
const MANY = 300
const NEAR_LINE = 7

export default function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Inner {...props} />
    </ReactFlowProvider>
  )
}

function Inner(props: CanvasProps) {
  const { graph, picture, layout, project, selected, spine, notes, canLink } = props
  const { onSelect, onUnfold, onLink, onUnlink } = props
  const flow = useReactFlow()
  const isFar = useStore((state) => state.transform[2] < FAR)
  const root = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ id: string; at: HTMLElement } | null>(null)
  const [look] = useState(() => new Cell<string | null>(null))
  const find = useMemo(() => plateFinder(layout), [layout])
  const linking = useLinking({ graph, find, link: onLink })
  const { aim, finish, isByKeys, byKeys, drag, end } = linking
  const box = useWindow()

  const statuses = useMemo(() => {
    const map = new Map(graph.nodes.map((task) => [task.id, task.status]))
    for (const fold of picture.folds) map.set(fold.id, fold.tasks[0]?.status ?? 'COMPLETED')
    return map
  }, [graph, picture.folds])
  const statusOf = useCallback((id: string) => statuses.get(id) ?? 'PENDING', [statuses])
  const tabStop =
    [stop, selected].find((id) => id !== null && layout.nodes.has(id)) ??
    picture.tasks.find((task) => layout.nodes.has(task.id))?.id ??
    null
  useViewport(layout, stop ?? selected)

  const select = useCallback(
    (id: string) => {
      if (!isByKeys) return onSelect(id)
      aim(id, null)
      finish()
    },
    [isByKeys, aim, finish, onSelect],
  )
  const lookAt = useCallback(
    (id: string | null) => {
      look.set(id)
      if (id !== null && root.current?.querySelector(`[data-task="${CSS.escape(id)}"]`) === document.activeElement) setStop(id)
    },
    [look],
  )
  const { goTo, show, isInView, wanted } = useGoing(layout, root, setStop)
  const { handle, choose, chooseAt, leave: leaveEdge, close: closeEdge, step: stepEdge } = useChosenEdge({ graph, picture, layout }, goTo)
  const world = useMemo(
    () => ({ isFar, canLink, select, unfold: onUnfold, look: lookAt, drag, wanted }),
    [isFar, canLink, select, onUnfold, lookAt, drag, wanted],
  )

  const inSight = useMemo(() => [...layout.nodes].filter(([, place]) => meets(plateAt(place), box)).map(([id]) => id), [layout, box])
  const isPainted = isFar && inSight.length > MANY
  const built = useMemo(
    () => new Set(isPainted ? [tabStop, selected].filter((id) => id !== null) : [...inSight, ...(tabStop === null ? [] : [tabStop])]),
    [isPainted, inSight, tabStop, selected],
  )
  const critical = useMemo(() => new Set(spine), [spine])
  const nodes = useNodes({ graph, picture, layout, project, selected, critical, tabStop, built })
  const wires = useWires({ graph, picture, selected, spine })

  const beginLink = useCallback(
    (id: string, side: Side) => {
      setStop(id)
      leaveEdge()
      byKeys(id, side)
    },
    [byKeys, leaveEdge],
  )
  const endLink = useCallback(() => {
    end()
    if (tabStop) goTo(tabStop)
  }, [end, goTo, tabStop])
  const finishLink = useCallback(() => {
    const isDone = finish()
    if (isDone && tabStop) goTo(tabStop)
    return isDone
  }, [finish, goTo, tabStop])
  /** Aims where the keys lead, and keeps that in view. */
  const aimAt = useCallback(
    (target: string | null) => {
      aim(target, null)
      if (target !== null && !isInView(target)) show(target)
    },
    [aim, isInView, show],
  )
  useCanvasCommands({
    layout,
    current: tabStop !== null && statuses.has(tabStop) && !tabStop.startsWith('fold ') ? tabStop : null,
    selected,
    keyOf: (id) => graph.nodes.find((task) => task.id === id)?.key ?? '',
    canLink,
    link: beginLink,
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const from = (event.target as HTMLElement).dataset.task
    if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return
    if (event.key === 'Escape' && selected) onSelect(null)
    else if (from && event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      chooseAt(from, event.key === 'ArrowLeft' ? 'in' : 'out')
    } else if (from && isArrow(event.key)) {
      const next = nextNode(from, event.key, layout, picture.lines)
      if (next) goTo(next)
    } else return
    event.preventDefault()
  }
  const onPaneClick = (event: MouseEvent) => {
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const plate = isPainted ? find(point) : null
    if (plate !== null) return plate.startsWith('fold ') ? onUnfold(plate.slice(5)) : select(plate)
    const line = picture.lines.find(({ id }) => id === lineNear(layout.routes, point, NEAR_LINE / flow.getZoom()))
    const edge = line?.edges[0]
    if (edge) choose(edge.id, edge.from)
    else {
      leaveEdge()
      onSelect(null)
    }
  }
  const onContextMenu = (event: MouseEvent) => {
    const at = (event.target as HTMLElement).closest<HTMLElement>('a[data-task]')
    if (!at?.dataset.task) return
    event.preventDefault()
    setMenu({ id: at.dataset.task, at })
  }
  const menuTask = menu && graph.nodes.find(({ id }) => id === menu.id)

  return (
    <div
      ref={root}
      className="canvas"
      data-far={isFar || undefined}
      data-way={layout.way}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      <NodeWorldContext value={world}>
        <div className="flow">
          <ReactFlow
            aria-label="Dependency graph. Arrow keys go along the dependencies, Enter shows the task beside the graph, Shift with an arrow key chooses a dependency."
            nodes={nodes}
            edges={NO_EDGES}
            nodeTypes={NODE_TYPES}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            zoomOnDoubleClick={false}
            minZoom={0.04}
            maxZoom={1.75}
            attributionPosition="bottom-center"
            onPaneClick={onPaneClick}
          >
            <Wires layout={layout} wireOf={wires} box={box} />
            {isPainted && <Painted layout={layout} statusOf={statusOf} box={box} except={built} />}
            <Chain look={look} graph={graph} lines={picture.lines} layout={layout} />
            <LinkLayer cell={linking.cell} layout={layout} />
            {handle && (
              <Suspense>
                <EdgeHandle
                  {...handle}
                  canRemove={canLink}
                  onStep={stepEdge}
                  onClose={closeEdge}
                  onRemove={() => {
                    onUnlink(handle.edge)
                    closeEdge()
                  }}
                />
              </Suspense>
            )}
          </ReactFlow>
        </div>
      </NodeWorldContext>
      <LinkWords cell={linking.cell} />
      <Suspense>
        {isByKeys && (
          <LinkBar
            cell={linking.cell}
            tasks={graph.nodes}
            edges={picture.lines}
            layout={layout}
            aim={aimAt}
            finish={finishLink}
            end={endLink}
          />
        )}
        {menu && menuTask && (
          <NodeMenu
            task={menuTask}
            anchor={menu.at}
            project={project}
            canLink={canLink}
            onClose={() => setMenu(null)}
            onLink={(side) => beginLink(menu.id, side)}
            onAround={() => props.onAround(menuTask.key)}
            onSelect={() => onSelect(menu.id)}
          />
        )}
      </Suspense>
      <ZoomButtons layout={layout} selected={selected} onSelection={show} />
      <Minimap layout={layout} statusOf={statusOf} />
      <ChainWords look={look} graph={graph} />
      <Legend way={layout.way} notes={notes} isCritical={spine.length > 0} />
    </div>
  )
}
