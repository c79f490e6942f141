import { explainProject, PROJECT_REASONS, type ProjectExplanation as ExplainedProject } from '#lib/domain/explain/project.ts'
import { type Standing as StandingRow, STANDINGS } from '#lib/domain/explain/standing.ts'
import { explainTask, TASK_REASONS, type TaskExplanation as ExplainedTask } from '#lib/domain/explain/task.ts'
import { builder, callerOf, enumOf, type Fields } from './builder.ts'
import { Actor, Project, Task } from './refs.ts'

const TaskStanding = enumOf('TaskStanding', 'How an unfinished task stands.', STANDINGS)
const TaskReasonKind = enumOf('NotReadyReason', 'Why a task cannot be taken, or not by everybody.', TASK_REASONS)
const ProjectReasonKind = enumOf('ProjectWorkReason', 'How the open tasks of a project divide.', PROJECT_REASONS)

const actorField = (t: Fields<{ actorId: string | null }>, description: string) =>
  t.field({
    type: Actor,
    nullable: true,
    description,
    resolve: ({ actorId }, _, { loaders }) => (actorId === null ? null : loaders.actor.load(actorId)),
  })

const Standing = builder.objectRef<StandingRow>('Standing').implement({
  description: 'How a task stands that others wait for, and what would free it.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The task.', resolve: ({ taskId }, _, { loaders }) => loaders.aTask.load(taskId) }),
    standing: t.field({ type: TaskStanding, description: 'How it stands.', resolve: ({ kind }) => kind }),
    actor: actorField(t, 'Who works on it, is to do it, holds it up or asked; null for nobody.'),
    since: t.expose('since', { type: 'DateTime', nullable: true, description: 'Since when, where that is known.' }),
    until: t.expose('until', { type: 'DateTime', nullable: true, description: 'When the lease runs out, if there is one.' }),
    gates: t.exposeInt('gates', { description: 'How many open tasks wait for it directly.' }),
    text: t.exposeString('text', { description: 'What is so, in words.' }),
    advice: t.exposeString('advice', { description: 'What would free it, in words.' }),
  }),
})

const TaskReason = builder.objectRef<ExplainedTask['reasons'][number]>('TaskReason').implement({
  description: 'One reason why a task cannot be taken, or not by everybody.',
  fields: (t) => ({
    kind: t.expose('kind', { type: TaskReasonKind, description: 'What kind of reason.' }),
    text: t.exposeString('text', { description: 'The reason in words.' }),
    advice: t.exposeString('advice', { description: 'What would end it, in words.' }),
    actor: actorField(t, 'Who holds the task, is to do it, put it on hold or asked; null for nobody.'),
    since: t.expose('since', { type: 'DateTime', nullable: true, description: 'Since when, where that is known.' }),
    until: t.expose('until', { type: 'DateTime', nullable: true, description: 'When it ends by itself: the end of the lease.' }),
    mayEnd: t.field({
      type: [Actor],
      description: 'Up to 20 who may release the hold, or answer the question; people first.',
      resolve: async ({ mayEnd }, _, { loaders }) =>
        (await Promise.all(mayEnd.map((id) => loaders.actor.load(id)))).filter((row) => row !== null),
    }),
    capabilities: t.exposeStringList('capabilities', { description: 'The required capabilities that no agent has.' }),
  }),
})

const TaskExplanation = builder.objectRef<ExplainedTask>('TaskExplanation').implement({
  description: 'Why a task is not ready, down to what would free it.',
  fields: (t) => ({
    task: t.field({ type: Task, description: 'The task.', resolve: ({ task }) => task }),
    isReady: t.exposeBoolean('isReady', { description: 'Whether it can be taken now; by its assignee alone when it has one.' }),
    reasons: t.field({ type: [TaskReason], description: 'Everything that stands in the way.', resolve: ({ reasons }) => reasons }),
    blockers: t.field({
      type: [Standing],
      description: 'The open tasks it waits for directly, up to 50.',
      resolve: ({ blockers }) => blockers,
    }),
    causes: t.field({
      type: [Standing],
      description:
        'What it waits for in the end, up to 20: tasks upstream that wait for no other, are on hold or were cancelled. Those that most wait for come first.',
      resolve: ({ causes }) => causes,
    }),
    causeCount: t.exposeInt('causeCount', { description: 'How many such causes there are.' }),
    upstream: t.exposeInt('upstream', { description: 'How many unfinished tasks stand before it, directly or not.' }),
    truncated: t.exposeBoolean('truncated', { description: 'Whether only the nearest 20,000 of them were looked at.' }),
    text: t.exposeString('text', { description: 'All of it in a few sentences.' }),
  }),
})

