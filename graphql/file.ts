import { addFileReference } from '#lib/domain/file/add.ts'
import { removeFileReference } from '#lib/domain/file/remove.ts'
import type { Overlap } from '#lib/domain/file/overlaps.ts'
import { whoTouches } from '#lib/domain/file/who-touches.ts'
import { builder, callerOf } from './builder.ts'
import { connection, pageArgs } from './connection.ts'
import { ProjectArchivedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { Actor, FileReference, type FileRow, Task } from './refs.ts'

const PATH =
  'Relative to the root of the repository, with forward slashes and without `..`. With a `/` at its end it is a folder and all in it.'
/** So many other tasks tell what there is to know about a file that everybody touches. */
const MOST_OVERLAPS = 20

export const FileOverlap = builder.objectRef<Overlap>('FileOverlap').implement({
  description: 'Another open task that touches the same lines.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The other task.', resolve: ({ task }, _, { loaders }) => loaders.aTask.load(task.id) }),
    holder: t.field({
      type: Actor,
      nullable: true,
      description: 'Who works on it, or is to: the holder of its claim, else its assignee.',
      resolve: ({ task: { holderId, assigneeId } }, _, { loaders }) => {
        const id = holderId ?? assigneeId
        return id === null ? null : loaders.actor.load(id)
      },
    }),
    path: t.string({ description: "The other task's path.", resolve: ({ other }) => other.path }),
    lineStart: t.int({
      nullable: true,
      description: 'The first line that both touch; null when both stand for the whole file, or a folder.',
      resolve: ({ lines }) => lines?.start ?? null,
    }),
    lineEnd: t.int({ nullable: true, description: 'The last line that both touch.', resolve: ({ lines }) => lines?.end ?? null }),
  }),
})

FileReference.implement({
  description: 'A file, or lines of one, that a task reads or changes.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`fil_` and 16 hexadecimal characters.' }),
    path: t.exposeString('path', { description: PATH }),
    lineStart: t.exposeInt('lineStart', { nullable: true, description: 'The first line; null means the whole file.' }),
    lineEnd: t.exposeInt('lineEnd', { nullable: true, description: 'The last line; null means the first alone, or the whole file.' }),
    note: t.exposeString('note', { description: 'What about it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    task: t.field({
      type: Task,
      description: 'The task that reads or changes it.',
      resolve: ({ taskId }, _, { loaders }) => loaders.aTask.load(taskId),
    }),
    overlaps: t.field({
      type: [FileOverlap],
      description: `Other open tasks that touch the same lines: those in progress first, then the oldest; up to ${MOST_OVERLAPS}.`,
      resolve: async (file, _, { loaders }) => (await loaders.overlaps.load(file)).slice(0, MOST_OVERLAPS),
    }),
  }),
})

const FileReferenceConnection = connection<FileRow>('FileReference', 'file references', {
  nodes: (t) => t.field({ type: [FileReference], description: 'The file references of this page.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: FileReference, description: 'The file reference.', resolve: ({ node }) => node }),
})

builder.queryField('whoTouches', (t) =>
  t.field({
    type: FileReferenceConnection,
    description: 'Who reads or changes a file: tasks in progress first, then other open ones, then finished ones; the newest first.',
    args: {
      project: t.arg.id({ required: true, description: 'The project: id or key.' }),
      path: t.arg.string({ required: true, description: PATH }),
      lineStart: t.arg.int({ description: 'The first line, from 1; without it, the whole file.' }),
      lineEnd: t.arg.int({ description: 'The last line, not before the first; without it, the first alone.' }),
      ...pageArgs(t),
    },
    resolve: (_, args, context) => whoTouches(callerOf(context), args),
  }),
)

nodeType('FileReference', /^fil_/, (id, _, { loaders }) => loaders.file.load(id))

mutation('addFileReference', {
  description: 'Notes a file that a task reads or changes.',
  errors: [ProjectArchivedError],
  input: (t) => ({
    task: t.id({ required: true, description: 'The task: id or key.' }),
    path: t.string({ required: true, description: PATH }),
    lineStart: t.int({ description: 'The first line, from 1.' }),
    lineEnd: t.int({ description: 'The last line, not before the first.' }),
    note: t.string({ description: 'What about it.' }),
  }),
  resolve: (caller, input) => addFileReference(caller, input),
  success: (t) => ({
    file: t.field({
      type: FileReference,
      nullable: true,
      description: 'The file reference; null when it was removed since.',
      resolve: ({ file }, _, { loaders }) => loaders.file.load(file),
    }),
    task: t.field({ type: Task, description: 'Its task.', resolve: ({ task }, _, { loaders }) => loaders.aTask.load(task) }),
  }),
})

mutation('removeFileReference', {
  description: 'Removes a file reference from its task.',
  errors: [ProjectArchivedError],
  input: (t) => ({ file: t.id({ required: true, description: 'Its id.' }) }),
  resolve: (caller, input) => removeFileReference(caller, input),
  success: (t) => ({
    task: t.field({
      type: Task,
      description: 'The task it was removed from.',
      resolve: ({ task }, _, { loaders }) => loaders.aTask.load(task),
    }),
  }),
})
