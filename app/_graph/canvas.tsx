'use client'
import { ReactFlow, ReactFlowProvider, useStore } from '@xyflow/react'
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import type { Note } from './address.ts'
import { Cell } from './cell.ts'
import { Chain, ChainWords } from './chain.tsx'
import type { Graph, GraphEdge } from './documents.ts'
import type { Picture } from './fold.ts'
import { FoldNode } from './fold-node.tsx'
import { plateFinder } from './geometry.ts'
import type { Layout } from './layout.ts'
import { Legend } from './legend.tsx'
import { LinkLayer, LinkWords } from './link-layer.tsx'
import { Minimap } from './minimap.tsx'
import { NodeWorldContext, TaskNode } from './task-node.tsx'
import { Painted } from './painted.tsx'
import { useBuilt } from './use-built.ts'
import { useCanvasCommands } from './use-canvas-commands.ts'
import { useChosenEdge } from './use-chosen-edge.ts'
import { FAR, useGoing } from './use-going.ts'
import { useHands } from './use-hands.ts'
import { useLinkByKeys } from './use-link-by-keys.ts'
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
  const isFar = useStore((state) => state.transform[2] < FAR)
  const root = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ id: string; at: HTMLElement } | null>(null)
  const [look] = useState(() => new Cell<string | null>(null))
  const find = useMemo(() => plateFinder(layout), [layout])
  const linking = useLinking({ graph, find, link: onLink })
  const { aim, finish, isByKeys, drag } = linking
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
  const going = useGoing(layout, root, setStop)
  const { goTo, show, wanted } = going
  const edge = useChosenEdge({ graph, picture, layout }, goTo)
  const { handle, leave: leaveEdge, close: closeEdge } = edge
  const world = useMemo(
    () => ({ isFar, canLink, select, unfold: onUnfold, look: lookAt, drag, wanted }),
    [isFar, canLink, select, onUnfold, lookAt, drag, wanted],
  )

  const { built, isPainted } = useBuilt({ layout, box, isFar, tabStop, selected })
  const critical = useMemo(() => new Set(spine), [spine])
  const nodes = useNodes({ graph, picture, layout, project, selected, critical, tabStop, built })
  const wires = useWires({ graph, picture, selected, spine })

  const beginAt = useCallback(
    (id: string) => {
      setStop(id)
      leaveEdge()
    },
    [leaveEdge],
  )
  const byKeys = useLinkByKeys({ linking, going, tabStop, onBegin: beginAt })
  useCanvasCommands({
    layout,
    current: tabStop !== null && statuses.has(tabStop) && !tabStop.startsWith('fold ') ? tabStop : null,
    selected,
    keyOf: (id) => graph.nodes.find((task) => task.id === id)?.key ?? '',
    canLink,
    link: byKeys.begin,
  })

  const { onPaneClick, ...hands } = useHands({
    layout,
    picture,
    selected,
    isPainted,
    find,
    edge,
    goTo,
    select,
    onSelect,
    onUnfold,
    onMenu: setMenu,
  })
  const menuTask = menu && graph.nodes.find(({ id }) => id === menu.id)

  return (
    <div ref={root} className="canvas" data-far={isFar || undefined} data-way={layout.way} {...hands}>
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
                  onStep={edge.step}
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
            aim={byKeys.aim}
            finish={byKeys.finish}
            end={byKeys.end}
          />
        )}
        {menu && menuTask && (
          <NodeMenu
            task={menuTask}
            anchor={menu.at}
            project={project}
            canLink={canLink}
            onClose={() => setMenu(null)}
            onLink={(side) => byKeys.begin(menu.id, side)}
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
