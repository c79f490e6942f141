import { taskGraph } from '#lib/domain/task/graph.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { DependencyKind } from './dependency.ts'
import { TaskStatus } from './task.ts'
import { Task } from './refs.ts'
import { TaskFilter } from './task-list.ts'

type Graph = NonNullable<Awaited<ReturnType<typeof taskGraph>>>

const GraphDirection = enumOf('GraphDirection', 'Which way to look from a task.', {
  UPSTREAM: 'What it waits for.',
  DOWNSTREAM: 'What waits for it.',
  BOTH: 'Both ways.',
})

const GraphEdge = builder.objectRef<Graph['edges'][number]>('GraphEdge').implement({
  description: 'A dependency between two tasks of the graph.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The id of the dependency.' }),
    from: t.exposeID('from', { description: 'The id of the blocker, or of the parent.' }),
    to: t.exposeID('to', { description: 'The id of the task that depends, or of the child.' }),
    kind: t.expose('kind', { type: DependencyKind, description: 'What the dependency means.' }),
    isOpen: t.exposeBoolean('isOpen', { description: 'Whether it gates now.' }),
  }),
})

const GraphGroup = builder.objectRef<Graph['groups'][number]>('GraphGroup').implement({
  description: 'Tasks that were left out.',
  fields: (t) => ({
    status: t.expose('status', { type: TaskStatus, description: 'The state they share.' }),
    count: t.exposeInt('count', { description: 'How many they are.' }),
  }),
})

const TaskGraph = builder.objectRef<Graph>('TaskGraph').implement({
  description: 'Tasks and the dependencies between them, as flat lists.',
  extensions: { isPage: true },
  fields: (t) => ({
    nodes: t.field({ type: [Task], description: 'The tasks.', resolve: ({ nodes }) => nodes }),
    edges: t.field({
      type: [GraphEdge],
      description: 'The dependencies between these tasks, up to 20,000.',
      resolve: ({ edges }) => edges,
    }),
    truncated: t.exposeBoolean('truncated', { description: 'Whether something was left out.' }),
    groups: t.field({ type: [GraphGroup], description: 'What was left out, by status.', resolve: ({ groups }) => groups }),
  }),
})

const TaskGraphInput = builder.inputType('TaskGraphInput', {
  description: 'Which graph: of a project, or around a task.',
  fields: (t) => ({
    project: t.id({ description: 'The project: id or key. Name a project or a task.' }),
    task: t.id({ description: 'The task in the middle: id or key.' }),
    direction: t.field({ type: GraphDirection, defaultValue: 'BOTH', description: 'Which way to look from the task.' }),
    depth: t.int({ defaultValue: 50, description: 'How many steps from the task.' }),
    includeDone: t.boolean({
      description:
        'Whether completed and cancelled tasks are shown that touch no open one; by default only where the filter asks for their states.',
    }),
    kinds: t.field({ type: [DependencyKind], defaultValue: ['BLOCKS'], description: 'Which dependencies are followed and shown.' }),
    filter: t.field({ type: TaskFilter, description: 'Only tasks that fit; the task in the middle is shown all the same.' }),
    first: t.int({ defaultValue: 500, description: 'At most this many tasks, up to 5,000.' }),
  }),
})

builder.queryField('taskGraph', (t) =>
  t.field({
    type: TaskGraph,
    nullable: true,
    description: 'The dependency graph of a project or around a task, in one bounded read; null when that is missing or hidden from you.',
    args: { input: t.arg({ type: TaskGraphInput, required: true, description: 'Which graph.' }) },
    resolve: (_, { input }, context) => taskGraph(callerOf(context), input),
  }),
)
