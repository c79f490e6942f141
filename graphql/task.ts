import { taskActs } from '#lib/domain/task/policy.ts'
import { listEvents } from '#lib/domain/event/queries.ts'
import { Brief } from './brief.ts'
import { builder, callerOf, enumOf, type Fields } from './builder.ts'
import { pageArgs } from './connection.ts'
import { EventConnection } from './event.ts'
import { Node, nodeType } from './node.ts'
import { Actor, Claim, Criterion, Dependency, FileReference, Project, Task, type TaskRow } from './refs.ts'

export const TaskStatus = enumOf('TaskStatus', 'Where a task stands.', {
  PENDING: 'Ready to be taken.',
  BLOCKED: 'Not started, and waiting for blockers or on hold.',
  IN_PROGRESS: 'Being worked on.',
  COMPLETED: 'Done.',
  CANCELLED: 'Given up.',
})

export const Priority = builder.enumType('Priority', {
  description: 'How much a task matters.',
  values: {
    LOW: { value: 0 as number, description: 'It can wait.' },
    MEDIUM: { value: 1 as number, description: 'The usual.' },
    HIGH: { value: 2 as number, description: 'Before the usual.' },
    CRITICAL: { value: 3 as number, description: 'Before everything else.' },
  },
})

const TaskAct = enumOf('TaskAct', 'What can be done with a task.', {
  UPDATE: 'Change its fields.',
  CLAIM: 'Take it under a lease.',
  START: 'Start it without a lease, as a person.',
  COMPLETE: 'Complete it.',
  FORCE_COMPLETE: 'Complete it past open blockers, a hold and unmet criteria.',
  CANCEL: 'Cancel it.',
  REOPEN: 'Open it again.',
  HOLD: 'Put it on hold.',
  RELEASE_HOLD: 'Release its hold.',
  DELETE: 'Delete it.',
  RESTORE: 'Restore it.',
  ASSIGN: 'Assign it to anybody.',
  ADD_CONTEXT: 'Write on it.',
  ASK: 'Ask the people of its project a question.',
  ANSWER: 'Answer its open question, as a person, or decline to.',
  ADD_FILE: 'Add and remove file references.',
  MARK_CRITERION: 'Say whether its success criteria are met.',
  GIVE_FEEDBACK: 'Give feedback on it, once.',
  ADD_DEPENDENCY: 'Add and remove its dependencies.',
  RELEASE_CLAIM: 'Give it back unfinished.',
  HEARTBEAT: 'Renew the lease of its claim.',
  FAIL: 'Give it up as failed.',
  TAKE_OVER: 'Take it over from its holder.',
})

const Hold = builder.objectRef<TaskRow & { holdReason: string }>('Hold').implement({
  description: 'A stop that a person or a rule has put on a task.',
  fields: (t) => ({
    reason: t.exposeString('holdReason', { description: 'Why it is stopped.' }),
    by: t.field({
      type: Actor,
      nullable: true,
      description: 'Who stopped it; null for the system.',
      resolve: ({ heldById }, _, { loaders }) => (heldById === null ? null : loaders.actor.load(heldById)),
    }),
    at: t.field({ type: 'DateTime', description: 'When it was stopped.', resolve: ({ heldAt, updatedAt }) => heldAt ?? updatedAt }),
  }),
})

