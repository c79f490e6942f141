import { inboxStream, projectStream, taskStream, type Resync as ResyncRow } from '#lib/domain/event/stream.ts'
import { importStream } from '#lib/domain/import/stream.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { UnauthenticatedError } from '#lib/errors.ts'
import { builder, callerOf } from './builder.ts'
import type { Context } from './context.ts'
import { createLoaders } from './loaders.ts'
import { Event, type EventRow, Import, Notification, type NotificationRow } from './refs.ts'
import { whileValid } from './revocation.ts'

const Resync = builder.objectRef<ResyncRow>('Resync').implement({
  description: 'The cursor was ahead of the stream or too far behind it: read everything again and go on from `seq`.',
  fields: (t) => ({
    seq: t.exposeInt('seq', { description: 'The number of the last event.' }),
    message: t.exposeString('reason', { description: 'What was wrong with the cursor.' }),
  }),
})
const isResync = (value: object): value is ResyncRow => 'reason' in value && !('stream' in value)

const EventPayload = builder.unionType('EventPayload', {
  description: 'What a stream of events carries.',
  types: [Event, Resync],
  resolveType: (value) => (isResync(value) ? 'Resync' : 'Event'),
})
const NotificationPayload = builder.unionType('NotificationPayload', {
  description: 'What the stream of your notifications carries.',
  types: [Notification, Resync],
  resolveType: (value) => (isResync(value) ? 'Resync' : 'Notification'),
})

function watch<T>(context: Context, open: (caller: Caller) => AsyncIterable<T>) {
  const caller = callerOf(context)
  return whileValid(caller, open(caller))
}

/** The end of its caller's session comes in the place of a payload. Objects are read anew for each. */
function payload<T>(value: T | UnauthenticatedError, _: unknown, context: Context): T {
  if (value instanceof UnauthenticatedError) throw value
  context.loaders = createLoaders(callerOf(context))
  return value
}

const AFTER = 'Go on after the event with this number, if you have seen any; without it, from now on.'

builder.subscriptionFields((t) => ({
  projectEvents: t.field({
    type: EventPayload,
    description: 'What happens in a project, in order.',
    args: {
      project: t.arg.id({ required: true, description: 'The project: id or key.' }),
      after: t.arg.int({ description: AFTER }),
    },
    subscribe: (_, { project, after }, context) => watch<EventRow | ResyncRow>(context, (caller) => projectStream(caller, project, after)),
    resolve: payload,
  }),
  taskChanged: t.field({
    type: EventPayload,
    description: 'What happens to a task, in order.',
    args: {
      task: t.arg.id({ required: true, description: 'The task: id or key.' }),
      after: t.arg.int({ description: AFTER }),
    },
    subscribe: (_, { task, after }, context) => watch<EventRow | ResyncRow>(context, (caller) => taskStream(caller, task, after)),
    resolve: payload,
  }),
  notificationReceived: t.field({
    type: NotificationPayload,
    description: 'The notifications that reach you, in order.',
    args: { after: t.arg.int({ description: 'Go on after the notification with this number; without it, from now on.' }) },
    subscribe: (_, { after }, context) => watch<NotificationRow | ResyncRow>(context, (caller) => inboxStream(caller, after)),
    resolve: payload,
  }),
  importChanged: t.field({
    type: Import,
    description: 'An import as it is now, and again whenever it has come further.',
    args: { import: t.arg.id({ required: true, description: 'Its id.' }) },
    subscribe: (_, { import: id }, context) => watch(context, (caller) => importStream(caller, id)),
    resolve: payload,
  }),
}))
