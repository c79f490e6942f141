import { findTask } from '#lib/domain/task/find.ts'
import { listTasks } from '#lib/domain/task/list.ts'
import { TASK_ORDERS } from '#lib/domain/task/orders.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { connection, pageArgs } from './connection.ts'
import { AmbiguousError, memberName, memberOf } from './errors.ts'
import { Priority, TaskStatus } from './task.ts'
import { Task, type TaskRow } from './refs.ts'

const meanings = Object.fromEntries(Object.entries(TASK_ORDERS).map(([name, { meaning }]) => [name, meaning])) as Record<
  keyof typeof TASK_ORDERS,
  string
>
export const TaskOrder = enumOf('TaskOrder', 'In which order tasks are listed.', meanings)

export const TaskFilter = builder.inputType('TaskFilter', {
  description: 'Which tasks are listed: those that fit every condition that is given.',
  fields: (t) => ({
    status: t.field({ type: [TaskStatus], description: 'In one of these states.' }),
    assignee: t.idList({ description: 'Assigned to one of these actors: ids or handles.' }),
    unassigned: t.boolean({ description: 'true: without an assignee; false: with one. Together with `assignee`: either of the two.' }),
    priority: t.field({ type: [Priority], description: 'Of one of these priorities.' }),
    tags: t.stringList({ description: 'With all of these tags.' }),
    text: t.string({ description: 'Whose key, title or description has this text; case does not matter.' }),
    ready: t.boolean({ description: 'Whether it can be taken now.' }),
    open: t.boolean({ description: 'Whether it is neither completed nor cancelled.' }),
    hasDependencies: t.boolean({ description: 'Whether it depends on any other by BLOCKS.' }),
    hasOpenBlockers: t.boolean({ description: 'Whether it waits for any other now.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Created at this time or later.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Created before this time.' }),
    updatedAfter: t.field({ type: 'DateTime', description: 'Changed at this time or later.' }),
    updatedBefore: t.field({ type: 'DateTime', description: 'Changed before this time.' }),
    deadlineAfter: t.field({ type: 'DateTime', description: 'Due at this time or later.' }),
    deadlineBefore: t.field({ type: 'DateTime', description: 'Due before this time.' }),
    completedAfter: t.field({ type: 'DateTime', description: 'Completed at this time or later.' }),
    completedBefore: t.field({ type: 'DateTime', description: 'Completed before this time.' }),
    deleted: t.boolean({ description: 'true: deleted tasks alone; otherwise they are left out.' }),
  }),
})

export const TaskConnection = connection<TaskRow>('Task', 'tasks', {
  nodes: (t) => t.field({ type: [Task], description: 'The tasks of this page.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: Task, description: 'The task.', resolve: ({ node }) => node }),
  more: (t) => ({
    totalCount: t.int({
      nullable: true,
      description: 'How many tasks fit, counted up to 10,000. Leave it out where you do not show it.',
      resolve: (page) => page.count?.() ?? null,
    }),
  }),
})

const TaskLookup = builder.unionType('TaskLookup', {
  description: 'What a task is found as.',
  types: [Task, AmbiguousError.ref],
  resolveType: (value) => memberName(value) ?? 'Task',
})

builder.queryFields((t) => ({
  task: t.field({
    type: TaskLookup,
    nullable: true,
    description: 'A task by its id, its key, or 4 or more first characters of its id.',
    args: { ref: t.arg.id({ required: true, description: 'Its id, key, or the beginning of its id.' }) },
    resolve: async (_, { ref }, context) => {
      try {
        return await findTask(callerOf(context), ref)
      } catch (error) {
        const ambiguous = memberOf(error, [AmbiguousError])
        if (!ambiguous) throw error
        return ambiguous
      }
    },
  }),
  tasks: t.field({
    type: TaskConnection,
    description: 'Tasks of one project, or of all that you see.',
    args: {
      project: t.arg.id({ description: 'Only those of this project: its id or key.' }),
      ...pageArgs(t),
      filter: t.arg({ type: TaskFilter, description: 'Only those that fit.' }),
      orderBy: t.arg({ type: TaskOrder, required: true, defaultValue: 'READY', description: 'In which order.' }),
    },
    resolve: (_, args, context) => listTasks(callerOf(context), args),
  }),
}))
