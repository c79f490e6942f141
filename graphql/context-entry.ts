import { addContext } from '#lib/domain/context/add.ts'
import { enumOf } from './builder.ts'
import { connection } from './connection.ts'
import { ProjectArchivedError, StaleClaimError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { Actor, ContextEntry, type ContextRow, Task } from './refs.ts'

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
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
  }),
})

export const ContextConnection = connection<ContextRow>('Context', 'context entries', {
  nodes: (t) =>
    t.field({ type: [ContextEntry], description: 'The context entries of this page, newest first.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: ContextEntry, description: 'The context entry.', resolve: ({ node }) => node }),
})

nodeType('ContextEntry', /^ctx_/, (id, _, { loaders }) => loaders.contextEntry.load(id))

mutation('addContext', {
  description:
    'Writes on a task or on a project. With a fence you speak as the holder of the task, and are refused when the claim is gone.',
  errors: [StaleClaimError, ProjectArchivedError],
  input: (t) => ({
    task: t.id({ description: 'The task to write on: id or key. Name a task or a project.' }),
    project: t.id({ description: 'The project to write on: id or key.' }),
    kind: t.field({ type: ContextKind, defaultValue: 'UPDATE', description: 'What it is for. Only UPDATE can be written so far.' }),
    body: t.string({ required: true, description: 'The text, as Markdown.' }),
    fence: t.int({ description: 'The fence of your open claim.' }),
  }),
  // The domain refuses the kinds that cannot be written yet.
  resolve: (caller, input) => addContext(caller, { ...input, kind: input.kind as 'UPDATE' | undefined }),
  success: (t) => ({
    entry: t.field({
      type: ContextEntry,
      description: 'What was written.',
      resolve: ({ entry }, _, { loaders }) => loaders.aContextEntry.load(entry),
    }),
  }),
})
