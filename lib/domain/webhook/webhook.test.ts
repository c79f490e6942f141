import { Webhook } from 'standardwebhooks'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { events, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openReceiver } from '#lib/testing/receiver.ts'
import { updateProject } from '../project/update.ts'
import type { ProjectRow } from '../task/types.ts'
import { createWebhook } from './create.ts'
import { deleteWebhook } from './delete.ts'
import { webhooksByIds, webhooksOf } from './queries.ts'
import { redeliverWebhook, testWebhook } from './redeliver.ts'
import { rotateWebhookSecret } from './rotate-secret.ts'
import { sweepDeliveries } from './sweep.ts'
import { bodyOf, deliver, log, row, titles } from './testing.ts'
import { updateWebhook } from './update.ts'

// The receivers stand for machines on the internet; the rest of this machine is private.
vi.hoisted(() => void (process.env.WEBHOOK_NETWORKS = '127.0.0.1'))

let ann: Caller
let web: ProjectRow
let receiver: Awaited<ReturnType<typeof openReceiver>>
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})
beforeEach(async () => {
  web = await project(ann)
  receiver = await openReceiver()
})
afterEach(() => receiver.close())

const add = (more: Partial<Parameters<typeof createWebhook>[1]> = {}) =>
  createWebhook(ann, { project: web.id, url: receiver.url, name: 'CI', actions: ['TASK_CREATED', 'TASK_UPDATED'], ...more })

describe('a webhook', () => {
  it('hears of what happens from now on, signed, in order and each once', async () => {
    await task(ann, web, { title: 'Before' })
    const { webhook, secret } = await add()
    for (const title of ['One', 'Two', 'Three']) await task(ann, web, { title })
    await deliver()
    await deliver()
    expect(titles(receiver.received)).toEqual(['One', 'Two', 'Three'])
    for (const { headers, body } of receiver.received)
      expect(new Webhook(secret ?? '').verify(body, headers as Record<string, string>)).toMatchObject({ type: 'TASK_CREATED' })
    const [first] = receiver.received
    const [created] = (await events({ stream: web.key })).filter(({ action }) => action === 'WEBHOOK_CREATED')
    expect(first?.headers['webhook-id']).toBe(`evt_${web.key}_${(created?.seq ?? 0) + 1}`)
    expect(first && bodyOf(first).data).toMatchObject({
      project: { key: web.key },
      actor: { handle: ann.handle, kind: 'PERSON' },
      task: { title: 'One', status: 'PENDING', priority: 'MEDIUM', url: expect.stringContaining(`/projects/${web.key}/tasks/`) },
    })
    expect((await log(webhook)).map(({ state, attempts, status, answer }) => ({ state, attempts, status, answer }))).toEqual(
      Array.from({ length: 3 }, () => ({ state: 'DELIVERED', attempts: 1, status: 200, answer: 'ok' })),
    )
  })

  it('hears of what its filter names, or of everything', async () => {
    await add({ actions: ['TASK_COMPLETED'] })
    const everything = await openReceiver()
    await add({ url: everything.url, actions: null })
    await task(ann, web)
    await deliver()
    expect(receiver.received).toHaveLength(0)
    expect(everything.received.map((one) => bodyOf(one).type)).toEqual(['WEBHOOK_CREATED', 'TASK_CREATED'])
    await everything.close()
  })

  it('never hears from where an actor called, and nothing shows its secret or path', async () => {
    const { webhook, secret } = await add({ url: `${receiver.url}?key=path-secret`, actions: null })
    await rotateWebhookSecret(ann, { webhook })
    await deliver()
    const sent = receiver.received.map(({ body }) => body).join()
    for (const word of ['userAgent', 'requestId', '"address"', ann.requestId]) expect(sent).not.toContain(word)
    const stored = JSON.stringify([await events({ stream: web.key }), await row(webhook), await db().idempotencyKey.findMany()])
    expect(stored).not.toContain(secret)
    expect(JSON.stringify(await events({ stream: web.key })) + sent).not.toContain('path-secret')
  })
})

describe('a secret', () => {
  it('is good beside its follower for the time that was asked for, and no longer', async () => {
    const { webhook, secret: old } = await add()
    const { secret: fresh } = await rotateWebhookSecret(ann, { webhook, graceHours: 1 })
    await task(ann, web)
    await deliver()
    const { headers, body } = receiver.received[0] ?? { headers: {}, body: '' }
    for (const secret of [old, fresh]) expect(new Webhook(secret ?? '').verify(body, headers as Record<string, string>)).toBeTruthy()
    await transaction([], (tx) => tx.webhook.update({ where: { id: webhook }, data: { earlierUntil: new Date(Date.now() - 1) } }))
    await task(ann, web)
    await deliver()
    const later = receiver.received[1] ?? { headers: {}, body: '' }
    expect(() => new Webhook(old ?? '').verify(later.body, later.headers as Record<string, string>)).toThrow('No matching signature found')
    expect(new Webhook(fresh ?? '').verify(later.body, later.headers as Record<string, string>)).toBeTruthy()
    await sweepDeliveries()
    expect(await row(webhook)).toMatchObject({ earlierSecret: null, earlierUntil: null })
  })

  it('is shown once: a repeated call has none', async () => {
    const first = await add({ idempotencyKey: 'once' })
    expect(await add({ idempotencyKey: 'once' })).toMatchObject({ webhook: first.webhook, secret: null, replayed: true })
  })
})

