import { createWebhook } from '#lib/domain/webhook/create.ts'
import { deleteWebhook } from '#lib/domain/webhook/delete.ts'
import { actionsOf } from '#lib/domain/webhook/fields.ts'
import { messageOf, PING, type DeliveryRow } from '#lib/domain/webhook/message.ts'
import { listDeliveries } from '#lib/domain/webhook/queries.ts'
import { redeliverWebhook, testWebhook } from '#lib/domain/webhook/redeliver.ts'
import { rotateWebhookSecret } from '#lib/domain/webhook/rotate-secret.ts'
import { updateWebhook } from '#lib/domain/webhook/update.ts'
import { builder, enumOf, type Fields } from './builder.ts'
import { connection, pageArgs } from './connection.ts'
import { EventAction } from './event.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { Actor, Event, Project, Webhook, WebhookDelivery } from './refs.ts'

const DeliveryState = enumOf('DeliveryState', 'Where a delivery of a webhook stands.', {
  PENDING: 'It waits to be sent, for the first time or again.',
  DELIVERED: 'The receiver answered with 2xx.',
  FAILED: 'It was given up.',
})

WebhookDelivery.implement({
  description: 'One event on its way to one webhook. Lines of the log are kept for 30 days.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`dlv_` and 16 hexadecimal characters.' }),
    action: t.exposeString('action', { description: 'The action of its event, or `PING` for a test.' }),
    event: t.field({
      type: Event,
      nullable: true,
      description: 'The event; null for a test.',
      resolve: async ({ action, projectId, eventSeq }, _, { loaders }) => {
        const project = action === PING ? null : await loaders.project.load(projectId)
        return project && loaders.event.load(`${project.key}_${eventSeq}`)
      },
    }),
    state: t.expose('state', { type: DeliveryState, description: 'Where it stands.' }),
    attempts: t.exposeInt('attempts', { description: 'How often it was sent.' }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is sent next; null when it is over.',
    }),
    lastAttemptAt: t.expose('lastAttemptAt', { type: 'DateTime', nullable: true, description: 'When it was sent last.' }),
    status: t.exposeInt('status', { nullable: true, description: 'The HTTP status of the last answer; null when there was none.' }),
    answer: t.exposeString('answer', { description: 'How the last answer began, up to 500 characters.' }),
    error: t.exposeString('error', { description: 'Why the last attempt failed; empty when it did not.' }),
    durationMs: t.exposeInt('durationMs', { nullable: true, description: 'How long the last attempt took, in milliseconds.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When its event happened, or when it was asked for.' }),
    deliveredAt: t.expose('deliveredAt', { type: 'DateTime', nullable: true, description: 'When it was taken.' }),
  }),
})
nodeType('WebhookDelivery', /^dlv_/, (id, _, { loaders }) => loaders.webhookDelivery.load(id))

const DeliveryConnection = connection<DeliveryRow>('WebhookDelivery', 'deliveries', {
  nodes: (t) => t.field({ type: [WebhookDelivery], description: 'The deliveries of this page.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: WebhookDelivery, description: 'The delivery.', resolve: ({ node }) => node }),
})

Webhook.implement({
  description: "An address that hears of a project's events. Its owners alone see it.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`whk_` and 16 hexadecimal characters.' }),
    project: t.field({
      type: Project,
      description: 'Its project.',
      resolve: ({ projectId }, _, { loaders }) => loaders.aProject.load(projectId),
    }),
    name: t.exposeString('name', { description: 'What it is for; may be empty.' }),
    url: t.exposeString('url', { description: 'Where it sends to.' }),
    actions: t.field({ type: [EventAction], description: 'What it hears of; empty means everything.', resolve: actionsOf }),
    isEnabled: t.exposeBoolean('isEnabled', { description: 'Whether it sends.' }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was switched off because it kept failing; null otherwise.',
    }),
    disabledReason: t.exposeString('disabledReason', { description: 'Why it was switched off by itself; else empty.' }),
    failures: t.exposeInt('failures', { description: 'How many attempts have failed in a row.' }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when none has succeeded; null while it works.',
    }),
    earlierSecretUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when messages are signed with the secret of before too; null when there is none.',
      resolve: ({ earlierUntil }) => (earlierUntil && earlierUntil.getTime() > Date.now() ? earlierUntil : null),
    }),
    waitingCount: t.int({
      description: 'How many messages wait to be sent.',
      resolve: ({ id }, _, { loaders }) => loaders.waitingDeliveries.load(id),
    }),
    version: t.exposeInt('version', { description: 'Rises with each change.' }),
    createdBy: t.field({
      type: Actor,
      description: 'Who added it.',
      resolve: ({ createdById }, _, { loaders }) => loaders.anActor.load(createdById),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
    deliveries: t.field({
      type: DeliveryConnection,
      description: 'Its log, newest first.',
      args: { ...pageArgs(t), state: t.arg({ type: DeliveryState, description: 'Only those in this state.' }) },
      resolve: ({ id }, args) => listDeliveries({ ...args, webhook: id }),
    }),
  }),
})
nodeType('Webhook', /^whk_/, (id, _, { loaders }) => loaders.webhook.load(id))

