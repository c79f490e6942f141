import { LIMITS } from '#lib/domain/limits.ts'
import { COLUMN_KINDS, csvOf, type CommandResult } from '#lib/domain/plugin/result.ts'
import { runnableCommands, type RunnableCommand } from '#lib/domain/plugin/queries.ts'
import { runPluginCommand } from '#lib/domain/plugin/run-command.ts'
import type { Argument, Arguments } from '#lib/plugins/api.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { PluginFailedError, ProjectArchivedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Project } from './refs.ts'

const PluginArgumentType = enumOf('PluginArgumentType', 'What kind of value a plugin takes.', {
  TEXT: 'A text.',
  NUMBER: 'A number.',
  INTEGER: 'A whole number.',
  BOOLEAN: 'true or false.',
  DATE: 'A day: `YYYY-MM-DD`.',
  CHOICE: 'One of `choices`.',
  FILE: `The text of a file, at most ${LIMITS.plugin.file.toLocaleString('en')} characters.`,
  TASK: 'A task: id or key.',
  ACTOR: 'An actor: id or handle.',
})

interface Named {
  name: string
  argument: Argument
}
export const argumentsOf = (spec: Arguments): Named[] => Object.entries(spec).map(([name, argument]) => ({ name, argument }))

export const PluginArgument = builder.objectRef<Named>('PluginArgument').implement({
  description: 'What a command of a plugin takes, or what can be set for a plugin.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name in `arguments` or `settings`.' }),
    type: t.field({
      type: PluginArgumentType,
      description: 'What kind of value it takes.',
      resolve: ({ argument }) => argument.type.toUpperCase() as Uppercase<Argument['type']>,
    }),
    label: t.string({ description: 'Its name for people.', resolve: ({ argument }) => argument.label }),
    description: t.string({ description: 'What it means.', resolve: ({ argument }) => argument.description ?? '' }),
    isRequired: t.boolean({ description: 'Whether it must be given.', resolve: ({ argument }) => argument.isRequired ?? false }),
    default: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What it is when it is not given.',
      resolve: ({ argument }): unknown => ('default' in argument ? (argument.default ?? null) : null),
    }),
    choices: t.stringList({
      description: 'Of a CHOICE: the values.',
      resolve: ({ argument }) => ('choices' in argument ? [...argument.choices] : []),
    }),
    min: t.float({
      nullable: true,
      description: 'The least number.',
      resolve: ({ argument }) => ('min' in argument ? (argument.min ?? null) : null),
    }),
    max: t.float({
      nullable: true,
      description: 'The greatest number.',
      resolve: ({ argument }) => ('max' in argument ? (argument.max ?? null) : null),
    }),
    maxLength: t.int({
      nullable: true,
      description: 'Of a TEXT: the most characters.',
      resolve: ({ argument }) => (argument.type === 'text' ? (argument.maxLength ?? LIMITS.plugin.text) : null),
    }),
    isMultiline: t.boolean({
      description: 'Of a TEXT: whether it may have several lines.',
      resolve: ({ argument }) => argument.type === 'text' && argument.isMultiline === true,
    }),
  }),
})

const PluginCommandNeed = enumOf('PluginCommandNeed', 'Who may run a command of a plugin.', {
  READ: 'Whoever sees the project, with the scope READ.',
  WORK: 'Members and owners, with the scope WORK.',
  MANAGE: 'Owners, with the scope MANAGE.',
})
const PluginCommandScope = enumOf('PluginCommandScope', 'What a command of a plugin looks at.', {
  PROJECT: 'One project, which must be named.',
  WORKSPACE: 'All projects that you see and the plugin is on in.',
})

