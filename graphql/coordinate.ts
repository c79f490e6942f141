import { coordinateProject } from '#lib/domain/coordinate/coordinate.ts'
import { LEFT_KINDS } from '#lib/domain/coordinate/words.ts'
import { builder, enumOf } from './builder.ts'
import { ProjectArchivedError, ProposalChangedError } from './errors.ts'
import { mutation } from './mutation.ts'
import { Actor, Project, Task } from './refs.ts'

interface Given {
  task: string
  agent: string
  source: string | null
  isCritical: boolean
  reason: string
}

const CoordinatedTask = builder.objectRef<Given>('CoordinatedTask').implement({
  description: 'A task that an agent gets.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The task.', resolve: ({ task }, _, { loaders }) => loaders.aTask.load(task) }),
    agent: t.field({ type: Actor, description: 'Who gets it.', resolve: ({ agent }, _, { loaders }) => loaders.anActor.load(agent) }),
    movedFrom: t.field({
      type: Actor,
      nullable: true,
      description: 'From whom it is moved; null for a task that nobody had.',
      resolve: ({ source }, _, { loaders }) => (source === null ? null : loaders.actor.load(source)),
    }),
    isCritical: t.exposeBoolean('isCritical', { description: 'Whether it is on the critical path.' }),
    reason: t.exposeString('reason', { description: 'Why this task, and why this agent.' }),
  }),
})

const LeftKind = enumOf('LeftReason', 'Why a ready task is given to nobody.', LEFT_KINDS)

const LeftTask = builder.objectRef<{ task: string; kind: keyof typeof LEFT_KINDS; reason: string }>('LeftTask').implement({
  description: 'A ready task that is given to nobody, or stays where it is.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The task.', resolve: ({ task }, _, { loaders }) => loaders.aTask.load(task) }),
    kind: t.expose('kind', { type: LeftKind, description: 'What kind of reason.' }),
    reason: t.exposeString('reason', { description: 'The reason in words.' }),
  }),
})

mutation('coordinateProject', {
  description:
    'Assigns ready work to agents by capability, limit and load, as much as can be, the critical path first. A dry run shows what would be done, and why.',
  errors: [ProposalChangedError, ProjectArchivedError],
  input: (t) => ({
    project: t.id({ required: true, description: 'The project: id or key.' }),
    dryRun: t.boolean({ defaultValue: false, description: 'Only say what would be done.' }),
    fingerprint: t.string({ description: 'Of the dry run that you have looked at: that is done, or nothing.' }),
    moveOverloaded: t.boolean({
      defaultValue: false,
      description: 'Also moves ready tasks off agents that have more than they may hold, or are offline.',
    }),
    agents: t.idList({ description: 'Only these agents: ids or handles, up to 200.' }),
    includeOffline: t.boolean({
      defaultValue: false,
      description: 'Whether agents that have not called for a while, or never, get work too.',
    }),
  }),
  resolve: (caller, input) => coordinateProject(caller, input),
  success: (t) => ({
    project: t.field({
      type: Project,
      description: 'The project as it is now.',
      resolve: ({ project }, _, { loaders }) => loaders.aProject.load(project),
    }),
    dryRun: t.boolean({ description: 'Whether nothing was done.', resolve: ({ dryRun }) => dryRun }),
    fingerprint: t.string({ description: 'Send it along to do exactly this.', resolve: ({ fingerprint }) => fingerprint }),
    summary: t.string({ description: 'The result in a sentence.', resolve: ({ summary }) => summary }),
    assignments: t.field({
      type: [CoordinatedTask],
      description: 'Up to 500 tasks and who gets them, the most urgent first.',
      resolve: ({ tasks, agents, sources, critical, reasons }) =>
        tasks.map((task, i) => ({
          task,
          agent: agents[i] ?? '',
          source: sources[i] || null,
          isCritical: critical[i] === 1,
          reason: reasons[i] ?? '',
        })),
    }),
    left: t.field({
      type: [LeftTask],
      description: 'Up to 100 ready tasks that are given to nobody, and why.',
      resolve: ({ left, leftKinds, leftReasons }) =>
        left.flatMap((task, i) => {
          const kind = leftKinds[i]
          return kind ? [{ task, kind, reason: leftReasons[i] ?? '' }] : []
        }),
    }),
    leftCount: t.int({ description: 'How many these are in all.', resolve: ({ leftCount }) => leftCount }),
    truncated: t.boolean({ description: 'Whether more could be handed out: coordinate again.', resolve: ({ truncated }) => truncated }),
  }),
})