Task.implement({
  description: 'A piece of work.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '8 hexadecimal characters.' }),
    key: t.exposeString('key', { description: 'The key of its project and its number, such as `WEB-42`.' }),
    number: t.exposeInt('number', { description: 'Counts within the project; never used again.' }),
    project: t.field({
      type: Project,
      description: 'Its project.',
      resolve: ({ projectId }, _, { loaders }) => loaders.aProject.load(projectId),
    }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    description: t.exposeString('description', { description: 'The details, as Markdown.' }),
    status: t.expose('status', { type: TaskStatus, description: 'Where it stands.' }),
    priority: t.expose('priority', { type: Priority, description: 'How much it matters.' }),
    effectivePriority: t.expose('effectivePriority', {
      type: Priority,
      description: 'The highest priority among itself and the open tasks that wait for it, directly or not.',
    }),
    isBlocked: t.exposeBoolean('isBlocked', { description: 'Whether blockers are open or a hold is set, started or not.' }),
    isReady: t.boolean({
      description: 'Whether it can be taken now.',
      resolve: (task) => task.status === 'PENDING' && task.deletedAt === null,
    }),
    openBlockers: t.exposeInt('openBlockers', { description: 'How many tasks it waits for.' }),
    openDependents: t.exposeInt('openDependents', { description: 'How many open tasks wait for it directly.' }),
    assignee: t.field({
      type: Actor,
      nullable: true,
      description: 'Who is to do it.',
      resolve: ({ assigneeId }, _, { loaders }) => (assigneeId === null ? null : loaders.actor.load(assigneeId)),
    }),
    tags: t.stringList({ description: 'Its tags, by name.', resolve: ({ id }, _, { loaders }) => loaders.tags.load(id) }),
    estimatedHours: t.exposeFloat('estimatedHours', { nullable: true, description: 'How long it should take.' }),
    actualHours: t.exposeFloat('actualHours', { nullable: true, description: 'How long it took.' }),
    deadline: t.expose('deadline', { type: 'DateTime', nullable: true, description: 'When it should be done.' }),
    brief: t.field({ type: Brief, description: 'The why, what and done of the task.', resolve: (task) => task }),
    requiredCapabilities: t.stringList({
      description: 'What an agent must be capable of to take it.',
      resolve: ({ id }, _, { loaders }) => loaders.requiredCapabilities.load(id),
    }),
    criteria: t.field({
      type: [Criterion],
      description: 'What must hold before it is done.',
      resolve: ({ id }, _, { loaders }) => loaders.criteria.load(id),
    }),
    impactNotes: t.exposeString('impactNotes', { description: 'What else it may affect.' }),
    completionSummary: t.exposeString('completionSummary', { description: 'What was done, in the words of whoever completed it.' }),
    hold: t.field({
      type: Hold,
      nullable: true,
      description: 'The hold that stops it, if there is one.',
      resolve: ({ holdReason, ...task }) => (holdReason === null ? null : { ...task, holdReason }),
    }),
    createdBy: t.field({
      type: Actor,
      nullable: true,
      description: 'Who created it; null for the system.',
      resolve: ({ createdById }, _, { loaders }) => (createdById === null ? null : loaders.actor.load(createdById)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When its own fields or status last changed.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When it was first started.' }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'When it was completed.' }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was deleted; it can be restored for 30 days.',
    }),
    version: t.exposeInt('version', { description: 'Rises with each change of its own fields or status; send it as `expectedVersion`.' }),
    externalKey: t.exposeString('externalKey', { nullable: true, description: 'Its id in the system it was imported from.' }),
    attempts: t.exposeInt('attempts', { description: 'How many claims of it failed or ran out.' }),
    claim: t.field({
      type: Claim,
      nullable: true,
      description: 'The open claim, if there is one.',
      resolve: ({ id }, _, { loaders }) => loaders.openClaim.load(id),
    }),
    claims: t.field({
      type: [Claim],
      description: 'The last 50 claims, newest first.',
      resolve: ({ id }, _, { loaders }) => loaders.claims.load(id),
    }),
    blockers: t.field({
      type: [Dependency],
      description: 'The BLOCKS dependencies on what this task waits for, up to 200.',
      resolve: async ({ id }, _, { loaders }) => (await loaders.edges.load(id)).blockers,
    }),
    dependents: t.field({
      type: [Dependency],
      description: 'The BLOCKS dependencies of what waits for this task, up to 200.',
      resolve: async ({ id }, _, { loaders }) => (await loaders.edges.load(id)).dependents,
    }),
    parent: t.field({
      type: Task,
      nullable: true,
      description: 'The task that this one is a part of.',
      resolve: async ({ id }, _, { loaders }) => {
        const { parent } = await loaders.edges.load(id)
        return parent ? loaders.task.load(parent.dependsOnId) : null
      },
    }),
    children: t.field({
      type: [Task],
      description: 'The parts of this task, up to 200.',
      resolve: async ({ id }, _, { loaders }) => loaders.tasks((await loaders.edges.load(id)).children.map((edge) => edge.taskId)),
    }),
    links: t.field({
      type: [Dependency],
      description: 'The dependencies that gate nothing, either way round: RELATED, DUPLICATES, DISCOVERED_FROM; up to 200.',
      resolve: async ({ id }, _, { loaders }) => (await loaders.edges.load(id)).links,
    }),
    files: t.field({
      type: [FileReference],
      description: 'The files it reads or changes, by path.',
      resolve: ({ id }, _, { loaders }) => loaders.files.load(id),
    }),
    events: t.field({
      type: EventConnection,
      description: 'What happened to it, newest first.',
      args: pageArgs(t),
      resolve: async ({ id, projectId }, args, context) =>
        listEvents(callerOf(context), { ...args, stream: (await context.loaders.aProject.load(projectId)).key, filter: { task: id } }),
    }),
    viewerCan: t.field({
      type: [TaskAct],
      description: 'What you may do with it as it stands now.',
      resolve: async (task, _, context) => {
        const { loaders } = context
        const { actorId, kind, scopes } = callerOf(context)
        const [project, role, claim, workerIds] = await Promise.all([
          loaders.aProject.load(task.projectId),
          loaders.role.load(task.projectId),
          loaders.openClaim.load(task.id),
          task.status === 'COMPLETED' && task.feedbackAt === null ? loaders.workers.load(task.id) : undefined,
        ])
        const { status: projectStatus, editing } = project
        return taskActs({ actorId, kind, role, scopes, projectStatus, editing, task, holderId: claim?.holderId ?? null, workerIds })
      },
    }),
  }),
})

nodeType('Task', /^[0-9a-f]{8}$/i, (id, _, { loaders }) => loaders.task.load(id.toLowerCase()))

/** A field of a mutation's success: tasks by the ids of its outcome, without those you no longer see. */
export const tasksField = <O>(t: Fields<O>, description: string, ids: (outcome: O) => readonly string[]) =>
  t.field({ type: [Task], description, resolve: (outcome, _, { loaders }) => loaders.tasks(ids(outcome)) })

export const taskField = <O extends { task: string }>(t: Fields<O>, description = 'The task as it is now.') =>
  t.field({ type: Task, description, resolve: (outcome, _, { loaders }) => loaders.aTask.load(outcome.task) })
