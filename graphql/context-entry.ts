import { addContext } from '#lib/domain/context/add.ts'
import { listContext } from '#lib/domain/context/queries.ts'
import { builder, callerOf, enumOf, type Fields } from './builder.ts'
import { connection, pageArgs } from './connection.ts'
import { ProjectArchivedError, StaleClaimError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { Actor, ContextEntry, type ContextRow, Project, Task } from './refs.ts'
import { Priority } from './task.ts'

export const ContextKind = enumOf('ContextKind', 'What a context entry is for.', {
  UPDATE: 'A comment that everybody in the project sees.',
  DISCOVERY: 'Something found out that others should know.',
  SYNC: 'A word between those who work together.',
  PROGRESS: 'How far the work has come.',
  NOTE: 'A private note that only its author ever sees.',
})

ContextEntry.implement({
  description: 'Something written on a task or project.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`ctx_` and 16 hexadecimal characters.' }),
    kind: t.expose('kind', { type: ContextKind, description: 'What it is for.' }),
    body: t.exposeString('body', { description: 'The text, as Markdown.' }),
    author: t.field({
      type: Actor,
      nullable: true,
      description: 'Who wrote it; null after some imports.',
      resolve: ({ authorId }, _, { loaders }) => (authorId === null ? null : loaders.actor.load(authorId)),
    }),
    task: t.field({
      type: Task,
      nullable: true,
      description: 'The task it is written on; null when it is written on the project.',
      resolve: ({ taskId }, _, { loaders }) => (taskId === null ? null : loaders.task.load(taskId)),
    }),
    project: t.field({
      type: Project,
      description: 'The project it belongs to.',
      resolve: ({ projectId }, _, { loaders }) => loaders.aProject.load(projectId),
    }),
    priority: t.expose('priority', {
      type: Priority,
      nullable: true,
      description: 'How much it matters to those whom it names; null when its author did not say.',
    }),
    mentions: t.field({
      type: [Actor],
      description: 'The members whom it names by `@handle` outside of code, up to 50. A private note names nobody.',
      resolve: async ({ id }, _, { loaders }) => {
        const ids = await loaders.mentions.load(id)
        return Promise.all(ids.map((actorId) => loaders.anActor.load(actorId)))
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
  }),
})

export const ContextConnection = connection<ContextRow>('Context', 'context entries', {
  nodes: (t) =>
    t.field({ type: [ContextEntry], description: 'The context entries of this page, newest first.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: ContextEntry, description: 'The context entry.', resolve: ({ node }) => node }),
})

const contextArgs = <Row>(t: Fields<Row>) => ({
  ...pageArgs(t),
  kinds: t.arg({ type: [ContextKind], description: 'Only entries of these kinds.' }),
})

builder.objectField(Task, 'context', (t) =>
  t.field({
    type: ContextConnection,
    description: 'What was written on it, newest first; of private notes your own alone.',
    args: contextArgs(t),
    resolve: ({ id }, args, context) => listContext(callerOf(context), { ...args, on: { task: id } }),
  }),
)

builder.objectField(Project, 'context', (t) =>
  t.field({
    type: ContextConnection,
    description: 'What was written on the project itself, newest first; of private notes your own alone.',
    args: contextArgs(t),
    resolve: ({ id }, args, context) => listContext(callerOf(context), { ...args, on: { project: id } }),
  }),
)

nodeType('ContextEntry', /^ctx_/, (id, _, { loaders }) => loaders.contextEntry.load(id))

mutation('addContext', {
  description:
    'Writes on a task or on a project. With a fence you speak as the holder of the task, and are refused when the claim is gone. ' +
    'Members whom the body names by `@handle` are told, and find it in their inbox.',
  errors: [StaleClaimError, ProjectArchivedError],
  input: (t) => ({
    task: t.id({ description: 'The task to write on: id or key. Name a task or a project.' }),
    project: t.id({ description: 'The project to write on: id or key.' }),
    kind: t.field({
      type: ContextKind,
      defaultValue: 'UPDATE',
      description:
        'What it is for. A DISCOVERY on a task reaches whoever works on tasks joined to it by a dependency or a file; on a project, ' +
        'whoever works in it.',
    }),
    body: t.string({ required: true, description: 'The text, as Markdown, up to 20,000 characters.' }),
    priority: t.field({ type: Priority, description: 'How much it matters to those whom it names. Not with NOTE.' }),
    fence: t.int({ description: 'The fence of your open claim.' }),
  }),
  resolve: (caller, input) => addContext(caller, input),
  success: (t) => ({
    entry: t.field({
      type: ContextEntry,
      description: 'What was written.',
      resolve: ({ entry }, _, { loaders }) => loaders.aContextEntry.load(entry),
    }),
  }),
})