const WorkReason = builder.objectRef<ExplainedProject['reasons'][number]>('WorkReason').implement({
  description: 'How many open tasks stand in one way.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ProjectReasonKind, description: 'How they stand.' }),
    count: t.exposeInt('count', { description: 'How many they are. A task that is on hold and waits for others counts in both.' }),
    text: t.exposeString('text', { description: 'The same in words.' }),
  }),
})

const WorkGate = builder.objectRef<ExplainedProject['gates'][number]>('WorkGate').implement({
  description: 'A task that holds others up, and waits for no other itself.',
  fields: (t) => ({
    standing: t.field({ type: Standing, description: 'The task and how it stands.', resolve: ({ standing }) => standing }),
    gatesDirectly: t.exposeInt('gatesDirectly', { description: 'How many open tasks wait for it directly.' }),
    gatesAll: t.exposeInt('gatesAll', { description: 'How many open tasks wait for it, directly or not.' }),
  }),
})

const Lacking = builder.objectRef<ExplainedProject['lacking'][number]>('LackingCapabilities').implement({
  description: 'Capabilities that ready tasks require and no agent of the project has.',
  fields: (t) => ({
    capabilities: t.exposeStringList('capabilities', { description: 'What is missing; all of it in one agent.' }),
    count: t.exposeInt('count', { description: 'How many ready tasks require it.' }),
  }),
})

const NextLease = builder.objectRef<NonNullable<ExplainedProject['nextLeaseExpiry']>>('NextLease').implement({
  description: 'The lease that runs out next.',
  fields: (t) => ({
    task: t.field({
      type: Task,
      description: 'The task that is held.',
      resolve: ({ taskId }, _, { loaders }) => loaders.aTask.load(taskId),
    }),
    holder: t.field({
      type: Actor,
      description: 'Who holds it.',
      resolve: ({ holderId }, _, { loaders }) => loaders.anActor.load(holderId),
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it runs out.' }),
  }),
})

const actors = (t: Fields<ExplainedProject>, description: string, ids: (explanation: ExplainedProject) => readonly string[]) =>
  t.field({
    type: [Actor],
    description,
    resolve: async (explanation, _, { loaders }) =>
      (
        await Promise.all(
          ids(explanation)
            .slice(0, 100)
            .map((id) => loaders.actor.load(id)),
        )
      ).filter((row) => row !== null),
  })

const ProjectExplanation = builder.objectRef<ExplainedProject>('ProjectExplanation').implement({
  description: 'Why nothing, or so little, of a project is ready, and what would change it.',
  fields: (t) => ({
    project: t.field({ type: Project, description: 'The project.', resolve: ({ project }) => project }),
    ready: t.exposeInt('ready', { description: 'How many ready tasks nobody has and some agent is capable of.' }),
    reasons: t.field({ type: [WorkReason], description: 'How the open tasks divide.', resolve: ({ reasons }) => reasons }),
    gates: t.field({
      type: [WorkGate],
      description: 'Up to 10 tasks that hold most up, the worst first. They wait for no other themselves, or were cancelled.',
      resolve: ({ gates }) => gates,
    }),
    waiting: t.field({
      type: [Standing],
      description: 'Up to 20 tasks that wait for a person: on hold or with an open question, the longest waiting first.',
      resolve: ({ waiting }) => waiting,
    }),
    lacking: t.field({
      type: [Lacking],
      description: 'What ready tasks require and no agent has, up to 20.',
      resolve: ({ lacking }) => lacking,
    }),
    agentsHere: actors(t, 'Up to 100 agents of the project that have called in the last minutes.', ({ agents }) => agents.here),
    agentsAway: actors(t, 'Up to 100 agents of the project that have not, or never.', ({ agents }) => agents.away),
    nextLease: t.field({
      type: NextLease,
      nullable: true,
      description: 'The lease that runs out next; null when nothing is held under one.',
      resolve: ({ nextLeaseExpiry }) => nextLeaseExpiry,
    }),
    text: t.exposeString('text', { description: 'All of it in a few sentences.' }),
  }),
})

builder.queryFields((t) => ({
  explainTask: t.field({
    type: TaskExplanation,
    nullable: true,
    description: 'Why a task is not ready, and what would free it; null when it is missing or hidden from you.',
    args: { task: t.arg.id({ required: true, description: 'The task: id or key.' }) },
    resolve: (_, { task }, context) => explainTask(callerOf(context), task),
  }),
  explainProject: t.field({
    type: ProjectExplanation,
    nullable: true,
    description: 'Why nothing of a project is ready, and what would change that; null when it is missing or hidden from you.',
    args: { project: t.arg.id({ required: true, description: 'The project: id or key.' }) },
    resolve: (_, { project }, context) => explainProject(callerOf(context), project),
  }),
}))
