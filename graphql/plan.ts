import { createPlan } from '#lib/domain/plan/create.ts'
import { builder, type Fields } from './builder.ts'
import { DependencyCycleError, ProjectArchivedError, RefusedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Task } from './refs.ts'
import { newTaskFields } from './task-input.ts'
import { TaskStatus } from './task.ts'

const PlannedTaskInput = builder.inputType('PlannedTaskInput', {
  description: 'One task of a plan.',
  fields: (t) => ({
    ref: t.string({ description: 'A name of your choice, unique in the plan, by which its other tasks refer to this one.' }),
    ...newTaskFields(t),
  }),
})

type Created = Awaited<ReturnType<typeof createPlan>>

interface Planned {
  ref: string
  status: 'PENDING' | 'BLOCKED'
  turn: number
  task: string | null
}

const PlannedTask = builder.objectRef<Planned>('PlannedTask').implement({
  description: 'What became of one task of a plan, or would.',
  fields: (t) => ({
    ref: t.exposeString('ref', { description: 'Its ref in the plan; `#` and its place in the list when it had none.' }),
    status: t.expose('status', { type: TaskStatus, description: 'The status it is created with: PENDING, or BLOCKED.' }),
    turn: t.exposeInt('turn', {
      description: 'Its place when one task after another is taken in ready order and completed, from 1.',
    }),
    task: t.field({
      type: Task,
      nullable: true,
      description: 'The new task; null in a dry run.',
      resolve: ({ task }, _, { loaders }) => (task === null ? null : loaders.task.load(task)),
    }),
  }),
})

/** What a plan came to. */
export const planSuccess = (t: Fields<Created>) => ({
  created: t.field({
    type: [PlannedTask],
    description: 'Every task of the plan, in the order of the input.',
    resolve: ({ refs, statuses, turns, tasks }) =>
      refs.map((ref, i) => ({ ref, status: statuses[i] ?? 'PENDING', turn: turns[i] ?? 0, task: tasks[i] ?? null })),
  }),
  taskCount: t.int({ description: 'How many tasks the plan has.', resolve: ({ refs }) => refs.length }),
  readyCount: t.int({ description: 'How many of them are ready at once.', resolve: ({ ready }) => ready }),
  dependencyCount: t.int({ description: 'How many dependencies and parents they have.', resolve: ({ dependencies }) => dependencies }),
  dryRun: t.boolean({ description: 'Whether nothing was created.', resolve: (outcome) => outcome.dryRun }),
})

mutation('createPlan', {
  description:
    'Creates up to 500 tasks with their dependencies, all or none. Send them as a variable. The body of such a request may have 4 MB when its Content-Length is given.',
  errors: [ProjectArchivedError, DependencyCycleError, RefusedError],
  input: (t) => ({
    project: t.id({ required: true, description: 'The project: id or key.' }),
    tasks: t.field({ type: [PlannedTaskInput], required: true, description: 'The tasks, in the order in which equals are to come up.' }),
    dryRun: t.boolean({ defaultValue: false, description: 'Only say what would be created, or every fault.' }),
  }),
  resolve: (caller, input) => createPlan(caller, input),
  success: planSuccess,
})
