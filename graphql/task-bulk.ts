import type { Fate } from '#lib/domain/task/each.ts'
import { assignTasks } from '#lib/domain/task/assign-many.ts'
import { completeTasks } from '#lib/domain/task/complete-many.ts'
import { updateTasks } from '#lib/domain/task/update-many.ts'
import { builder, type Fields } from './builder.ts'
import { ErrorInterface, memberOfCode } from './error-type.ts'
import { mutation } from './mutation.ts'
import { Task } from './refs.ts'
import { changedTaskFields, expectedVersion, taskRef } from './task-input.ts'
import { completionFields } from './task-moves.ts'
import { tasksField } from './task.ts'

const TaskOutcome = builder.objectRef<Fate>('TaskOutcome').implement({
  description: 'What became of one task of a list: the task, or why it was refused.',
  fields: (t) => ({
    ref: t.exposeID('ref', { description: 'The task as you have named it.' }),
    task: t.field({
      type: Task,
      nullable: true,
      description: 'The task as it is now; null when the act was refused, or you see it no more.',
      resolve: ({ task }, _, { loaders }) => (task === null ? null : loaders.task.load(task)),
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description: 'Why it was refused; null when it was done.',
      resolve: ({ refusal }) => refusal && memberOfCode(refusal),
    }),
  }),
})

export const results = <O extends { fates: Fate[] }>(t: Fields<O>) => ({
  results: t.field({ type: [TaskOutcome], description: 'What became of each, in the order given.', resolve: ({ fates }) => fates }),
  doneCount: t.int({
    description: 'How many were done.',
    resolve: ({ fates }) => fates.filter((fate) => fate.refusal === null).length,
  }),
  refusedCount: t.int({
    description: 'How many were refused.',
    resolve: ({ fates }) => fates.filter((fate) => fate.refusal !== null).length,
  }),
})

export const ONE_BY_ONE = 'Up to 500, in the order given: each is done or refused by itself, all in one write.'

const TaskChange = builder.inputType('TaskChangeInput', {
  description: 'What to change of one task.',
  fields: (t) => ({ task: taskRef(t), ...changedTaskFields(t), expectedVersion: expectedVersion(t) }),
})

mutation('updateTasks', {
  description: `Changes fields of many tasks. ${ONE_BY_ONE}`,
  input: (t) => ({ tasks: t.field({ type: [TaskChange], required: true, description: 'Each task with what to change of it.' }) }),
  resolve: (caller, input) => updateTasks(caller, input),
  success: (t) => results(t),
})

const TaskAssignment = builder.inputType('TaskAssignmentInput', {
  description: 'Who is to do one task.',
  fields: (t) => ({
    task: taskRef(t),
    assignee: t.id({ description: 'Who is to do it: id or handle; null for nobody.' }),
    expectedVersion: expectedVersion(t),
  }),
})

mutation('assignTasks', {
  description: `Assigns many tasks. ${ONE_BY_ONE}`,
  input: (t) => ({ tasks: t.field({ type: [TaskAssignment], required: true, description: 'Each task with its assignee.' }) }),
  resolve: (caller, { tasks, ...input }) =>
    assignTasks(caller, { ...input, tasks: tasks.map(({ assignee = null, ...each }) => ({ ...each, assignee })) }),
  success: (t) => results(t),
})

const TaskCompletion = builder.inputType('TaskCompletionInput', { description: 'How one task was completed.', fields: completionFields })

mutation('completeTasks', {
  description: `Completes many tasks. ${ONE_BY_ONE} One that an earlier one frees is completed too.`,
  input: (t) => ({ tasks: t.field({ type: [TaskCompletion], required: true, description: 'Each task with how it was completed.' }) }),
  resolve: (caller, input) => completeTasks(caller, input),
  success: (t) => ({
    ...results(t),
    unblockedTasks: tasksField(t, 'The tasks that these freed, apart from those of the list that are done.', ({ freed }) => freed),
  }),
})
