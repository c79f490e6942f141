import { assignTask } from '#lib/domain/task/assign.ts'
import { createTask } from '#lib/domain/task/create.ts'
import { deleteTask } from '#lib/domain/task/delete.ts'
import { holdTask } from '#lib/domain/task/hold.ts'
import { releaseHold } from '#lib/domain/task/release-hold.ts'
import { restoreTask } from '#lib/domain/task/restore.ts'
import { updateTask } from '#lib/domain/task/update.ts'
import type { Inputs } from './builder.ts'
import {
  AlreadyClaimedError,
  AlreadyExistsError,
  DependencyCycleError,
  HasDependentsError,
  InvalidTransitionError,
  ProjectArchivedError,
  RefusedError,
} from './errors.ts'
import { mutation } from './mutation.ts'
import { changedTaskFields, expectedVersion, newTaskFields, taskRef } from './task-input.ts'
import { taskField } from './task.ts'

mutation('createTask', {
  description: 'Creates a task with its tags, criteria and dependencies.',
  errors: [ProjectArchivedError, DependencyCycleError, AlreadyExistsError, RefusedError],
  input: (t) => ({ project: t.id({ required: true, description: 'The project: id or key.' }), ...newTaskFields(t) }),
  resolve: (caller, input) => createTask(caller, input),
  success: (t) => ({ task: taskField(t, 'The new task.') }),
})

mutation('updateTask', {
  description: 'Changes fields of a task. A field that is left out stays as it is; null clears it.',
  errors: [ProjectArchivedError],
  input: (t) => ({ task: taskRef(t), ...changedTaskFields(t), expectedVersion: expectedVersion(t) }),
  resolve: (caller, input) => updateTask(caller, input),
  success: (t) => ({ task: taskField(t) }),
})

mutation('assignTask', {
  description: 'Assigns a task to a member, or to nobody.',
  errors: [AlreadyClaimedError, ProjectArchivedError],
  input: (t) => ({
    task: taskRef(t),
    assignee: t.id({ description: 'Who is to do it: id or handle; null for nobody.' }),
    expectedVersion: expectedVersion(t),
  }),
  resolve: (caller, { assignee = null, ...input }) => assignTask(caller, { ...input, assignee }),
  success: (t) => ({ task: taskField(t) }),
})

export const holdingFields = (t: Inputs) => ({
  task: taskRef(t),
  reason: t.string({ required: true, description: 'Why it is stopped.' }),
})

mutation('holdTask', {
  description: 'Puts a task on hold: nobody takes it until the hold is released. One in progress goes on, and its holder is told.',
  errors: [InvalidTransitionError, ProjectArchivedError],
  input: holdingFields,
  resolve: (caller, input) => holdTask(caller, input),
  success: (t) => ({ task: taskField(t) }),
})

mutation('releaseHold', {
  description: 'Releases the hold on a task; it is ready again unless blockers are open.',
  errors: [InvalidTransitionError, ProjectArchivedError],
  input: (t) => ({ task: taskRef(t) }),
  resolve: (caller, input) => releaseHold(caller, input),
  success: (t) => ({ task: taskField(t) }),
})

mutation('deleteTask', {
  description: 'Hides a task with its dependencies; it can be restored for 30 days.',
  errors: [HasDependentsError, ProjectArchivedError],
  input: (t) => ({ task: taskRef(t) }),
  resolve: (caller, input) => deleteTask(caller, input),
  success: (t) => ({ task: taskField(t, 'The task, with `deletedAt`.') }),
})

mutation('restoreTask', {
  description: 'Brings a deleted task back with its dependencies.',
  errors: [InvalidTransitionError, ProjectArchivedError],
  input: (t) => ({ task: taskRef(t) }),
  resolve: (caller, input) => restoreTask(caller, input),
  success: (t) => ({ task: taskField(t) }),
})
