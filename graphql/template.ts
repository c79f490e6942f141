import { deleteTemplate } from '#lib/domain/template/delete.ts'
import { draftTemplate } from '#lib/domain/template/draft.ts'
import { isGallery, type TemplateItem } from '#lib/domain/template/item.ts'
import { actOn, mayWithTemplate } from '#lib/domain/template/policy.ts'
import { templatesFor } from '#lib/domain/template/queries.ts'
import { saveTemplate } from '#lib/domain/template/save.ts'
import { summaryOf } from '#lib/domain/template/summary.ts'
import { updateTemplate } from '#lib/domain/template/update.ts'
import { findProject } from '#lib/domain/project/queries.ts'
import { InvalidInputError, NotFoundError } from '#lib/errors.ts'
import { builder, callerOf, enumOf, type Fields } from './builder.ts'
import { ProjectArchivedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { Actor, Project } from './refs.ts'
import { TemplateFault, TemplateVariable, variablesOf } from './template-parts.ts'

const TemplateOrigin = enumOf('TemplateOrigin', 'Whose a template is.', {
  PROJECT: 'One project has it.',
  WORKSPACE: 'Everybody has it.',
  GALLERY: 'It ships with the product; it is copied, not changed.',
})

export const Template = builder.objectRef<TemplateItem>('Template').implement({
  description: 'A parameterised plan: tasks with their dependencies, and variables that are filled in when they are created.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`tpl_` and 16 hexadecimal characters, or a word for one that ships with the product.' }),
    name: t.exposeString('name', { description: 'The name, as in its text.' }),
    description: t.exposeString('description', { description: 'What it is for, as in its text.' }),
    source: t.exposeString('source', { description: 'Its text: YAML or JSON.' }),
    version: t.exposeInt('version', { description: 'Rises with each change.' }),
    origin: t.field({
      type: TemplateOrigin,
      description: 'Whose it is.',
      resolve: (template) => (isGallery(template) ? 'GALLERY' : template.projectId === null ? 'WORKSPACE' : 'PROJECT'),
    }),
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project that has it; null when everybody has it.',
      resolve: ({ projectId }, _, { loaders }) => (projectId === null ? null : loaders.project.load(projectId)),
    }),
    variables: t.field({
      type: [TemplateVariable],
      description: 'What is filled in, in the order of its text.',
      resolve: async (template) => variablesOf((await summaryOf(template)).variables),
    }),
    taskCount: t.int({
      description: 'How many tasks its text has; repeated ones count once.',
      resolve: async (template) => (await summaryOf(template)).taskCount,
    }),
    createdBy: t.field({
      type: Actor,
      nullable: true,
      description: 'Who saved it; null for one that ships with the product.',
      resolve: ({ createdById }, _, { loaders }) => (createdById === null ? null : loaders.actor.load(createdById)),
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last changed; null for one that ships with the product.',
    }),
    viewerCanChange: t.boolean({
      description: 'Whether you may change and delete it.',
      resolve: async (template, _, context) => {
        const role = template.projectId === null ? null : await context.loaders.role.load(template.projectId)
        return mayWithTemplate(actOn(template, 'CHANGE'), { ...callerOf(context), role }, template)
      },
    }),
  }),
})

nodeType('Template', /^tpl_/, (id, _, { loaders }) => loaders.template.load(id))

builder.queryField('templates', (t) =>
  t.field({
    type: [Template],
    nullable: true,
    description:
      "A project's templates, then everybody's, then those that ship with the product, each by name; null when you do not see the project.",
    args: { project: t.arg.id({ description: 'The project: id or key; without it, no templates of projects.' }) },
    resolve: async (_, { project: ref }, context) => {
      const project = ref ? await findProject(callerOf(context), ref) : null
      return ref && !project ? null : templatesFor(project?.id ?? null)
    },
  }),
)

builder.queryField('template', (t) =>
  t.field({
    type: Template,
    nullable: true,
    description: 'A template by its id; null when it is missing or hidden from you.',
    args: { ref: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (_, { ref }, { loaders }) => loaders.template.load(ref),
  }),
)

const TemplateDraft = builder
  .objectRef<{ source: string | null; faults: { field: string; message: string; line: null; column: null }[] }>('TemplateDraft')
  .implement({
    description: 'A template made of tasks that are there, not stored.',
    fields: (t) => ({
      source: t.exposeString('source', { nullable: true, description: 'Its text in YAML; null when none could be made.' }),
      faults: t.field({ type: [TemplateFault], description: 'Why none could be made.', resolve: ({ faults }) => faults }),
    }),
  })

builder.queryField('templateDraft', (t) =>
  t.field({
    type: TemplateDraft,
    nullable: true,
    description:
      'The text of a template that would create tasks like these again, with their dependencies among each other; save it with `saveTemplate`. Null when you do not see the project.',
    args: {
      project: t.arg.id({ required: true, description: 'The project: id or key.' }),
      tasks: t.arg.idList({ description: 'The tasks: ids or keys, at most 500; without them, all of the project that are not cancelled.' }),
      name: t.arg.string({ description: 'The name it shall have.' }),
      keepAssignees: t.arg.boolean({ defaultValue: false, description: 'Whether each assignee becomes a variable.' }),
    },
    resolve: async (_, args, context) => {
      try {
        return { source: await draftTemplate(callerOf(context), args), faults: [] }
      } catch (error) {
        if (error instanceof NotFoundError) return null
        if (!(error instanceof InvalidInputError)) throw error
        return { source: null, faults: error.issues.map((issue) => ({ ...issue, line: null, column: null })) }
      }
    },
  }),
)

const SOURCE = 'Its text: YAML or JSON with name, description, variables and tasks, up to 200,000 characters.'

const templateField = (t: Fields<{ template: string }>) =>
  t.field({
    type: Template,
    nullable: true,
    description: 'The template as it is now; null when you see it no more.',
    resolve: ({ template }, _, { loaders }) => loaders.template.load(template),
  })

mutation('saveTemplate', {
  description: 'Saves a template in a project, or for everybody. A fault in its text is refused with its line.',
  errors: [ProjectArchivedError],
  input: (t) => ({
    project: t.id({ description: 'The project: id or key; without it, it is for everybody, which takes a workspace admin.' }),
    source: t.string({ required: true, description: SOURCE }),
  }),
  resolve: (caller, input) => saveTemplate(caller, input),
  success: (t) => ({ template: templateField(t) }),
})

mutation('updateTemplate', {
  description: 'Changes the text of a template, or whose it is.',
  errors: [ProjectArchivedError],
  input: (t) => ({
    template: t.id({ required: true, description: 'The template: its id.' }),
    source: t.string({ description: SOURCE }),
    project: t.id({ description: 'The project that shall have it: id or key; null: everybody, which takes a workspace admin.' }),
    expectedVersion: t.int({ description: 'The version you have read. When it was changed since, the act is refused.' }),
  }),
  resolve: (caller, input) => updateTemplate(caller, input),
  success: (t) => ({ template: templateField(t) }),
})

mutation('deleteTemplate', {
  description: 'Deletes a template for good. The tasks that were created from it stay.',
  errors: [ProjectArchivedError],
  input: (t) => ({ template: t.id({ required: true, description: 'The template: its id.' }) }),
  resolve: (caller, input) => deleteTemplate(caller, input),
  success: (t) => ({ deletedId: t.id({ description: 'The id that it had.', resolve: ({ template }) => template }) }),
})
