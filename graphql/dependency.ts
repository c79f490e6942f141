import { addDependency } from '#lib/domain/dependency/add.ts'
import { removeDependency } from '#lib/domain/dependency/remove.ts'
import { enumOf } from './builder.ts'
import { AlreadyExistsError, DependencyCycleError, ProjectArchivedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { Dependency, Task } from './refs.ts'

export const DependencyKind = enumOf('DependencyKind', 'What a dependency means. Only BLOCKS gates.', {
  BLOCKS: 'The task waits until the other is completed.',
  PARENT: 'The task is a part of the other; a task has at most one parent.',
  RELATED: 'The two have to do with each other.',
  DUPLICATES: 'The task is the same as the other.',
  DISCOVERED_FROM: 'The task came up while the other was worked on.',
})

Dependency.implement({
  description: '`task` depends on `dependsOn`; both are in one project.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`dep_` and 16 hexadecimal characters.' }),
    kind: t.expose('kind', { type: DependencyKind, description: 'What the dependency means.' }),
    task: t.field({
      type: Task,
      description: 'The task that depends.',
      resolve: ({ taskId }, _, { loaders }) => loaders.aTask.load(taskId),
    }),
    dependsOn: t.field({
      type: Task,
      description: 'The task it depends on: the blocker, or the parent.',
      resolve: ({ dependsOnId }, _, { loaders }) => loaders.aTask.load(dependsOnId),
    }),
    origin: t.exposeString('origin', { nullable: true, description: 'The name of its kind in the system it was imported from.' }),
    releasedAt: t.expose('releasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was released because its blocker was cancelled: it gates no more.',
    }),
    isOpen: t.boolean({
      description: 'Whether it gates now: a BLOCKS dependency, not released, whose blocker is not completed.',
      resolve: async ({ kind, releasedAt, dependsOnId }, _, { loaders }) =>
        kind === 'BLOCKS' && releasedAt === null && (await loaders.aTask.load(dependsOnId)).status !== 'COMPLETED',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
})

nodeType('Dependency', /^dep_/, (id, _, { loaders }) => loaders.dependency.load(id))

mutation('addDependency', {
  description: 'Lets a task depend on another of its project. What is there already is answered as it is.',
  errors: [DependencyCycleError, AlreadyExistsError, ProjectArchivedError],
  input: (t) => ({
    task: t.id({ required: true, description: 'The task that depends: id or key.' }),
    dependsOn: t.id({ required: true, description: 'The task it depends on: id or key.' }),
    kind: t.field({ type: DependencyKind, defaultValue: 'BLOCKS', description: 'What the dependency means.' }),
  }),
  resolve: (caller, input) => addDependency(caller, input),
  success: (t) => ({
    dependency: t.field({
      type: Dependency,
      nullable: true,
      description: 'The dependency; null when it was removed since.',
      resolve: ({ dependency }, _, { loaders }) => loaders.dependency.load(dependency),
    }),
    task: t.field({ type: Task, description: 'The task that depends.', resolve: ({ task }, _, { loaders }) => loaders.aTask.load(task) }),
    dependsOn: t.field({
      type: Task,
      description: 'The task it depends on.',
      resolve: ({ dependsOn }, _, { loaders }) => loaders.aTask.load(dependsOn),
    }),
  }),
})

mutation('removeDependency', {
  description: 'Removes a dependency, named by its id or by its two ends. A task that waited for nothing else is freed.',
  errors: [ProjectArchivedError],
  input: (t) => ({
    dependency: t.id({ description: 'Its id.' }),
    task: t.id({ description: 'Without an id: the task that depends.' }),
    dependsOn: t.id({ description: 'Without an id: the task it depends on.' }),
    kind: t.field({ type: DependencyKind, description: 'Without an id: which of several between the two.' }),
  }),
  resolve: (caller, input) => removeDependency(caller, input),
  success: (t) => ({
    task: t.field({ type: Task, description: 'The task that depended.', resolve: ({ task }, _, { loaders }) => loaders.aTask.load(task) }),
    dependsOn: t.field({
      type: Task,
      description: 'The task it depended on.',
      resolve: ({ dependsOn }, _, { loaders }) => loaders.aTask.load(dependsOn),
    }),
    unblocked: t.boolean({ description: 'Whether this freed the task.', resolve: (outcome) => outcome.unblocked.length > 0 }),
  }),
})
