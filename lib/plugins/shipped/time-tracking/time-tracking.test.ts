import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { transaction } from '#lib/db.ts'
import { chunks } from '#lib/chunks.ts'
import { reap } from '#lib/domain/claim/reap.ts'
import { storeWrite } from '#lib/domain/plugin/store.ts'
import { setMember } from '#lib/domain/project/set-member.ts'
import { updateProject } from '#lib/domain/project/update.ts'
import { assignTask } from '#lib/domain/task/assign.ts'
import { claimTask } from '#lib/domain/task/claim.ts'
import { completeTask } from '#lib/domain/task/complete.ts'
import { deleteTask } from '#lib/domain/task/delete.ts'
import { startTask } from '#lib/domain/task/start.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import type { EventAction } from '#lib/events.ts'
import { agent, lapse, member, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openPlugin } from '../testing.ts'
import { keeping, monthsOf } from './entry.ts'

const NAME = 'time-tracking'
let ann: Caller
let web: ProjectRow
let bolt: Caller
let plugin: Awaited<ReturnType<typeof openPlugin>>

beforeAll(async () => {
  await testDatabase()
  plugin = await openPlugin(NAME)
})
beforeEach(async () => {
  ann = await person()
  web = await project(ann)
  bolt = await agent(ann, { project: web })
  await plugin.caughtUp(web)
})
afterAll(() => plugin.stop())

/** While it is away: acts happen, and are given the times that the test is about. */
async function meanwhile(acts: () => Promise<unknown>) {
  await plugin.stop()
  await acts()
  plugin = await openPlugin(NAME)
  await plugin.caughtUp(web)
}
const happened = (taskId: string, action: EventAction, at: string) =>
  transaction([], (tx) => tx.event.updateMany({ where: { taskId, action }, data: { createdAt: new Date(at) } }))
const report = (given: Record<string, unknown>, by = ann) => plugin.run(by, 'report', web, { period: 'all', ...given })
const entries = async (given: Record<string, unknown> = {}) => (await plugin.run(ann, 'entries', web, { period: 'all', ...given })).rows

