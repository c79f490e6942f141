import type { ScheduleFacts } from '#lib/domain/plugin/schedules.ts'
import { builder } from './builder.ts'
import { Project } from './refs.ts'

const PluginScheduleFault = builder.objectRef<ScheduleFacts['faults'][number]>('PluginScheduleFault').implement({
  description: 'That the last run of a schedule failed. It is tried again by itself.',
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'In which project; null when it runs for all of them at once.',
      resolve: ({ projectId }, _, { loaders }) => (projectId ? loaders.project.load(projectId) : null),
    }),
    message: t.exposeString('message', { description: 'What it said.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When that was.' }),
  }),
})

export const PluginSchedule = builder.objectRef<ScheduleFacts>('PluginSchedule').implement({
  description: 'Something that a plugin does by the clock.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    title: t.string({ description: 'Its name for people.', resolve: ({ definition }) => definition.title }),
    description: t.string({ description: 'What it does.', resolve: ({ definition }) => definition.description }),
    every: t.string({ description: 'After how long it runs again: `15m`, `6h`, `1d`.', resolve: ({ definition }) => definition.every }),
    ranAt: t.expose('ranAt', { type: 'DateTime', nullable: true, description: 'When it ran last; null when it never did.' }),
    faults: t.field({
      type: [PluginScheduleFault],
      description: 'Where its last run failed, and why. Of a project only for its owners.',
      resolve: ({ faults }) => faults,
    }),
  }),
})
