'use client'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useCallback, useMemo } from 'react'
import { useQuery } from 'urql'
import { useProjectEvents } from '#app/_graphql/live.ts'
import { useCommands } from '#app/_shell/commands.ts'
import { useCriticalPath } from '#app/_shell/critical-path.ts'
import { useDependencyActs } from '#app/_tasks/use-dependency-acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { ErrorState, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { Filters } from '#app/projects/[key]/tasks/filters.tsx'
import { setFilters } from '#app/projects/[key]/tasks/filter-words.ts'
import { address, graphVariables } from './address.ts'
import { GraphDocument, type Graph, type GraphEdge, type GraphTask } from './documents.ts'
import { foldDone } from './fold.ts'
import { Folded } from './folded.tsx'
import { GraphNothing } from './graph-nothing.tsx'
import './side.css'
import './graph.css'
import { GraphTools } from './graph-tools.tsx'
import { leftOut } from './left-out.ts'
import { News } from './news.tsx'
import { useHeld } from './use-held.ts'
import { useLayout } from './use-layout.ts'
import { useWires } from './use-wires.ts'

const Canvas = dynamic(() => import('./canvas.tsx'), { ssr: false, loading: () => <div className="canvas" /> })
const GraphTable = dynamic(() => import('./graph-table.tsx').then((file) => file.GraphTable), {
  ssr: false,
  loading: () => <Skeleton rows={12} label="Loading the table" />,
})
const TaskPanel = dynamic(() => import('./task-panel.tsx').then((file) => file.TaskPanel), {
  ssr: false,
  loading: () => <aside className="side" />,
})
const Parts = dynamic(() => import('./parts.tsx'), { ssr: false, loading: () => <Skeleton rows={8} label="Loading the parts" /> })

const NO_GRAPH: Graph = { truncated: false, groups: [], edges: [], nodes: [] }
const NOBODY: string[] = []
/** More than this is a picture that nobody reads: parts of it and the table are offered first. */
const MOST_DRAWN = 1_500
/** What changes which tasks and edges there are. Everything else repaints plates that stand where they stood. */
const STRUCTURAL = new Set([
  ...['TASK_CREATED', 'TASK_DELETED', 'TASK_RESTORED', 'TASK_REOPENED', 'IMPORTED'],
  ...['DEPENDENCY_ADDED', 'DEPENDENCY_REMOVED', 'DEPENDENCY_RELEASED'],
])

