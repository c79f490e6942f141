import * as moves from '#lib/domain/task/moves-many.ts'
import { builder, type Inputs } from './builder.ts'
import { mutation } from './mutation.ts'
import { ONE_BY_ONE, results } from './task-bulk.ts'
import { taskRef } from './task-input.ts'
import { cancellationFields, givingFields } from './task-moves.ts'
import { holdingFields } from './task-mutations.ts'
import { tasksField } from './task.ts'

const TaskChoice = builder.inputType('TaskChoiceInput', { description: 'One task of a list.', fields: (t) => ({ task: taskRef(t) }) })
const chosen = (t: Inputs) => ({ tasks: t.field({ type: [TaskChoice], required: true, description: 'The tasks.' }) })

mutation('startTasks', {
  description: `Starts many ready tasks without a lease, as a person. ${ONE_BY_ONE}`,
  input: chosen,
  resolve: (caller, input) => moves.startTasks(caller, input),
  success: (t) => results(t),
})

const TaskRelease = builder.inputType('TaskReleaseInput', { description: 'How one task is given back.', fields: givingFields })

mutation('releaseTasks', {
  description: `Gives many tasks back unfinished. ${ONE_BY_ONE}`,
  input: (t) => ({ tasks: t.field({ type: [TaskRelease], required: true, description: 'Each task with its fence.' }) }),
  resolve: (caller, input) => moves.releaseTasks(caller, input),
  success: (t) => results(t),
})

const TaskHold = builder.inputType('TaskHoldInput', { description: 'What one task waits for.', fields: holdingFields })

mutation('holdTasks', {
  description: `Puts many open tasks on hold. ${ONE_BY_ONE}`,
  input: (t) => ({ tasks: t.field({ type: [TaskHold], required: true, description: 'Each task with what it waits for.' }) }),
  resolve: (caller, input) => moves.holdTasks(caller, input),
  success: (t) => results(t),
})

mutation('releaseHolds', {
  description: `Takes many tasks off hold. ${ONE_BY_ONE}`,
  input: chosen,
  resolve: (caller, input) => moves.releaseHolds(caller, input),
  success: (t) => results(t),
})

const TaskCancellation = builder.inputType('TaskCancellationInput', {
  description: 'How one task is cancelled.',
  fields: cancellationFields,
})

mutation('cancelTasks', {
  description: `Cancels many tasks. ${ONE_BY_ONE} One that an earlier one takes along is done.`,
  input: (t) => ({ tasks: t.field({ type: [TaskCancellation], required: true, description: 'Each task with how it is cancelled.' }) }),
  resolve: (caller, input) => moves.cancelTasks(caller, input),
  success: (t) => ({ ...results(t), releasedTasks: tasksField(t, 'The tasks that were freed.', ({ freed }) => freed) }),
})

mutation('reopenTasks', {
  description: `Opens many completed or cancelled tasks again. ${ONE_BY_ONE}`,
  input: chosen,
  resolve: (caller, input) => moves.reopenTasks(caller, input),
  success: (t) => results(t),
})

mutation('deleteTasks', {
  description: `Hides many tasks, each of which can be restored for 30 days. ${ONE_BY_ONE} Those that hold each other up go together.`,
  input: chosen,
  resolve: (caller, input) => moves.deleteTasks(caller, input),
  success: (t) => results(t),
})

mutation('restoreTasks', {
  description: `Brings many deleted tasks back. ${ONE_BY_ONE}`,
  input: chosen,
  resolve: (caller, input) => moves.restoreTasks(caller, input),
  success: (t) => results(t),
})
