import { expect } from 'vitest'
import { db } from '#lib/db.ts'
import type { Acts, Stage } from './testing-stage.ts'
import { act } from './testing.ts'

const URL = 'https://hooks.example.org/in'

export const newWebhook = async ({ ann, web }: Stage): Promise<string> =>
  (await act(ann, 'createWebhook', { project: web.key, url: URL, name: 'CI' }, 'webhook { id }')).webhook.id

export async function newDelivery(stage: Stage) {
  const webhook = await newWebhook(stage)
  await act(stage.ann, 'testWebhook', { webhook }, 'delivery { id }')
  const { id } = await db().webhookDelivery.findFirstOrThrow({ where: { webhookId: webhook } })
  return { webhook, delivery: id }
}

/** What an owner does with webhooks. */
export const WEBHOOK_ACTS: Acts = {
  createWebhook: async ({ ann, web }) => [
    ann,
    { project: web.key, url: URL, name: ' CI ', actions: ['TASK_COMPLETED', 'TASK_CREATED', 'TASK_CREATED'] },
    'secret webhook { name url actions isEnabled failures earlierSecretUntil createdBy { id } project { key } }',
    {
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      webhook: {
        ...{ name: 'CI', url: URL, actions: ['TASK_COMPLETED', 'TASK_CREATED'], isEnabled: true, failures: 0, earlierSecretUntil: null },
        ...{ createdBy: { id: ann.actorId }, project: { key: web.key } },
      },
    },
  ],
  updateWebhook: async (stage) => [
    stage.ann,
    { webhook: await newWebhook(stage), name: 'Builds', isEnabled: false },
    'webhook { name url isEnabled version }',
    { webhook: { name: 'Builds', url: URL, isEnabled: false, version: 2 } },
  ],
  rotateWebhookSecret: async (stage) => [
    stage.ann,
    { webhook: await newWebhook(stage), graceHours: 2 },
    'secret webhook { earlierSecretUntil }',
    { secret: expect.stringMatching(/^whsec_/), webhook: { earlierSecretUntil: expect.any(String) } },
  ],
  deleteWebhook: async (stage) => {
    const webhook = await newWebhook(stage)
    return [stage.ann, { webhook }, 'deletedId project { key }', { deletedId: webhook, project: { key: stage.web.key } }]
  },
  testWebhook: async (stage) => [
    stage.ann,
    { webhook: await newWebhook(stage) },
    'webhook { waitingCount } delivery { action state attempts event { id } }',
    { webhook: { waitingCount: 1 }, delivery: { action: 'PING', state: 'PENDING', attempts: 0, event: null } },
  ],
  redeliverWebhook: async (stage) => {
    const { webhook, delivery } = await newDelivery(stage)
    return [
      stage.ann,
      { webhook, deliveries: [delivery] },
      'webhook { id } deliveries { action state }',
      { webhook: { id: webhook }, deliveries: [{ action: 'PING', state: 'PENDING' }] },
    ]
  },
}
