'use client'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useCallback, useMemo } from 'react'
import { useQuery } from 'urql'
import { useProjectEvents } from '#app/_graphql/live.ts'
import { useCriticalPath } from '#app/_shell/critical-path.ts'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState, ErrorState, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { address, graphVariables } from './address.ts'
import { GraphDocument, type Graph } from './documents.ts'
import { Folded } from './folded.tsx'
import { leftOut } from './left-out.ts'
import './side.css'
import './graph.css'
import { GraphTable } from './graph-table.tsx'
import { GraphTools } from './graph-tools.tsx'
import { TaskPanel } from './task-panel.tsx'
import { useLayout } from './use-layout.ts'

const Canvas = dynamic(() => import('./canvas.tsx'), { ssr: false, loading: () => <div className="canvas" /> })

const NO_GRAPH: Graph = { truncated: false, groups: [], edges: [], nodes: [] }
const NOTHING: ReadonlySet<string> = new Set()
/** What changes which tasks and edges there are. Everything else repaints plates that stand where they stood. */
const STRUCTURAL = new Set([
  ...['TASK_CREATED', 'TASK_DELETED', 'TASK_RESTORED', 'TASK_REOPENED', 'IMPORTED'],
  ...['DEPENDENCY_ADDED', 'DEPENDENCY_REMOVED', 'DEPENDENCY_RELEASED'],
])

export function GraphScreen({ project }: { project: string }) {
  const [asked, setAsked] = useQueryStates(address)
  const { around, direction, depth, done } = asked
  const variables = useMemo(() => graphVariables(project, { around, direction, depth, done }), [project, around, direction, depth, done])
  const [{ data, error, fetching }, read] = useQuery({ query: GraphDocument, variables })
  useProjectEvents(data?.project?.id ?? '', (batch) => {
    if (batch?.some((event) => STRUCTURAL.has(event.action))) read({ requestPolicy: 'network-only' })
  })

  const graph = data?.taskGraph ?? NO_GRAPH
  const tasks = useMemo(() => (asked.linked ? linkedOnly(graph) : graph.nodes), [graph, asked.linked])
  const { layout, isLate } = useLayout(tasks, graph.edges)
  const path = useCriticalPath(project, data?.project?.id ?? '', { first: 500, pause: !asked.critical })
  const critical = useMemo(() => (path ? new Set(path.tasks.map((task) => task.id)) : NOTHING), [path])
  const selected = graph.nodes.find((task) => task.key === asked.task?.toUpperCase())?.id ?? null
  const select = useCallback(
    (id: string | null) =>
      void setAsked({ task: id === null ? null : (graph.nodes.find((task) => task.id === id)?.key ?? null) }, { history: 'push' }),
    [graph, setAsked],
  )

  const rest = useMemo(() => leftOut(graph, around ? null : (data?.project?.counts ?? null)), [graph, around, data?.project?.counts])
  const all = rest.reduce((sum, part) => sum + part.count, graph.nodes.length)

  const isTable = asked.view === 'table'
  const show = () => {
    if (!data)
      return error ? (
        <Failed read={() => read({ requestPolicy: 'network-only' })} message={error.message} />
      ) : (
        <Skeleton rows={12} label="Loading the graph" />
      )
    if (!data.taskGraph) return <NothingHere what={around ? `task ${around}` : 'project'} />
    if (tasks.length === 0) return <Nothing graph={graph} rest={rest.length} linked={asked.linked} change={setAsked} />
    if (isTable) return <GraphTable tasks={tasks} edges={graph.edges} project={project} selected={selected} onSelect={select} />
    if (isLate) {
      return (
        <ErrorState
          title="The graph is too large to draw here."
          retry={<Button onPress={() => void setAsked({ view: 'table' })}>Show it as a table</Button>}
        >
          Show less of it: the surroundings of one task, or only tasks with dependencies.
        </ErrorState>
      )
    }
    if (!layout) return <div className="canvas" role="status" aria-label="Drawing the graph" />
    return (
      <Canvas
        tasks={tasks}
        edges={graph.edges}
        layout={layout}
        project={project}
        selected={selected}
        critical={critical}
        onSelect={select}
      />
    )
  }

  return (
    <>
      <GraphTools
        asked={asked}
        change={setAsked}
        shown={tasks.length}
        all={all}
        isTruncated={graph.truncated}
        path={path}
        isFetching={fetching}
      />
      <div className="graph-page" data-panel={asked.task !== null || undefined}>
        <div className="relative min-w-0">
          {show()}
          {data?.taskGraph && !isTable && <Folded parts={rest} isShown={done} onShow={(value) => void setAsked({ done: value || null })} />}
        </div>
        {asked.task !== null && (
          <TaskPanel
            task={selected ?? asked.task}
            project={project}
            projectId={data?.project?.id ?? ''}
            isAround={around !== null && around === asked.task}
            onAround={(key) => void setAsked({ around: key, task: key }, { history: 'push' })}
            onSelect={(key) => void setAsked({ task: key }, { history: 'push' })}
            onClose={() => select(null)}
          />
        )}
      </div>
    </>
  )
}

function linkedOnly(graph: Graph) {
  const linked = new Set(graph.edges.flatMap((edge) => [edge.from, edge.to]))
  return graph.nodes.filter((task) => linked.has(task.id))
}

function Failed({ message, read }: { message: string; read: () => void }) {
  return (
    <ErrorState title="The graph did not load." retry={<Button onPress={read}>Try again</Button>}>
      {message}
    </ErrorState>
  )
}

function Nothing({
  graph,
  rest,
  linked,
  change,
}: {
  graph: Graph
  rest: number
  linked: boolean
  change: (value: { linked?: null; done?: true }) => unknown
}) {
  if (linked && graph.nodes.length > 0) {
    return (
      <EmptyState
        title="No open task depends on another."
        actions={<Button onPress={() => change({ linked: null })}>Show all {graph.nodes.length} tasks</Button>}
      >
        Only tasks with dependencies are shown.
      </EmptyState>
    )
  }
  if (rest > 0) {
    return (
      <EmptyState title="No task is open." actions={<Button onPress={() => change({ done: true })}>Show what is done</Button>}>
        What is completed or cancelled is folded away.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="This project has no tasks yet.">
      Create the first on the Tasks page, or let an agent do it through the API.
    </EmptyState>
  )
}
