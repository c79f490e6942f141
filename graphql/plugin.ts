import { PLUGIN_STATES } from '#lib/domain/plugin/hosted.ts'
import { loadPlugin } from '#lib/domain/plugin/load.ts'
import { lagsOf, listPlugins, usageOf, type InProject, type Lag, type PluginFacts } from '#lib/domain/plugin/queries.ts'
import { scheduleFacts } from '#lib/domain/plugin/schedules.ts'
import { setPluginEnabled } from '#lib/domain/plugin/set-enabled.ts'
import { setPluginInProject } from '#lib/domain/plugin/set-in-project.ts'
import { skipPluginEvent } from '#lib/domain/plugin/skip-event.ts'
import { builder, callerOf, enumOf, type Fields } from './builder.ts'
import { mutation } from './mutation.ts'
import { PluginFailedError } from './errors.ts'
import { argumentsOf, PluginArgument, PluginCommand } from './plugin-command.ts'
import { PluginSchedule } from './plugin-schedule.ts'
import { Actor, Project } from './refs.ts'

const PluginState = enumOf('PluginState', 'How a plugin is in the process that answers.', PLUGIN_STATES)

const PluginLag = builder.objectRef<Lag>('PluginLag').implement({
  description: 'A project whose events wait for a plugin.',
  fields: (t) => ({
    project: t.field({
      type: Project,
      description: 'The project.',
      resolve: ({ project }, _, { loaders }) => loaders.aProject.load(project),
    }),
    count: t.int({ description: 'How many events wait.', resolve: ({ head, seq }) => head - seq }),
    nextEventId: t.id({ description: 'The id of the first one.', resolve: ({ stream, seq }) => `evt_${stream}_${seq + 1}` }),
  }),
})

const Plugin = builder.objectRef<PluginFacts>('Plugin').implement({
  description: 'A plugin that the configuration names, or named before.',
  fields: (t) => ({
    name: t.exposeString('name', { nullable: true, description: 'Its name; null while it could never be loaded.' }),
    configuredAs: t.exposeString('given', { description: 'How the configuration names it; empty when it names it no more.' }),
    version: t.string({
      nullable: true,
      description: 'Its own version.',
      resolve: ({ hosted: one, row }) => one?.manifest?.version ?? row?.version ?? null,
    }),
    description: t.string({ description: 'What it says that it does.', resolve: ({ hosted: one }) => one?.manifest?.description ?? '' }),
    state: t.expose('state', { type: PluginState, description: 'How it is.' }),
    isEnabled: t.boolean({ description: 'Whether an admin lets it run.', resolve: ({ row }) => row?.isEnabled ?? true }),
    error: t.exposeString('error', { description: 'What went wrong last; empty when all is well.' }),
    errorAt: t.expose('errorAt', { type: 'DateTime', nullable: true, description: 'When that was.' }),
    busySince: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When the first of the calls began that it has not answered, in the process that answers; null when it has nothing to do.',
      resolve: ({ hosted: one }) => one?.busy?.since ?? null,
    }),
    pendingCalls: t.int({ description: 'How many calls it has not answered.', resolve: ({ hosted: one }) => one?.busy?.calls ?? 0 }),
    agent: t.field({
      type: Actor,
      nullable: true,
      description: 'The agent that it acts as.',
      resolve: ({ row }, _, { loaders }) => (row ? loaders.actor.load(row.actorId) : null),
    }),
    functions: t.stringList({
      description: 'What it is called for, such as `onTaskCompleted`.',
      resolve: ({ hosted: one }) => one?.manifest?.handlers ?? [],
    }),
    commands: t.field({
      type: [PluginCommand],
      description: 'Its commands.',
      resolve: ({ hosted: one }) =>
        Object.entries(one?.manifest?.commands ?? {}).map(([name, definition]) => ({
          plugin: one?.manifest?.name ?? '',
          name,
          definition,
        })),
    }),
    schedules: t.field({
      type: [PluginSchedule],
      description: 'What it does by the clock.',
      resolve: async ({ hosted: one }, _, { loaders }) => {
        const manifest = one?.manifest
        return manifest ? scheduleFacts(manifest, await loaders.scheduleRows.load(manifest.name)) : []
      },
    }),
    waiting: t.field({
      type: [PluginLag],
      description: 'Where events wait for it, by key of the project.',
      resolve: ({ row }) => (row ? lagsOf(row) : []),
    }),
    storedRows: t.int({ description: 'How many rows it keeps.', resolve: async ({ name }) => (name ? (await usageOf(name)).rows : 0) }),
    storedBytes: t.float({ description: 'How large they are.', resolve: async ({ name }) => (name ? (await usageOf(name)).bytes : 0) }),
  }),
})

