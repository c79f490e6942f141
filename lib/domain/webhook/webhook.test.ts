import { Webhook } from 'standardwebhooks'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { events, inbox, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openReceiver, type Received } from '#lib/testing/receiver.ts'
import { updateProject } from '../project/update.ts'
import type { ProjectRow } from '../task/types.ts'
import { MAX_ATTEMPTS, pauseAfter } from './backoff.ts'
import { createWebhook } from './create.ts'
import { deleteWebhook } from './delete.ts'
import { Deliveries } from './deliver.ts'
import { IN_ORDER } from './due.ts'
import { listDeliveries, webhooksByIds, webhooksOf } from './queries.ts'
import { redeliverWebhook, testWebhook } from './redeliver.ts'
import { rotateWebhookSecret } from './rotate-secret.ts'
import { sweepDeliveries } from './sweep.ts'
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
const row = (id: string) => db().webhook.findUniqueOrThrow({ where: { id } })
const log = async (webhook: string) => (await listDeliveries({ webhook, first: 100 })).rows.toReversed()
const bodyOf = ({ body }: Received) => JSON.parse(body) as { type: string; timestamp: string; data: { task: { title: string } | null } }
const titles = (received: readonly Received[]) => received.map((one) => bodyOf(one).data.task?.title)

async function deliver(sending: ConstructorParameters<typeof Deliveries>[1] = {}) {
  const deliveries = new Deliveries(new AbortController().signal, { timeoutMs: 2_000, ...sending })
  await deliveries.begin()
  await deliveries.settled()
}

/** Lets the pauses before the next attempts pass. */
const passTime = (webhookId: string) =>
  transaction([], (tx) =>
    tx.webhookDelivery.updateMany({ where: { webhookId, state: 'PENDING' }, data: { nextAttemptAt: new Date(Date.now() - 1000) } }),
  )

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