describe('work on a task', () => {
  it('becomes an entry from its claim until it is completed, reported by task, agent and day', async () => {
    const one = await task(ann, web, { title: 'Paint' })
    await meanwhile(async () => {
      const { fence } = await claimTask(bolt, { task: one.id })
      await completeTask(bolt, { task: one.id, fence })
      await happened(one.id, 'TASK_CLAIMED', '2026-03-31T22:00:00Z')
      await happened(one.id, 'TASK_COMPLETED', '2026-04-01T01:30:00Z')
    })
    expect(await entries()).toMatchObject([
      { task: one.key, actor: bolt.handle, day: '2026-03-31', hours: 3.5, origin: 'status', start: '2026-03-31T22:00:00.000Z' },
    ])
    expect((await report({ by: 'task' })).rows).toEqual([{ key: one.key, hours: 3.5, entries: 1, actors: 1 }])
    expect((await report({ by: 'agent' })).rows).toEqual([{ key: bolt.handle, hours: 3.5, entries: 1, tasks: 1 }])
    expect((await report({ by: 'day' })).rows).toMatchObject([
      { key: '2026-03-31', hours: 2 },
      { key: '2026-04-01', hours: 1.5 },
    ])
    expect((await report({ by: 'task', from: '2026-04-01' })).rows).toMatchObject([{ key: one.key, hours: 1.5 }])
    expect((await report({ by: 'task', to: '2026-03-30' })).markdown).toBe('**0 min** in all')
  })

  it('that is seen again makes no second entry', async () => {
    const one = await task(ann, web)
    await meanwhile(async () => {
      await startTask(ann, { task: one.id })
      await deleteTask(ann, { task: one.id })
      await happened(one.id, 'TASK_STARTED', '2026-03-01T08:00:00Z')
      await happened(one.id, 'TASK_DELETED', '2026-03-01T09:00:00Z')
    })
    const before = await entries()
    await meanwhile(() =>
      transaction([], (tx) => tx.deliveryCursor.updateMany({ where: { consumer: `plugin:${NAME}`, stream: web.key }, data: { seq: 0 } })),
    )
    expect(await entries()).toEqual(before)
    expect(before).toMatchObject([{ task: one.key, actor: ann.handle, hours: 1 }])
  })

  it('that is handed on while it goes on is divided between the two', async () => {
    const bea = await member(ann, web)
    const one = await task(ann, web)
    await meanwhile(async () => {
      await startTask(ann, { task: one.id })
      await assignTask(ann, { task: one.id, assignee: bea.handle })
      await completeTask(bea, { task: one.id })
      await happened(one.id, 'TASK_STARTED', '2026-03-01T08:00:00Z')
      await happened(one.id, 'TASK_ASSIGNED', '2026-03-01T09:00:00Z')
      await happened(one.id, 'TASK_COMPLETED', '2026-03-01T11:00:00Z')
    })
    const { rows } = await report({ by: 'actor' })
    expect(rows.map(({ key, hours }) => [key, hours])).toEqual([
      [bea.handle, 2],
      [ann.handle, 1],
    ])
  })

  it('whose lease ran out ends when it ran out, not when that was noticed', async () => {
    const one = await task(ann, web)
    await meanwhile(async () => {
      await claimTask(bolt, { task: one.id })
      await happened(one.id, 'TASK_CLAIMED', new Date(Date.now() - 3 * 3600_000).toISOString())
      await lapse(one.id, 2 * 3600_000)
      await reap()
    })
    expect(await entries()).toMatchObject([{ actor: bolt.handle, hours: 1, origin: 'status' }])
  })

  it('runs until it ends, also once no new entries are made', async () => {
    const [one, other] = [await task(ann, web), await task(ann, web)]
    await startTask(ann, { task: one.id })
    await plugin.caughtUp(web)
    expect(await entries()).toMatchObject([{ task: one.key, origin: 'running', end: null, entry: '' }])
    expect((await report({})).markdown).toContain('1 running')
    await plugin.set(ann, web, { fromStatus: false })
    await startTask(ann, { task: other.id })
    await completeTask(ann, { task: one.id })
    await completeTask(ann, { task: other.id })
    await plugin.caughtUp(web)
    expect(await entries()).toMatchObject([{ task: one.key, origin: 'status' }])
  })

  it('says how many hours a task took, where owners want that and nobody said it', async () => {
    await updateProject(ann, { project: web.id, editing: 'OPEN' })
    await plugin.set(ann, web, { actualHours: true })
    const [one, other] = [await task(ann, web), await task(ann, web)]
    await plugin.run(ann, 'log', web, { task: one.key, time: '2h 15m' })
    await completeTask(ann, { task: one.id })
    await plugin.run(ann, 'log', web, { task: other.key, time: '1h' })
    await completeTask(ann, { task: other.id, actualHours: 7 })
    await plugin.caughtUp(web)
    expect([(await taskRow(one.id)).actualHours, (await taskRow(other.id)).actualHours]).toEqual([2.25, 7])
  })
})

