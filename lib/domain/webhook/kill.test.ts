import { once } from 'node:events'
import { expect, it, vi } from 'vitest'
import { person, project, task } from '#lib/testing/builders.ts'
import { startChild } from '#lib/testing/child.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openReceiver } from '#lib/testing/receiver.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { createWebhook } from './create.ts'
import { listDeliveries } from './queries.ts'

vi.hoisted(() => void (process.env.WEBHOOK_NETWORKS = '127.0.0.1'))
const TASKS = 12

it('every message arrives, in order, although the sender is killed with kill -9 in the middle of one', async () => {
  const { url } = await testDatabase()
  const ann = await person()
  for (let round = 0; round < rounds(10); round++) {
    const web = await project(ann)
    let died = Promise.resolve<unknown>(null)
    const receiver = await openReceiver((response, count) => {
      // The message has arrived and its answer never does.
      if (count === 4) died = kill()
      else response.end()
    })
    const { webhook } = await createWebhook(ann, { project: web.id, url: receiver.url, actions: ['TASK_CREATED'] })
    for (let i = 0; i < TASKS; i++) await task(ann, web, { title: String(i) })
    let sender = startChild('lib/testing/webhook-sender.ts', [url])
    const kill = () => {
      sender.kill('SIGKILL')
      return once(sender, 'close')
    }
    await vi.waitFor(() => expect(receiver.received.length).toBe(4), { timeout: 40_000 })
    await died
    sender = startChild('lib/testing/webhook-sender.ts', [url])
    await vi.waitFor(
      async () => {
        const { rows } = await listDeliveries({ webhook, first: 100 })
        expect(rows.filter(({ state }) => state === 'DELIVERED')).toHaveLength(TASKS)
      },
      { timeout: 40_000, interval: 100 },
    )
    await kill()
    const ids = receiver.received.map(({ headers }) => String(headers['webhook-id']))
    expect(ids[4]).toBe(ids[3])
    expect([...new Set(ids)]).toEqual([...new Set(ids)].toSorted((a, b) => Number(a.split('_')[2]) - Number(b.split('_')[2])))
    expect(new Set(ids).size).toBe(TASKS)
    expect(ids).toHaveLength(TASKS + 1)
    await receiver.close()
  }
})