describe('switched off and on again', () => {
  it.each([
    [false, ['Now']],
    [true, ['Missed', 'Now']],
  ])('with catchUp %s it hears of %j', async (catchUp, heard) => {
    const { webhook } = await add()
    await updateWebhook(ann, { webhook, isEnabled: false })
    await task(ann, web, { title: 'Missed' })
    await deliver()
    await updateWebhook(ann, { webhook, isEnabled: true, catchUp })
    await task(ann, web, { title: 'Now' })
    await deliver()
    expect(titles(receiver.received)).toEqual(heard)
  })
})

describe('by hand', () => {
  it('a test is sent at once and once, also while it is off or another message is put off', async () => {
    receiver.answer((response) => response.writeHead(500).end())
    const { webhook } = await add()
    await task(ann, web)
    await deliver()
    await testWebhook(ann, { webhook })
    await updateWebhook(ann, { webhook, isEnabled: false })
    await testWebhook(ann, { webhook })
    await deliver()
    await deliver()
    expect(receiver.received.map((one) => bodyOf(one).type)).toEqual(['TASK_CREATED', 'PING', 'PING'])
    expect(await row(webhook)).toMatchObject({ failures: 1 })
  })

  it('a message is sent again under its id, as a new line; not one of another webhook, nor while it is off', async () => {
    const { webhook } = await add()
    const other = await add()
    await task(ann, web)
    await deliver()
    const [sent] = await log(webhook)
    await redeliverWebhook(ann, { webhook, deliveries: [sent?.id ?? ''] })
    await deliver()
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(1)
    expect(await log(webhook)).toHaveLength(2)
    await expect(redeliverWebhook(ann, { webhook: other.webhook, deliveries: [sent?.id ?? ''] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ field: 'deliveries.0' }],
    })
    await updateWebhook(ann, { webhook, isEnabled: false })
    await expect(redeliverWebhook(ann, { webhook, deliveries: [sent?.id ?? ''] })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('it can be removed while messages wait, and goes with its log', async () => {
    const { webhook } = await add()
    await task(ann, web)
    await deliver()
    await deleteWebhook(ann, { webhook })
    expect(await db().webhookDelivery.count({ where: { webhookId: webhook } })).toBe(0)
    await deliver()
  })
})

describe('who sees and changes it', () => {
  it('is an OWNER, also of an archived project; to a member it is refused and to a stranger it is not there', async () => {
    const { webhook } = await add()
    const viewer = await member(ann, web, 'VIEWER')
    const bob = await member(ann, web)
    const stranger = await person()
    for (const who of [viewer, bob, stranger]) {
      expect((await webhooksByIds(who, [webhook])).size).toBe(0)
      expect((await webhooksOf(who, [web.id])).get(web.id)).toBeUndefined()
    }
    for (const [who, code] of [
      [bob, 'FORBIDDEN'],
      [viewer, 'FORBIDDEN'],
      [stranger, 'NOT_FOUND'],
    ] as const) {
      await expect(createWebhook(who, { project: web.id, url: receiver.url })).rejects.toMatchObject({ code })
      for (const act of [updateWebhook, deleteWebhook, rotateWebhookSecret, testWebhook])
        await expect(act(who, { webhook })).rejects.toMatchObject({ code })
    }
    await updateProject(ann, { project: web.id, status: 'ARCHIVED' })
    await updateWebhook(ann, { webhook, isEnabled: false })
    expect((await webhooksOf(ann, [web.id])).get(web.id)).toMatchObject([{ id: webhook, isEnabled: false }])
  })
})

it('the log is kept for 30 days', async () => {
  const { webhook } = await add()
  await task(ann, web)
  await task(ann, web)
  await deliver()
  const [old] = await log(webhook)
  await transaction([], (tx) =>
    tx.webhookDelivery.update({ where: { id: old?.id ?? '' }, data: { createdAt: new Date(Date.now() - 31 * 24 * 3600_000) } }),
  )
  await sweepDeliveries()
  expect((await log(webhook)).map(({ id }) => id)).not.toContain(old?.id)
  expect(await log(webhook)).toHaveLength(1)
})
