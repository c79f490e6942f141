import { findTask, taskIdsOf } from '#lib/domain/task/find.ts'
import { GROUPINGS, taskGroups, type TaskGroup } from '#lib/domain/task/groups.ts'
import { listTasks } from '#lib/domain/task/list.ts'
import { TASK_ORDERS } from '#lib/domain/task/orders.ts'
import { UNSEEN_DAYS } from '#lib/domain/task/own.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { connection, pageArgs } from './connection.ts'
import { memberName, memberOf } from './error-type.ts'
import { AmbiguousError } from './errors.ts'
import { Priority, TaskStatus } from './task.ts'
import { Actor, Task, type TaskRow } from './refs.ts'

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
    mine: t.boolean({ description: 'Whether it is assigned to you.' }),
    priority: t.field({ type: [Priority], description: 'Of one of these priorities.' }),
    tags: t.stringList({ description: 'With all of these tags.' }),
    hasTags: t.boolean({ description: 'Whether it has any tag.' }),
    parent: t.idList({ description: 'A part of one of these tasks: ids or keys.' }),
    hasParent: t.boolean({ description: 'Whether it is a part of any.' }),
    text: t.string({ description: 'Whose key, title or description has this text; case does not matter.' }),
    ready: t.boolean({ description: 'Whether it can be taken now.' }),
    open: t.boolean({ description: 'Whether it is neither completed nor cancelled.' }),
    hasDependencies: t.boolean({ description: 'Whether it depends on any other by BLOCKS.' }),
    hasOpenBlockers: t.boolean({ description: 'Whether it waits for any other now.' }),
    onHold: t.boolean({ description: 'Whether it is on hold.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Created at this time or later.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Created before this time.' }),
    updatedAfter: t.field({ type: 'DateTime', description: 'Changed at this time or later.' }),
    updatedBefore: t.field({ type: 'DateTime', description: 'Changed before this time.' }),
    deadlineAfter: t.field({ type: 'DateTime', description: 'Due at this time or later.' }),
    deadlineBefore: t.field({ type: 'DateTime', description: 'Due before this time.' }),
    completedAfter: t.field({ type: 'DateTime', description: 'Completed at this time or later.' }),
    completedBefore: t.field({ type: 'DateTime', description: 'Completed before this time.' }),
    unseen: t.boolean({
      description: `true: completed since you last marked home as seen; in the last ${UNSEEN_DAYS} days if you never did.`,
    }),
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

const TaskGrouping = enumOf('TaskGrouping', 'What the tasks of a list are counted by.', GROUPINGS)

const text = (value: TaskGroup['value']) => (value === null ? null : String(value))

const TaskGroupType = builder.objectRef<TaskGroup>('TaskGroup').implement({
  description: 'How many tasks of a list have one value. The field of its grouping names the value; null there: those without one.',
  fields: (t) => ({
    by: t.expose('by', { type: TaskGrouping, description: 'What they are counted by.' }),
    count: t.exposeInt('count', { description: 'How many there are, exactly.' }),
    status: t.field({
      type: TaskStatus,
      nullable: true,
      description: 'Where they stand.',
      resolve: ({ by, value }) => (by === 'STATUS' ? (value as TaskRow['status']) : null),
    }),
    priority: t.field({
      type: Priority,
      nullable: true,
      description: 'How much they matter.',
      resolve: ({ by, value }) => (by === 'PRIORITY' ? Number(value) : null),
    }),
    assignee: t.field({
      type: Actor,
      nullable: true,
      description: 'Who is to do them.',
      resolve: ({ by, value }, _, { loaders }) => (by === 'ASSIGNEE' && value !== null ? loaders.actor.load(String(value)) : null),
    }),
    tag: t.string({
      nullable: true,
      description: 'Their tag, in small letters.',
      resolve: ({ by, value }) => (by === 'TAG' ? text(value) : null),
    }),
    parent: t.field({
      type: Task,
      nullable: true,
      description: 'What they are a part of.',
      resolve: ({ by, value }, _, { loaders }) => (by === 'PARENT' && value !== null ? loaders.task.load(String(value)) : null),
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
  tasksByRef: t.field({
    type: [Task],
    nullable: { list: false, items: true },
    description: 'Up to 500 tasks by their ids or keys, in the order given; null for what is missing or hidden from you.',
    args: { refs: t.arg.idList({ required: true, description: 'Their ids or keys.' }) },
    extensions: { size: ({ refs }: { refs: readonly string[] }) => refs.length },
    resolve: async (_, { refs }, context) => {
      const ids = await taskIdsOf(callerOf(context), refs)
      return Promise.all(ids.map(async (id) => (id === null ? null : context.loaders.task.load(id))))
    },
  }),
  taskGroups: t.field({
    type: [TaskGroupType],
    nullable: true,
    description: 'How many tasks of a project have each status, priority, assignee, tag or parent: the 500 most frequent values.',
    args: {
      project: t.arg.id({ required: true, description: 'The project: id or key.' }),
      filter: t.arg({ type: TaskFilter, description: 'Only those that fit.' }),
      by: t.arg({ type: TaskGrouping, required: true, description: 'What to count them by.' }),
    },
    resolve: (_, args, context) => taskGroups(callerOf(context), args),
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
