import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { person, project, task } from '#lib/testing/builders.ts'
import { startChild } from '#lib/testing/child.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openReceiver } from '#lib/testing/receiver.ts'
import type { ProjectRow } from '../task/types.ts'
import { createWebhook } from './create.ts'
import { Deliveries } from './deliver.ts'
import { listDeliveries } from './queries.ts'
import { rotateWebhookSecret } from './rotate-secret.ts'

vi.hoisted(() => {
  process.env.WEBHOOK_NETWORKS = '127.0.0.1'
  process.env.LOG_LEVEL = 'trace'
  process.env.LOG_FORMAT = 'json'
})

let url: string
let ann: Caller
let web: ProjectRow
let receiver: Awaited<ReturnType<typeof openReceiver>>
beforeAll(async () => {
  url = (await testDatabase()).url
  ann = await person()
  receiver = await openReceiver()
})
beforeEach(async () => {
  web = await project(ann)
})
afterAll(() => receiver.close())

const add = (address: string) => createWebhook(ann, { project: web.id, url: address, actions: ['TASK_CREATED'] })
const row = (id: string) => db().webhook.findUniqueOrThrow({ where: { id } })
const rows = async (webhook: string) => (await listDeliveries({ webhook, first: 100 })).rows

it('an address that is refused is not said again', async () => {
  for (const address of [
    'ftp://example.org/path-secret',
    'http://127.0.0.2/path-secret',
    'https://u:path-secret@example.org',
    'path-secret',
  ]) {
    const refusal = await add(address).catch((error: Error) => JSON.stringify({ ...error, message: error.message }))
    expect(refusal).toContain('INVALID_INPUT')
    expect(refusal).not.toContain('path-secret')
  }
})

it('a secret whose key is gone is a failed attempt that says what to do, and its follower is signed with at once', async () => {
  const { webhook } = await add(receiver.url)
  const elsewhere = (await row(webhook)).secret.replace(/^[^.]+/, '0badc0de')
  await transaction([], (tx) => tx.webhook.update({ where: { id: webhook }, data: { secret: elsewhere } }))
  const before = receiver.received.length
  await task(ann, web)
  await deliver()
  expect((await rows(webhook))[0]).toMatchObject({ state: 'PENDING', attempts: 1, error: expect.stringContaining('make a new secret') })
  await rotateWebhookSecret(ann, { webhook })
  await transaction([], (tx) => tx.webhookDelivery.updateMany({ where: { webhookId: webhook }, data: { nextAttemptAt: new Date(0) } }))
  await deliver()
  expect((await rows(webhook))[0]).toMatchObject({ state: 'DELIVERED' })
  expect(String(receiver.received[before]?.headers['webhook-signature']).split(' ')).toHaveLength(1)
})

it('what a server writes while it sends, fails to and breaks holds no secret, signature, path or payload; nor do its errors', async () => {
  receiver.answer((response, count) => response.writeHead(count === 1 ? 500 : 200).end())
  const reached = await add(`${receiver.url}?key=path-secret`)
  const others = [await add('http://127.0.0.1:1/path-secret'), await add('https://nowhere.invalid/?path-secret')]
  const { secret: fresh } = await rotateWebhookSecret(ann, { webhook: reached.webhook })
  await task(ann, web, { title: 'payload-secret', description: 'payload-secret' })
  await task(ann, web, { title: 'payload-secret' })
  // What no program can read is a fault of ours, which is logged.
  const { key, seq } = await db().project.findUniqueOrThrow({ where: { id: web.id } })
  await transaction([], (tx) => tx.event.update({ where: { stream_seq: { stream: key, seq } }, data: { changes: 'x' } }))
  const written = await whileSending(async (soFar) => {
    expect(soFar()).toContain('a webhook could not be served')
    for (const { webhook } of others) expect((await rows(webhook)).some(({ error }) => error !== '')).toBe(true)
  })
  const signatures = receiver.received.flatMap(({ headers }) => String(headers['webhook-signature']).split(/[ ,]/))
  const secrets = [reached.secret, fresh, ...others.map(({ secret }) => secret)].map((one) => String(one).replace('whsec_', ''))
  const sealed = (await Promise.all([reached, ...others].map(({ webhook }) => row(webhook)))).map(({ secret }) => secret)
  const errors = JSON.stringify(
    (await Promise.all([reached, ...others].map(({ webhook }) => rows(webhook)))).flat().map(({ error }) => error),
  )
  expect(signatures.length).toBeGreaterThan(2)
  for (const word of ['path-secret', 'payload-secret', ...signatures.filter((one) => one.length > 2), ...secrets, ...sealed])
    for (const text of [written, errors]) expect(text).not.toContain(word)
})

async function deliver() {
  const deliveries = new Deliveries(new AbortController().signal)
  await deliveries.begin()
  await deliveries.settled()
}

/** Everything that a process of its own writes until this holds. */
async function whileSending(holds: (soFar: () => string) => Promise<void>): Promise<string> {
  const sender = startChild('lib/testing/webhook-sender.ts', [url])
  let written = ''
  for (const stream of [sender.stdout, sender.stderr]) stream.on('data', (part) => (written += String(part)))
  await vi.waitFor(() => holds(() => written), { timeout: 50_000, interval: 100 })
  sender.kill('SIGKILL')
  await once(sender, 'close')
  return written
}
