import { markNotifications } from '#lib/domain/notification/mark.ts'
import { inboxCounts, type InboxCounts, listInbox, unreadCount } from '#lib/domain/notification/queries.ts'
import { NOTIFICATION_REASONS, type NotificationReason as Reason } from '#lib/events.ts'
import { builder, callerOf, enumOf } from './builder.ts'
import { connection, pageArgs } from './connection.ts'
import type { Loaders } from './loaders.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { ContextEntry, Event, Notification, type NotificationRow, Project, Question, Task } from './refs.ts'

export const NotificationReason = enumOf('NotificationReason', 'Why a notification reached you.', NOTIFICATION_REASONS)
const NotificationState = enumOf('NotificationState', 'What you have done with a notification.', {
  UNREAD: 'Nothing yet.',
  READ: 'Seen it.',
  DONE: 'Finished with it.',
  SNOOZED: 'Put it off.',
})

Notification.implement({
  description: 'An event that concerns you.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({ description: '`ntf_`, your own id without its prefix, `_` and the number.', resolve: notificationId }),
    seq: t.exposeInt('seq', { description: 'Counts from 1 within your inbox: a cursor for `notificationReceived`.' }),
    reason: t.field({ type: NotificationReason, description: 'Why it reached you.', resolve: ({ reason }) => reason as Reason }),
    state: t.expose('state', { type: NotificationState, description: 'What you have done with it.' }),
    snoozedUntil: t.expose('snoozedUntil', { type: 'DateTime', nullable: true, description: 'When a snoozed one comes back.' }),
    event: t.field({
      type: Event,
      nullable: true,
      description: 'What happened; null when you no longer see its project.',
      resolve: ({ stream, eventSeq }, _, { loaders }) => loaders.event.load(`${stream}_${eventSeq}`),
    }),
    task: t.field({
      type: Task,
      nullable: true,
      description: 'The task it is about; null when you no longer see it.',
      resolve: ({ taskId }, _, { loaders }) => (taskId === null ? null : loaders.task.load(taskId)),
    }),
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project it is about; null when you no longer see it.',
      resolve: ({ projectId }, _, { loaders }) => (projectId === null ? null : loaders.project.load(projectId)),
    }),
    entry: t.field({
      type: ContextEntry,
      nullable: true,
      description: 'What was written, when it is about a context entry: body, author, priority.',
      resolve: async (row, _, { loaders }) => {
        const id = await subjectOf(row, loaders)
        return id?.startsWith('ctx_') ? loaders.contextEntry.load(id) : null
      },
    }),
    question: t.field({
      type: Question,
      nullable: true,
      description: 'The question as it is now, when it is about one: with its answer once there is one.',
      resolve: async (row, _, { loaders }) => {
        const id = await subjectOf(row, loaders)
        return id?.startsWith('qst_') ? loaders.question.load(id) : null
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it reached you.' }),
  }),
})

async function subjectOf({ stream, eventSeq }: NotificationRow, loaders: Loaders) {
  return (await loaders.event.load(`${stream}_${eventSeq}`))?.subjectId ?? null
}

function notificationId({ recipientId, seq }: NotificationRow) {
  return `ntf_${recipientId.slice('act_'.length)}_${seq}`
}

nodeType('Notification', /^ntf_.+_\d+$/, async (id, { actorId }, { loaders }) => {
  const [recipient, seq] = id.slice('ntf_'.length).split('_')
  return `act_${recipient}` === actorId ? loaders.notification.load(Number(seq)) : null
})

const NotificationConnection = connection<NotificationRow>('Notification', 'notifications', {
  nodes: (t) =>
    t.field({ type: [Notification], description: 'The notifications of this page, newest first.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: Notification, description: 'The notification.', resolve: ({ node }) => node }),
})

const Counts = builder.objectRef<InboxCounts>('InboxCounts').implement({
  description: 'How many of your notifications are in each state.',
  fields: (t) => ({
    unread: t.exposeInt('unread', { description: 'Unread ones, with those whose snooze is over.' }),
    read: t.exposeInt('read', { description: 'Read ones.' }),
    snoozed: t.exposeInt('snoozed', { description: 'Those that come back later.' }),
    done: t.exposeInt('done', { description: 'Finished ones.' }),
    nextReturn: t.expose('nextReturn', { type: 'DateTime', nullable: true, description: 'When the next snoozed one comes back.' }),
  }),
})

builder.queryFields((t) => ({
  inbox: t.field({
    type: NotificationConnection,
    description: 'Your notifications, newest first.',
    args: {
      ...pageArgs(t),
      states: t.arg({
        type: [NotificationState],
        required: true,
        defaultValue: ['UNREAD', 'READ'],
        description: 'In one of these states.',
      }),
      reasons: t.arg({ type: [NotificationReason], description: 'Only those that reached you for one of these reasons.' }),
    },
    resolve: (_, args, context) => listInbox(callerOf(context), args),
  }),
  inboxCounts: t.field({
    type: Counts,
    description: 'How many of your notifications are in each state.',
    resolve: (_, __, context) => inboxCounts(callerOf(context)),
  }),
  unreadCount: t.int({
    description: 'How many of your notifications are unread.',
    resolve: (_, __, context) => unreadCount(callerOf(context)),
  }),
}))

mutation('markNotifications', {
  description: 'Marks notifications as unread, read, done or snoozed.',
  input: (t) => ({
    seqs: t.intList({ description: 'The numbers of the notifications.' }),
    all: t.boolean({ description: 'All that are not done, instead of `seqs`.' }),
    from: t.field({ type: [NotificationState], description: 'With `all`: those in one of these states instead.' }),
    state: t.field({ type: NotificationState, required: true, description: 'What to mark them as.' }),
    snoozedUntil: t.field({ type: 'DateTime', description: 'Until when; required with SNOOZED.' }),
  }),
  resolve: (caller, input) => markNotifications(caller, input),
  success: (t) => ({
    unreadCount: t.int({ description: 'How many are unread now.', resolve: (_, __, context) => unreadCount(callerOf(context)) }),
    seqs: t.intList({ description: 'The numbers of those that were marked, the newest 10,000.', resolve: ({ seqs }) => [...seqs] }),
    notifications: t.field({
      type: [Notification],
      description: 'Those that were marked, as they are now: the newest 1,000.',
      resolve: async ({ seqs }, _, { loaders }) => {
        const rows = await Promise.all(seqs.slice(0, 1_000).map((seq) => loaders.notification.load(seq)))
        return rows.filter((row) => row !== null)
      },
    }),
  }),
})
