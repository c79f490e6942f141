import { renameTag } from '#lib/domain/tag/rename.ts'
import type { TagCount } from '#lib/domain/tag/queries.ts'
import { builder } from './builder.ts'
import { ProjectArchivedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Project } from './refs.ts'

const Tag = builder.objectRef<TagCount>('TagCount').implement({
  description: 'A tag in a project.',
  fields: (t) => ({
    tag: t.exposeString('tag', { description: 'In the spelling first used.' }),
    tasks: t.exposeInt('tasks', { description: 'How many tasks have it, deleted ones too.' }),
  }),
})

builder.objectField(Project, 'tagCounts', (t) =>
  t.field({
    type: [Tag],
    description: 'The tags in use with the number of their tasks, by name.',
    resolve: ({ id }, _, { loaders }) => loaders.tagCounts.load(id),
  }),
)

mutation('renameTag', {
  description:
    'Renames a tag on every task of a project. Into one that exists, the two become one; null takes it off all tasks. Each task gets an event and a version.',
  errors: [ProjectArchivedError],
  input: (t) => ({
    project: t.id({ required: true, description: 'The project: id or key.' }),
    tag: t.string({ required: true, description: 'The tag, in any case of letters.' }),
    to: t.string({ description: 'Its new name, 1 to 50 characters; null to remove it.' }),
  }),
  resolve: (caller, { to = null, ...input }) => renameTag(caller, { ...input, to }),
  success: (t) => ({
    project: t.field({
      type: Project,
      description: 'The project as it is now.',
      resolve: ({ project }, _, { loaders }) => loaders.aProject.load(project),
    }),
    tasks: t.int({ description: 'How many tasks were changed.', resolve: ({ tasks }) => tasks }),
  }),
})
