import { addFileReference } from '#lib/domain/file/add.ts'
import { removeFileReference } from '#lib/domain/file/remove.ts'
import { ProjectArchivedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { FileReference, Task } from './refs.ts'

const PATH = 'Relative to the root of the repository, with forward slashes and without `..`.'

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
  }),
})

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
