import { listEvents } from '#lib/domain/event/queries.ts'
import { EVENT_ACTIONS, WORKSPACE_STREAM, type Change } from '#lib/events.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { connection, pageArgs } from './connection.ts'
import type { Context } from './context.ts'
import { Node, nodeType } from './node.ts'
import { Actor, Event, type EventRow, Project, Task } from './refs.ts'

export const EventAction = enumOf('EventAction', 'What can happen.', EVENT_ACTIONS)

const ChangeType = builder.objectRef<Change>('Change').implement({
  description: 'A field that an event changed.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'The name of the field.' }),
    old: t.field({ type: 'JSON', nullable: true, description: 'Its value before.', resolve: (change) => change.old }),
    new: t.field({ type: 'JSON', nullable: true, description: 'Its value after.', resolve: (change) => change.new }),
  }),
})

/** From where an act came is for owners and admins alone. */
async function seesOrigin({ projectId }: EventRow, context: Context) {
  return projectId === null ? callerOf(context).isAdmin : (await context.loaders.role.load(projectId)) === 'OWNER'
}

Event.implement({
  description: 'Something that happened. Events are never changed or removed.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({ description: '`evt_`, the stream, `_` and the number.', resolve: ({ stream, seq }) => `evt_${stream}_${seq}` }),
    stream: t.exposeString('stream', { description: 'The key of its project, or `workspace`.' }),
    seq: t.exposeInt('seq', { description: 'Counts from 1 without gaps within the stream: a cursor for subscriptions.' }),
    action: t.field({ type: EventAction, description: 'What happened.', resolve: ({ action }) => action as keyof typeof EVENT_ACTIONS }),
    actor: t.field({
      type: Actor,
      nullable: true,
      description: 'Who did it; null for the system.',
      resolve: ({ actorId }, _, { loaders }) => (actorId === null ? null : loaders.actor.load(actorId)),
    }),
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project it happened in; null in the stream of the workspace.',
      resolve: ({ projectId }, _, { loaders }) => (projectId === null ? null : loaders.project.load(projectId)),
    }),
    task: t.field({
      type: Task,
      nullable: true,
      description: 'The task it happened to, as it is now.',
      resolve: ({ taskId }, _, { loaders }) => (taskId === null ? null : loaders.task.load(taskId)),
    }),
    taskId: t.exposeID('taskId', { nullable: true, description: 'The id of the task it happened to.' }),
    taskKey: t.string({
      nullable: true,
      description: 'The key of the task it happened to.',
      resolve: async ({ taskId }, _, { loaders }) => (taskId === null ? null : ((await loaders.task.load(taskId))?.key ?? null)),
    }),
    subjectId: t.exposeID('subjectId', {
      nullable: true,
      description: 'The id of what else it is about: a dependency, claim, member, token and so on.',
    }),
    changes: t.field({
      type: [ChangeType],
      description: 'The fields it changed.',
      resolve: ({ changes }) => JSON.parse(changes) as Change[],
    }),
    data: t.field({ type: 'JSON', description: 'Further facts of this action.', resolve: ({ data }): unknown => JSON.parse(data) }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it happened.' }),
    requestId: t.string({
      nullable: true,
      description: 'The id of the request, as in the logs; null unless you own the project.',
      resolve: async (event, _, context) => ((await seesOrigin(event, context)) ? event.requestId : null),
    }),
    address: t.string({
      nullable: true,
      description: "The caller's address; null unless you own the project.",
      resolve: async (event, _, context) => ((await seesOrigin(event, context)) ? event.address : null),
    }),
    userAgent: t.string({
      nullable: true,
      description: "The caller's program; null unless you own the project.",
      resolve: async (event, _, context) => ((await seesOrigin(event, context)) ? event.userAgent : null),
    }),
  }),
})

nodeType('Event', /^evt_.+_\d+$/, (id, _, { loaders }) => loaders.event.load(id.slice('evt_'.length)))

export const EventFilter = builder.inputType('EventFilter', {
  description: 'Which events are listed: those that fit every condition that is given.',
  fields: (t) => ({
    actor: t.id({ description: 'By this actor: id or handle.' }),
    actions: t.field({ type: [EventAction], description: 'Of one of these kinds.' }),
    task: t.id({ description: 'About this task: id or key.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'At this time or later.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Before this time.' }),
  }),
})

export const EventConnection = connection<EventRow>('Event', 'events', {
  nodes: (t) => t.field({ type: [Event], description: 'The events of this page, newest first.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: Event, description: 'The event.', resolve: ({ node }) => node }),
})

builder.queryField('workspaceEvents', (t) =>
  t.field({
    type: EventConnection,
    nullable: true,
    description: 'What happened outside of projects, newest first: people, agents, tokens, sign-ins. null unless you are an admin.',
    args: { ...pageArgs(t), filter: t.arg({ type: EventFilter, description: 'Only those that fit.' }) },
    resolve: (_, args, context) =>
      callerOf(context).isAdmin ? listEvents(callerOf(context), { ...args, stream: WORKSPACE_STREAM }) : null,
  }),
)