describe('time that is written down', () => {
  it('counts for its day and its actor, and says who wrote it', async () => {
    const one = await task(ann, web)
    await plugin.run(ann, 'log', web, { task: one.key, time: '1h 30m', day: '2026-03-01', note: 'On the phone' })
    const { markdown } = await plugin.run(ann, 'log', web, { task: one.id, time: '24:00', day: '2026-03-02', actor: bolt.handle })
    expect(markdown).toContain(`Logged **24 h** of @${bolt.handle} on **${one.key}** for 2026-03-02.`)
    expect(await entries()).toMatchObject([
      { actor: bolt.handle, day: '2026-03-02', hours: 24, origin: `logged by ${ann.handle}`, note: '', start: null },
      { actor: ann.handle, day: '2026-03-01', hours: 1.5, origin: `logged by ${ann.handle}`, note: 'On the phone' },
    ])
    expect(await entries({ actor: bolt.handle })).toHaveLength(1)
    expect((await report({ by: 'day', to: '2026-03-01' })).rows).toMatchObject([{ key: '2026-03-01', hours: 1.5 }])
  })

  it('is refused when it is no time, none at all, more than a day, or in the future', async () => {
    const one = await task(ann, web)
    const refusal = (given: Record<string, unknown>) => plugin.run(ann, 'log', web, { task: one.key, ...given })
    await expect(refusal({ time: 'soon' })).rejects.toThrow('"soon" is no time')
    for (const time of ['0', '25h']) await expect(refusal({ time })).rejects.toThrow('1 minute to 24 hours')
    await expect(refusal({ time: '1h', day: '2999-01-01' })).rejects.toThrow('not over yet')
    await expect(refusal({ time: '1h', task: (await task(ann, await project(ann))).key })).rejects.toThrow('there is no task')
    expect(await entries()).toEqual([])
  })

  it('is removed by its actor, who wrote it down, an owner or an admin; by nobody else', async () => {
    const admin = await person({ isAdmin: true })
    const [bea, cid] = [await member(ann, web), await member(ann, web)]
    const one = await task(ann, web)
    const log = async (by: Caller, actor: Caller) => {
      await plugin.run(by, 'log', web, { task: one.key, time: '1h', actor: actor.handle })
      return String((await entries())[0]?.entry)
    }
    for (const [writer, worker, remover] of [
      [bea, bea, bea],
      [bea, cid, cid],
      [bea, cid, bea],
      [bea, cid, ann],
      [bea, cid, admin],
    ] as const) {
      const entry = await log(writer, worker)
      await plugin.run(remover, 'remove', web, { entry })
      expect(await entries()).toEqual([])
    }
    const entry = await log(bea, bea)
    await expect(plugin.run(cid, 'remove', web, { entry })).rejects.toThrow('time of another')
    for (const wrong of ['nonsense', entry.replace(/.$/, '!'), '2026-01.00000000.1.1'])
      await expect(plugin.run(ann, 'remove', web, { entry: wrong })).rejects.toThrow('no entry')
    const other = await project(bea)
    await plugin.caughtUp(other)
    await expect(plugin.run(bea, 'remove', other, { entry })).rejects.toThrow('no entry')
    expect(await entries()).toHaveLength(1)
  })
})

describe('what is reported', () => {
  it('is of projects that the caller sees, and viewers read but do not log', async () => {
    const eve = await person()
    const other = await project(eve)
    await plugin.caughtUp(other)
    await setMember(ann, { project: web.id, actor: eve.actorId, role: 'VIEWER' })
    const [one, two] = [await task(ann, web), await task(eve, other)]
    await plugin.run(ann, 'log', web, { task: one.key, time: '1h' })
    await plugin.run(eve, 'log', other, { task: two.key, time: '2h' })
    const all = async (by: Caller) => (await plugin.run(by, 'report-all', null)).rows.map(({ key, hours }) => [key, hours])
    expect(await all(eve)).toEqual([
      [other.key, 2],
      [web.key, 1],
    ])
    expect(await all(ann)).toEqual([[web.key, 1]])
    await expect(plugin.run(ann, 'report', other)).rejects.toThrow('no project')
    expect((await report({}, eve)).rows).toHaveLength(1)
    await expect(plugin.run(eve, 'log', web, { task: one.key, time: '1h' })).rejects.toThrow('MEMBER or OWNER')
  })

  it('reads 3,000 entries of two years by month, and the last days of them', async () => {
    const one = await task(ann, web)
    const begin = Date.parse('2024-01-01')
    const step = (Date.parse('2026-01-01') - begin) / 3000
    const all = Array.from({ length: 3000 }, (_, i) => {
      const [startedAt = '', endedAt = ''] = [0, 3600_000].map((ms) => new Date(begin + i * step + ms).toISOString())
      const known = { taskId: one.id, taskKey: one.key, actorId: ann.actorId, note: '', origin: 'STATUS', loggedById: null } as const
      return { ...known, startedAt, endedAt }
    })
    const changes = all.flatMap((entry, i) => keeping(web.id, entry, String(i)).changes.slice(1))
    const months = [...new Set(all.map(({ endedAt }) => endedAt.slice(0, 7)))].map((key) => ({
      collection: monthsOf(web.id),
      key,
      value: true,
    }))
    for (const some of chunks([...months, ...changes], 1000))
      await storeWrite(
        NAME,
        some.map(({ value, ...row }) => ({ ...row, value: JSON.stringify(value) })),
      )
    expect((await report({ by: 'month' })).rows).toHaveLength(24)
    expect((await report({ by: 'actor' })).rows).toEqual([{ key: ann.handle, hours: 3000, entries: 3000, tasks: 1 }])
    const late = all.filter(({ endedAt }) => endedAt > '2025-12-30')
    expect((await report({ by: 'task', from: '2025-12-30', to: '2025-12-31' })).rows).toMatchObject([
      { key: one.key, entries: late.length },
    ])
  })
})