export const PluginCommand = builder.objectRef<RunnableCommand>('PluginCommand').implement({
  description: 'Something that a plugin does when it is asked to.',
  fields: (t) => ({
    plugin: t.exposeString('plugin', { description: 'The name of the plugin.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    title: t.string({ description: 'Its name for people.', resolve: ({ definition }) => definition.title }),
    description: t.string({ description: 'What it does.', resolve: ({ definition }) => definition.description }),
    needs: t.field({ type: PluginCommandNeed, description: 'Who may run it.', resolve: ({ definition }) => definition.needs }),
    scope: t.field({ type: PluginCommandScope, description: 'What it looks at.', resolve: ({ definition }) => definition.scope }),
    arguments: t.field({
      type: [PluginArgument],
      description: 'What it takes.',
      resolve: ({ definition }) => argumentsOf(definition.arguments),
    }),
  }),
})

builder.queryField('pluginCommands', (t) =>
  t.field({
    type: [PluginCommand],
    description:
      'The commands of plugins that look at the whole workspace and that you may run now. Those of a project stand in `Project.pluginCommands`.',
    resolve: (_, __, context) => runnableCommands(callerOf(context), null),
  }),
)

builder.objectField(Project, 'pluginCommands', (t) =>
  t.field({
    type: [PluginCommand],
    description: 'The commands of plugins that look at the project and that you may run now.',
    resolve: ({ id }, _, context) => runnableCommands(callerOf(context), id),
  }),
)

const PluginColumnKind = enumOf('PluginColumnKind', 'What stands in a column.', COLUMN_KINDS)
type Table = NonNullable<CommandResult['table']>

const PluginColumnOpening = builder.objectRef<NonNullable<Table['columns'][number]['opens']>>('PluginColumnOpening').implement({
  description: 'The command that a value of a column is for.',
  fields: (t) => ({
    command: t.exposeString('command', { description: 'The name of the command, of the same plugin.' }),
    argument: t.exposeString('argument', { description: 'The name of the argument that takes the value.' }),
    label: t.exposeString('label', { description: 'What to call it.' }),
  }),
})

const PluginColumn = builder.objectRef<Table['columns'][number]>('PluginColumn').implement({
  description: 'A column of a table.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    title: t.exposeString('title', { description: 'Its name for people.' }),
    kind: t.expose('kind', { type: PluginColumnKind, description: 'What stands in it.' }),
    opens: t.field({
      type: PluginColumnOpening,
      nullable: true,
      description: 'The command that its values are for.',
      resolve: ({ opens }) => opens ?? null,
    }),
  }),
})

const PluginTable = builder.objectRef<Table>('PluginTable').implement({
  description: 'A table that a command answered.',
  fields: (t) => ({
    columns: t.field({ type: [PluginColumn], description: 'Its columns.', resolve: ({ columns }) => columns }),
    rows: t.field({
      type: 'JSON',
      description: 'Its rows: lists of texts, numbers, true, false and null, in the order of the columns.',
      resolve: ({ rows }) => rows,
    }),
    csv: t.string({
      description: 'The same as CSV with a header. What begins like a formula has an apostrophe before it.',
      resolve: csvOf,
    }),
  }),
})

const resultOf = ({ result }: { result: string }) => JSON.parse(result) as CommandResult

mutation('runPluginCommand', {
  description:
    'Runs a command of a plugin and answers what it says. What it does, it does as its agent. With an idempotency key the answer is kept and given again.',
  errors: [PluginFailedError, ProjectArchivedError],
  input: (t) => ({
    plugin: t.id({ required: true, description: 'The plugin: its name.' }),
    command: t.id({ required: true, description: 'The command: its name.' }),
    project: t.id({ description: 'The project: id or key. Not for commands that look at the whole workspace.' }),
    arguments: t.field({ type: 'JSON', description: 'What it takes, by name: an object.' }),
  }),
  resolve: (caller, input) => runPluginCommand(caller, input),
  success: (t) => ({
    plugin: t.string({ description: 'The name of the plugin.', resolve: ({ plugin }) => plugin }),
    command: t.string({ description: 'The name of the command.', resolve: ({ command }) => command }),
    markdown: t.string({
      description: 'What it says as Markdown; above the table, if there is one. May be empty.',
      resolve: (outcome) => resultOf(outcome).markdown,
    }),
    table: t.field({
      type: PluginTable,
      nullable: true,
      description: 'The table that it answered; null when it is Markdown alone.',
      resolve: (outcome) => resultOf(outcome).table,
    }),
  }),
})