describe('a receiver that fails', () => {
  it('gets the message again, later each time, and what follows waits a while to stay in order', async () => {
    let isDown = true
    receiver.answer((response) => response.writeHead(isDown ? 503 : 200).end(isDown ? 'not now' : ''))
    const { webhook } = await add()
    for (const title of ['One', 'Two']) await task(ann, web, { title })
    await deliver()
    const [first, second] = await log(webhook)
    expect(first).toMatchObject({ state: 'PENDING', attempts: 1, status: 503, error: 'It answered 503.', answer: 'not now' })
    expect(second).toMatchObject({ attempts: 0 })
    expect(first?.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now() + 3_000)
    await deliver()
    expect(receiver.received).toHaveLength(1)
    isDown = false
    await passTime(webhook)
    await deliver()
    expect(titles(receiver.received)).toEqual(['One', 'One', 'Two'])
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
    expect(await row(webhook)).toMatchObject({ failures: 0, failingSince: null })
  })

  it('with one message alone holds up the others no longer than a few attempts', async () => {
    receiver.answer((response, count) => response.writeHead(titles(receiver.received)[count - 1] === 'Bad' ? 500 : 200).end())
    const { webhook } = await add()
    for (const title of ['Bad', 'Good']) await task(ann, web, { title })
    for (let i = 0; i < IN_ORDER; i++) {
      await deliver()
      await passTime(webhook)
    }
    await deliver()
    expect(titles(receiver.received)).toEqual(['Bad', 'Bad', 'Bad', 'Bad', 'Good', 'Bad'])
    expect((await log(webhook)).map(({ state }) => state)).toEqual(['PENDING', 'DELIVERED'])
  })

  it.each([
    ['429 and a number of seconds', 429, () => '600', 600_000],
    ['503 and a time', 503, () => new Date(Date.now() + 900_000).toUTCString(), 900_000],
    ['429 and years', 429, () => '999999999', 6 * 3600_000],
    ['503 and less than it would wait anyway', 503, () => '1', 5_000],
  ])('with %s is left alone for so long', async (_, status, value, ms) => {
    receiver.answer((response) => response.writeHead(status, { 'retry-after': value() }).end())
    const { webhook } = await add()
    await task(ann, web)
    const before = Date.now()
    await deliver({ random: () => 0.5 })
    const next = (await log(webhook))[0]?.nextAttemptAt?.getTime() ?? 0
    // A time of HTTP has no parts of a second.
    expect(next).toBeGreaterThanOrEqual(before + ms - 1_000)
    expect(next).toBeLessThanOrEqual(Date.now() + ms)
  })

  it('for long is switched off when a message is given up, and its owners are told', async () => {
    receiver.answer((response) => response.writeHead(500).end())
    const owner = await member(ann, web, 'OWNER')
    const bystander = await member(ann, web)
    const { webhook } = await add()
    await task(ann, web)
    for (let i = 0; i < MAX_ATTEMPTS - 1; i++) {
      await deliver()
      await passTime(webhook)
    }
    expect(await row(webhook)).toMatchObject({ isEnabled: true, failures: MAX_ATTEMPTS - 1 })
    await transaction([], (tx) =>
      tx.webhook.update({ where: { id: webhook }, data: { failingSince: new Date(Date.now() - 13 * 3600_000) } }),
    )
    await deliver()
    expect(await row(webhook)).toMatchObject({ isEnabled: false, disabledReason: expect.stringContaining('It answered 500.') })
    expect((await log(webhook))[0]).toMatchObject({ state: 'FAILED', attempts: MAX_ATTEMPTS, nextAttemptAt: null })
    for (const who of [ann, owner]) expect((await inbox(who)).at(-1)).toMatchObject({ reason: 'WEBHOOK_DISABLED' })
    expect((await inbox(bystander)).map(({ reason }) => reason)).not.toContain('WEBHOOK_DISABLED')
    await task(ann, web, { title: 'Later' })
    await deliver()
    expect(receiver.received).toHaveLength(MAX_ATTEMPTS)
  })

  it('with 410 is switched off at once', async () => {
    receiver.answer((response) => response.writeHead(410).end())
    const { webhook } = await add()
    await task(ann, web)
    await deliver()
    expect(await row(webhook)).toMatchObject({ isEnabled: false, disabledReason: expect.stringContaining('410') })
  })

  it('by stalling keeps no other waiting', async () => {
    const stalling = await openReceiver(() => {})
    const slow = await add({ url: stalling.url })
    await add()
    await task(ann, web)
    const deliveries = new Deliveries(new AbortController().signal, { timeoutMs: 1_000 })
    await deliveries.begin()
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 900 })
    await deliveries.settled()
    expect((await log(slow.webhook))[0]).toMatchObject({ attempts: 1, status: null, error: 'There was no answer within 1 s.' })
    await stalling.close()
  })

  it('by leading to a private address is not reached, and the log says why', async () => {
    const inside = await openReceiver(undefined, '127.0.0.2')
    receiver.answer((response) => response.writeHead(307, { location: inside.url }).end())
    const { webhook } = await add()
    const named = await add({ url: `http://rebinding.example:${inside.port}/` })
    await task(ann, web)
    await deliver({ resolve: () => Promise.resolve([{ address: '127.0.0.2', family: 4 }]) })
    for (const id of [webhook, named.webhook]) expect((await log(id))[0]?.error).toContain('is at 127.0.0.2, which is not a public address')
    expect(inside.received).toEqual([])
    await inside.close()
  })

  it.each(['http://127.0.0.2/', 'http://[::1]/', 'http://169.254.169.254/latest', 'ftp://example.org', 'x', 'https://a:b@example.org'])(
    'is refused when it is entered as %s',
    async (url) => {
      await expect(add({ url })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field: 'url' }] })
    },
  )
})

it('pauses grow, a fifth longer or shorter, until it is given up', () => {
  const pauses = Array.from({ length: MAX_ATTEMPTS }, (_, i) => pauseAfter(i + 1, 0.5))
  expect(pauses.slice(0, -1)).toEqual(pauses.slice(0, -1).toSorted((a, b) => (a ?? 0) - (b ?? 0)))
  expect(pauses.at(-1)).toBeNull()
  expect([pauseAfter(1, 0), pauseAfter(1, 1)]).toEqual([4_000, 6_000])
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