const ProjectPlugin = builder.objectRef<InProject>('ProjectPlugin').implement({
  description: 'A plugin as it stands in a project.',
  fields: (t) => ({
    name: t.string({ description: 'Its name.', resolve: ({ row }) => row.name }),
    version: t.string({ description: 'Its own version.', resolve: ({ row }) => row.version }),
    description: t.string({ description: 'What it says that it does.', resolve: ({ hosted: one }) => one.manifest?.description ?? '' }),
    state: t.field({ type: PluginState, description: 'How it is.', resolve: ({ hosted: one }) => one.state }),
    isEnabled: t.exposeBoolean('isEnabled', {
      description: 'Whether it is on here: its agent is a member, and no owner switched it off.',
    }),
    agent: t.field({
      type: Actor,
      nullable: true,
      description: 'The agent that it acts as.',
      resolve: ({ row }, _, { loaders }) => loaders.actor.load(row.actorId),
    }),
    schedules: t.field({
      type: [PluginSchedule],
      description: 'What it does by the clock, and how that went here.',
      resolve: async ({ row, projectId, hosted: one, settings }, _, { loaders }) => {
        const facts = scheduleFacts(one.manifest, await loaders.scheduleRows.load(row.name), projectId)
        return settings === null ? facts.map((fact) => ({ ...fact, faults: [] })) : facts
      },
    }),
    settings: t.field({
      type: [PluginArgument],
      description: 'What can be set.',
      resolve: ({ hosted: one }) => argumentsOf(one.manifest?.settings ?? {}),
    }),
    values: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What is set, by name, with defaults; null unless you own the project.',
      resolve: ({ settings }) => settings,
    }),
  }),
})

builder.objectField(Project, 'plugins', (t) =>
  t.field({
    type: [ProjectPlugin],
    description: 'The plugins of this installation, by name, as they stand in the project.',
    resolve: ({ id }, _, { loaders }) => loaders.projectPlugins.load(id),
  }),
)

builder.queryField('plugins', (t) =>
  t.field({
    type: [Plugin],
    nullable: true,
    description:
      'The plugins that the configuration names, in its order, then those of before. For workspace admins; null to everybody else.',
    resolve: (_, __, context) => listPlugins(callerOf(context)),
  }),
)

const pluginField = (t: Fields<{ plugin: string }>) =>
  t.field({
    type: Plugin,
    nullable: true,
    description: 'The plugin as it is now.',
    resolve: async ({ plugin }, _, context) =>
      (await listPlugins(callerOf(context)))?.find(({ name, given }) => name === plugin || given === plugin) ?? null,
  })

mutation('setPluginEnabled', {
  description:
    'Switches a plugin on or off everywhere, as an admin; on again, it is loaded anew. What happens while it is off reaches it when it is on again.',
  input: (t) => ({
    plugin: t.id({ required: true, description: 'The plugin: its name.' }),
    isEnabled: t.boolean({ required: true, description: 'Whether it shall run.' }),
  }),
  resolve: (caller, input) => setPluginEnabled(caller, input),
  success: (t) => ({ plugin: pluginField(t) }),
})

mutation('loadPlugin', {
  description:
    'Tries again to load a plugin that could not be loaded, as an admin: once its file, its packages or its configuration were mended. Answers when it is known how that went; one that runs is left alone.',
  input: (t) => ({
    plugin: t.id({ required: true, description: 'The plugin: its name, or as the configuration names it.' }),
  }),
  resolve: (caller, input) => loadPlugin(caller, input),
  success: (t) => ({ plugin: pluginField(t) }),
})

mutation('skipPluginEvent', {
  description: 'Gives up the event that a plugin keeps failing at, as an admin, so that it goes on with those behind it.',
  input: (t) => ({
    plugin: t.id({ required: true, description: 'The plugin: its name.' }),
    event: t.id({ required: true, description: 'The event: its id, as in `nextEventId`.' }),
  }),
  resolve: (caller, input) => skipPluginEvent(caller, input),
  success: (t) => ({ plugin: pluginField(t) }),
})

mutation('setPluginInProject', {
  description:
    'Switches a plugin on or off in a project, or sets it there, as an owner. Switched on again, it hears of what happens from then on. What is not given stays.',
  errors: [PluginFailedError],
  input: (t) => ({
    project: t.id({ required: true, description: 'The project: id or key.' }),
    plugin: t.id({ required: true, description: 'The plugin: its name.' }),
    isEnabled: t.boolean({ description: 'Whether it shall be on.' }),
    settings: t.field({ type: 'JSON', description: 'All that is set, by name; what is left out has its default.' }),
  }),
  resolve: (caller, input) => setPluginInProject(caller, input),
  success: (t) => ({
    project: t.field({
      type: Project,
      description: 'The project.',
      resolve: ({ project }, _, { loaders }) => loaders.aProject.load(project),
    }),
    projectPlugin: t.field({
      type: ProjectPlugin,
      nullable: true,
      description: 'The plugin as it stands there now.',
      resolve: async ({ project, plugin }, _, { loaders }) =>
        (await loaders.projectPlugins.load(project)).find(({ row }) => row.name === plugin) ?? null,
    }),
  }),
})