builder.objectField(Project, 'webhooks', (t) =>
  t.field({
    type: [Webhook],
    nullable: true,
    description: 'Its webhooks, oldest first; null unless you may manage them.',
    resolve: ({ id }, _, { loaders }) => loaders.webhooks.load(id),
  }),
)

builder.queryField('webhookMessage', (t) =>
  t.string({
    nullable: true,
    description: 'The body that a delivery sends, as it would be sent now; null when you may not see it.',
    args: { delivery: t.arg.id({ required: true, description: 'The delivery: its id.' }) },
    resolve: async (_, { delivery: id }, { loaders }) => {
      const delivery = await loaders.webhookDelivery.load(id)
      const webhook = delivery && (await loaders.webhook.load(delivery.webhookId))
      return webhook && ((await messageOf(webhook, delivery))?.body ?? null)
    },
  }),
)

interface Outcome {
  webhook: string
  project: string
}
const webhookField = (t: Fields<Outcome>) =>
  t.field({
    type: Webhook,
    nullable: true,
    description: 'The webhook as it is now; null when you see it no more.',
    resolve: ({ webhook }, _, { loaders }) => loaders.webhook.load(webhook),
  })
const secretField = (t: Fields<Outcome & { secret: string | null }>) =>
  t.exposeString('secret', {
    nullable: true,
    description: 'The secret that messages are signed with, shown only here; null in a repeated call.',
  })
const ACTIONS = 'What it hears of; empty or left out: everything that happens in the project.'
const webhookRef = { required: true, description: 'The webhook: its id.' } as const

mutation('createWebhook', {
  description:
    'Adds a webhook to a project: what happens from now on is posted to an address as JSON, signed as Standard Webhooks says. Addresses that are not public are refused unless the operator allows them.',
  input: (t) => ({
    project: t.id({ required: true, description: 'The project: id or key.' }),
    url: t.string({ required: true, description: 'Where to post to: https or http, up to 2,000 characters.' }),
    name: t.string({ description: 'What it is for, up to 100 characters.' }),
    actions: t.field({ type: [EventAction], description: ACTIONS }),
  }),
  resolve: (caller, input) => createWebhook(caller, input),
  success: (t) => ({ webhook: webhookField(t), secret: secretField(t) }),
})

mutation('updateWebhook', {
  description: 'Changes a webhook, or switches it on or off. A field that is left out stays as it is.',
  input: (t) => ({
    webhook: t.id(webhookRef),
    url: t.string({ description: 'Where to post to. Messages that wait go there too.' }),
    name: t.string({ description: 'What it is for, up to 100 characters.' }),
    actions: t.field({ type: [EventAction], description: ACTIONS }),
    isEnabled: t.boolean({ description: 'Whether it sends.' }),
    catchUp: t.boolean({ description: 'When it is switched on: send what happened while it was off too. Default: no.' }),
  }),
  resolve: (caller, input) => updateWebhook(caller, input),
  success: (t) => ({ webhook: webhookField(t) }),
})

mutation('rotateWebhookSecret', {
  description: 'Gives a webhook a new secret. For a while messages are signed with both, so that the receiver can change over.',
  input: (t) => ({
    webhook: t.id(webhookRef),
    graceHours: t.int({ description: 'For how many hours the old secret is good too, 0 to 168. Default: 24.' }),
  }),
  resolve: (caller, input) => rotateWebhookSecret(caller, input),
  success: (t) => ({ webhook: webhookField(t), secret: secretField(t) }),
})

mutation('deleteWebhook', {
  description: 'Removes a webhook and its log for good.',
  input: (t) => ({ webhook: t.id(webhookRef) }),
  resolve: (caller, input) => deleteWebhook(caller, input),
  success: (t) => ({
    deletedId: t.id({ description: 'The id that it had.', resolve: ({ webhook }) => webhook }),
    project: t.field({
      type: Project,
      description: 'Its project.',
      resolve: ({ project }, _, { loaders }) => loaders.aProject.load(project),
    }),
  }),
})

mutation('testWebhook', {
  description: 'Sends a message of type PING once, also while the webhook is switched off. Its line in the log tells what came of it.',
  input: (t) => ({ webhook: t.id(webhookRef) }),
  resolve: (caller, input) => testWebhook(caller, input),
  success: (t) => ({
    webhook: webhookField(t),
    delivery: t.field({
      type: WebhookDelivery,
      nullable: true,
      description: 'Its line in the log, as it is now.',
      resolve: ({ delivery }, _, { loaders }) => loaders.webhookDelivery.load(delivery),
    }),
  }),
})

mutation('redeliverWebhook', {
  description: 'Sends messages of the log once more, under the same message ids, each as a new line of the log.',
  input: (t) => ({
    webhook: t.id(webhookRef),
    deliveries: t.idList({ required: true, description: 'The deliveries: ids of its log, up to 100.' }),
  }),
  resolve: (caller, input) => redeliverWebhook(caller, input),
  success: (t) => ({
    webhook: webhookField(t),
    deliveries: t.field({
      type: [WebhookDelivery],
      description: 'The new lines of its log.',
      resolve: async ({ deliveries }, _, { loaders }) => {
        const rows = await Promise.all(deliveries.map((id) => loaders.webhookDelivery.load(id)))
        return rows.filter((row) => row !== null)
      },
    }),
  }),
})