export function GraphScreen({ project, now }: { project: string; now: number }) {
  const [asked, change] = useQueryStates(address)
  const { around, done, critical, notes, unfold, way } = asked
  const variables = useMemo(() => graphVariables(project, asked, now), [project, asked, now])
  const [{ data, error, fetching, operation }, read] = useQuery({ query: GraphDocument, variables })
  const projectId = data?.project?.id ?? ''
  useProjectEvents(projectId, (batch) => {
    if (batch === null || batch.some((event) => STRUCTURAL.has(event.action))) read({ requestPolicy: 'network-only' })
  })
  const question = JSON.stringify(operation?.variables ?? variables)
  const held = useHeld(data?.taskGraph ?? null, question)
  const graph = held.live ?? NO_GRAPH
  const structure = held.structure ?? NO_GRAPH
  const canLink = data?.project?.viewerCan.includes('CREATE_DEPENDENCY') ?? false

  const tasks = useMemo(() => (asked.linked ? linkedOnly(structure) : structure.nodes), [structure, asked.linked])
  const isTooMuch = (tasks.length > MOST_DRAWN || structure.truncated) && !asked.all
  const isTable = asked.view === 'table'
  const picture = useMemo(
    () =>
      isTooMuch || isTable
        ? { tasks: [], folds: [], lines: [] }
        : foldDone(tasks, structure.edges, done || asked.status.length ? null : new Set(unfold)),
    [tasks, structure, done, asked.status.length, unfold, isTooMuch, isTable],
  )
  const path = useCriticalPath(project, projectId, { first: 500, pause: !critical })
  const keys = path?.tasks.map((task) => task.id).join() ?? ''
  const spine = useMemo(() => (keys ? keys.split(',') : NOBODY), [keys])
  const { layout, isLate } = useLayout(picture, way, spine)
  const selected = graph.nodes.find((task) => task.key === asked.task?.toUpperCase())?.id ?? null
  const wires = useWires({ graph, picture, selected, spine })

  const select = useCallback(
    (id: string | null) =>
      void change({ task: id === null ? null : (graph.nodes.find((task) => task.id === id)?.key ?? null) }, { history: 'push' }),
    [graph, change],
  )
  const { add, remove } = useDependencyActs()
  const { expect } = held
  const link = useCallback(
    (blocker: GraphTask, blocked: GraphTask) => {
      expect(blocker.id, blocked.id)
      void add(blocked, blocker)
    },
    [add, expect],
  )
  const unlink = useCallback(
    (edge: Pick<GraphEdge, 'id' | 'from' | 'to' | 'kind'>) => {
      const [dependsOn, task] = [edge.from, edge.to].map((id) => graph.nodes.find((one) => one.id === id))
      expect(edge.from, edge.to)
      if (task && dependsOn) void remove({ id: edge.id, kind: edge.kind, task, dependsOn })
    },
    [graph, remove, expect],
  )
  const goAround = useCallback((key: string) => void change({ around: key, task: key }, { history: 'push' }), [change])
  const openFold = useCallback((name: string) => void change({ unfold: [...unfold, name] }), [change, unfold])
  useScreenCommands({ asked: { isTable, critical, way }, change })

  const isNarrowed = setFilters(asked).length > 0
  const rest = useMemo(
    () => leftOut(graph, around || isNarrowed ? null : (data?.project?.counts ?? null)),
    [graph, around, isNarrowed, data?.project?.counts],
  )
  const folded = picture.folds.reduce((sum, fold) => sum + fold.tasks.length, 0)

  const show = () => {
    if (!data) {
      if (!error) return <Skeleton rows={12} label="Loading the graph" />
      return (
        <ErrorState
          title="The graph did not load."
          retry={<Button onPress={() => read({ requestPolicy: 'network-only' })}>Try again</Button>}
        >
          {error.message}
        </ErrorState>
      )
    }
    if (!data.taskGraph) return <NothingHere what={around ? `task ${around}` : 'project'} />
    if (tasks.length === 0) return <GraphNothing graph={structure} asked={asked} rest={rest.length} change={change} />
    if (isTable)
      return <GraphTable tasks={tasks} edges={graph.edges} live={graph} project={project} selected={selected} onSelect={select} />
    if (isTooMuch || isLate) {
      const total = rest.reduce((sum, part) => sum + part.count, tasks.length)
      return (
        <Parts
          project={project}
          count={structure.truncated ? total : tasks.length}
          shown={tasks}
          edges={structure.edges}
          isLate={isLate}
          asked={asked}
          change={change}
        />
      )
    }
    if (!layout) return <div className="canvas" role="status" aria-label="Drawing the graph" />
    return (
      <Canvas
        graph={graph}
        picture={picture}
        layout={layout}
        project={project}
        selected={selected}
        spine={spine}
        notes={notes}
        canLink={canLink}
        onSelect={select}
        onUnfold={openFold}
        onAround={goAround}
        onLink={link}
        onUnlink={unlink}
      />
    )
  }

  return (
    <>
      <GraphTools
        asked={asked}
        change={change}
        project={project}
        shown={tasks.length - folded}
        folded={folded}
        path={path}
        isFetching={fetching}
        drawn={!isTable && layout && !isTooMuch ? { project, graph, picture, layout, wires } : null}
      />
      <Filters state={asked} setState={change} />
      <div className="graph-page" data-panel={asked.task !== null || undefined}>
        <div className="relative flex min-w-0 flex-col">
          <News difference={held.difference} onShow={held.show} />
          {show()}
          {data?.taskGraph && !isTable && !isTooMuch && tasks.length > 0 && (
            <Folded parts={rest} isShown={done} onShow={(value) => void change({ done: value || null })} />
          )}
        </div>
        {asked.task !== null && (
          <TaskPanel
            task={selected ?? asked.task}
            project={project}
            projectId={projectId}
            canLink={canLink}
            isAround={around !== null && around === asked.task}
            onAround={goAround}
            onUnlink={unlink}
            onSelect={(key) => void change({ task: key }, { history: 'push' })}
            onClose={() => select(null)}
          />
        )}
      </div>
    </>
  )
}

interface ScreenCommandsProps {
  asked: { isTable: boolean; critical: boolean; way: 'right' | 'down' }
  change: (value: { view?: 'table' | null; critical?: true | null; way?: 'down' | null }) => unknown
}

function useScreenCommands({ asked, change }: ScreenCommandsProps) {
  const run = (value: Parameters<typeof change>[0]) => () => void change(value)
  useCommands([
    {
      id: 'graph.table',
      title: asked.isTable ? 'Show as a graph' : 'Show as a table',
      group: 'View',
      keys: 'v',
      icon: asked.isTable ? 'graph' : 'table',
      run: run({ view: asked.isTable ? null : 'table' }),
    },
    {
      id: 'graph.critical',
      title: asked.critical ? 'Hide the critical path' : 'Show the critical path',
      group: 'View',
      keys: 'y',
      icon: 'critical-path',
      run: run({ critical: asked.critical ? null : true }),
    },
    {
      id: 'graph.way',
      title: asked.way === 'down' ? 'Draw from left to right' : 'Draw from the top down',
      group: 'View',
      icon: 'graph',
      run: run({ way: asked.way === 'down' ? null : 'down' }),
    },
  ])
}

function linkedOnly(graph: Graph) {
  const linked = new Set(graph.edges.flatMap((edge) => [edge.from, edge.to]))
  return graph.nodes.filter((task) => linked.has(task.id))
}
