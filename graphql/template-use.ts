import { instantiateTemplate } from '#lib/domain/template/instantiate.ts'
import { previewTemplate, type Preview } from '#lib/domain/template/preview.ts'
import { NotFoundError } from '#lib/errors.ts'
import { builder, callerOf } from './builder.ts'
import { DependencyCycleError, ProjectArchivedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { planSuccess } from './plan.ts'
import { Priority } from './task.ts'
import { TemplateFault, TemplateVariable, variablesOf } from './template-parts.ts'

const PREVIEWED_DEFAULT = 1

const PreviewedTask = builder.objectRef<Preview['tasks'][number]>('PreviewedTask').implement({
  description: 'A task that a template would create.',
  fields: (t) => ({
    ref: t.exposeString('ref', { description: 'Its ref in the plan; a repeated one has its place in brackets.' }),
    title: t.exposeString('title', { description: 'The title, with its variables filled in.' }),
    description: t.string({ description: 'The details.', resolve: ({ description }) => description ?? '' }),
    priority: t.field({ type: Priority, description: 'How much it matters.', resolve: ({ priority }) => priority ?? PREVIEWED_DEFAULT }),
    estimatedHours: t.float({
      nullable: true,
      description: 'How long it should take.',
      resolve: ({ estimatedHours }) => estimatedHours ?? null,
    }),
    assignee: t.string({ nullable: true, description: 'The handle of who is to do it.', resolve: ({ assignee }) => assignee ?? null }),
    deadline: t.string({
      nullable: true,
      description: 'When it should be done.',
      resolve: ({ deadline }) => (deadline ? String(deadline) : null),
    }),
    tags: t.stringList({ description: 'Its tags.', resolve: ({ tags }) => tags ?? [] }),
    criteria: t.stringList({ description: 'What must hold before it is done.', resolve: ({ criteria }) => criteria ?? [] }),
    dependsOn: t.exposeStringList('dependsOn', { description: 'The refs, or keys of tasks that are there, that block it.' }),
    parent: t.exposeString('parent', { nullable: true, description: 'The ref of the task that it is a part of.' }),
    line: t.exposeInt('line', { nullable: true, description: 'The line of the text where it stands.' }),
  }),
})

const TemplatePreview = builder.objectRef<Preview>('TemplatePreview').implement({
  description: 'What a template would create, judged without touching the project.',
  fields: (t) => ({
    name: t.string({
      nullable: true,
      description: 'Its name; null when its text is at fault.',
      resolve: ({ template }) => template?.name ?? null,
    }),
    description: t.string({ description: 'What it is for.', resolve: ({ template }) => template?.description ?? '' }),
    variables: t.field({
      type: [TemplateVariable],
      description: 'What is filled in.',
      resolve: ({ template }) => variablesOf(template?.variables ?? {}),
    }),
    tasks: t.field({
      type: [PreviewedTask],
      description: 'The tasks; where a value is missing or refused a sample stands in, such as ‹version›.',
      resolve: ({ tasks }) => tasks,
    }),
    faults: t.field({ type: [TemplateFault], description: 'All that is wrong; none: it can be used.', resolve: ({ faults }) => faults }),
  }),
})

builder.queryField('templatePreview', (t) =>
  t.field({
    type: TemplatePreview,
    nullable: true,
    description: 'The plan that a template, stored or as text, would be with these values. Null when you do not see the template.',
    args: {
      template: t.arg.id({ description: 'The template: its id.' }),
      source: t.arg.string({ description: 'A text in its place, YAML or JSON.' }),
      project: t.arg.id({ description: 'The project, whose key texts may use: id or key.' }),
      values: t.arg({ type: 'JSON', description: 'Values by the names of variables; without them, samples stand in for all.' }),
    },
    resolve: async (_, args, context) => {
      try {
        return await previewTemplate(callerOf(context), args)
      } catch (error) {
        if (error instanceof NotFoundError) return null
        throw error
      }
    },
  }),
)

mutation('instantiateTemplate', {
  description: 'Creates the tasks of a template with their dependencies, all or none, as `createPlan` would.',
  errors: [ProjectArchivedError, DependencyCycleError],
  input: (t) => ({
    project: t.id({ required: true, description: 'The project: id or key.' }),
    template: t.id({ required: true, description: 'The template: its id.' }),
    values: t.field({
      type: 'JSON',
      description: 'Values by the names of its variables, such as `{ "version": "2.4.0", "parts": ["api"] }`.',
    }),
    expectedVersion: t.int({
      description: 'The version of the template that you have looked at. When it was changed since, the act is refused.',
    }),
    dryRun: t.boolean({ defaultValue: false, description: 'Only say what would be created, or every fault.' }),
  }),
  resolve: (caller, input) => instantiateTemplate(caller, input),
  success: planSuccess,
})
