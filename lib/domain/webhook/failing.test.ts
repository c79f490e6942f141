import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { transaction } from '#lib/db.ts'
import { inbox, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openReceiver } from '#lib/testing/receiver.ts'
import type { ProjectRow } from '../task/types.ts'
import { MAX_ATTEMPTS, pauseAfter } from './backoff.ts'
import { createWebhook } from './create.ts'
import { Deliveries } from './deliver.ts'
import { IN_ORDER } from './due.ts'
import { deliver, log, passTime, row, titles } from './testing.ts'

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
