import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { creationGates } from '#lib/domain/gates.ts'
import { scheduleRows } from '#lib/domain/plugin/schedules.ts'
import { cancelTask } from '#lib/domain/task/cancel.ts'
import { claimTask } from '#lib/domain/task/claim.ts'
import { completeTask } from '#lib/domain/task/complete.ts'
import { reopenTask } from '#lib/domain/task/reopen.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { updateTask } from '#lib/domain/task/update.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { RefusedError } from '#lib/errors.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openPlugin } from '../testing.ts'
import { openTracker } from './fixtures/stand-in.ts'

let ann: Caller
let web: ProjectRow
let plugin: Awaited<ReturnType<typeof openPlugin>>
let tracker: Awaited<ReturnType<typeof openTracker>>

beforeAll(async () => {
  await testDatabase()
  tracker = await openTracker('a-token')
  plugin = await openPlugin('tracker-sync', { PLUGIN_TRACKER_SYNC_URL: tracker.url, PLUGIN_TRACKER_SYNC_TOKEN: 'a-token' })
})
beforeEach(async () => {
  ann = await person()
  web = await project(ann, { editing: 'OPEN' })
  tracker.issues.length = 0
  await plugin.caughtUp(web)
  await plugin.set(ann, web, BY_HAND)
})
afterAll(async () => {
  await plugin.stop()
  await tracker.close()
})

/** One pull at a time: the clock would come between ours. */
const BY_HAND = { repository: 'acme/rocket', pullByClock: false }
const pull = async () => (await plugin.run(ann, 'pull', web)).rows.map(({ number, result }) => [number, result])
const taskOf = async (title: string) => db().task.findFirstOrThrow({ where: { projectId: web.id, title }, include: { tags: true } })

it('makes tasks of open issues once, and follows what changes in them', async () => {
  tracker.add({ title: 'Leak', body: 'Drips.', labels: [{ name: 'hull' }, { name: 'priority: high' }] })
  tracker.add({ title: 'Done before', state: 'closed' })
  tracker.add({ title: 'A pull request', pull_request: {} })
  expect(await pull()).toEqual([[1, 'created']])
  expect(await taskOf('Leak')).toMatchObject({ description: `Drips.\n\n${tracker.url}/acme/rocket/issues/1`, priority: 2 })
  expect(await pull()).toEqual([])
  const { id } = await taskOf('Leak')
  await updateTask(ann, { task: id, tags: ['hull', 'priority: high', 'ours'] })
  tracker.change(1, { title: 'Leak at the bow', labels: [{ name: 'bow' }] })
  expect(await pull()).toEqual([[1, 'updated']])
  const changed = await taskOf('Leak at the bow')
  expect(changed).toMatchObject({ id, priority: 1 })
  expect(changed.tags.map(({ tag }) => tag).sort()).toEqual(['bow', 'ours'])
  expect(await pull()).toEqual([])
})

it('closes and reopens issues as their tasks are, with what was done as a comment', async () => {
  tracker.add({ title: 'Leak' })
  tracker.add({ title: 'Rust' })
  await pull()
  const [leak, rust] = [await taskOf('Leak'), await taskOf('Rust')]
  await completeTask(ann, { task: leak.id, summary: 'Caulked.' })
  await cancelTask(ann, { task: rust.id })
  await plugin.caughtUp(web)
  expect(tracker.issues).toMatchObject([
    { state: 'closed', state_reason: 'completed', comments: ['Caulked.'] },
    { state: 'closed', state_reason: 'not_planned', comments: [] },
  ])
  expect(await pull()).toEqual([])
  await reopenTask(ann, { task: leak.id })
  await updateTask(ann, { task: leak.id, title: 'Leak again' })
  await plugin.caughtUp(web)
  expect(tracker.issues[0]).toMatchObject({ state: 'open', title: 'Leak again' })
  expect(await pull()).toEqual([])
})

it('finishes tasks whose issues are closed, or later when they are held', async () => {
  for (const title of ['Leak', 'Rust', 'Mast']) tracker.add({ title })
  await pull()
  const bolt = await agent(ann, { project: web })
  const mast = await taskOf('Mast')
  const { fence } = await claimTask(bolt, { task: mast.id })
  tracker.change(1, { state: 'closed', state_reason: 'completed' })
  tracker.change(2, { state: 'closed', state_reason: 'not_planned' })
  tracker.change(3, { state: 'closed' })
  expect(await pull()).toEqual([
    [1, 'completed'],
    [2, 'cancelled'],
    [3, 'refused'],
  ])
  expect((await plugin.run(ann, 'links', web)).rows.map(({ state }) => state)).toEqual(['closed', 'closed', 'waits for its task'])
  await completeTask(bolt, { task: mast.id, fence })
  await plugin.caughtUp(web)
  expect(await pull()).toEqual([])
  expect((await plugin.run(ann, 'links', web)).rows.map(({ state }) => state)).toEqual(['closed', 'closed', 'closed'])
  tracker.change(1, { state: 'open' })
  expect(await pull()).toEqual([[1, 'reopened']])
})

it('brings an act to the tracker later when it is away, and drops what the tracker refuses for good', async () => {
  for (const title of ['Leak', 'Rust']) tracker.add({ title })
  await pull()
  tracker.fail(503, 429, 422)
  await completeTask(ann, { task: (await taskOf('Leak')).id })
  await plugin.caughtUp(web)
  expect(tracker.issues[0]?.state).toBe('open')
  tracker.fail(503, 401)
  await completeTask(ann, { task: (await taskOf('Rust')).id })
  await plugin.caughtUp(web)
  expect(tracker.issues[1]?.state).toBe('closed')
})

it('makes issues of new tasks where owners want that, and links what is there already', async () => {
  await plugin.set(ann, web, { ...BY_HAND, pushNew: true })
  const leak = await task(ann, web, { title: 'Leak', description: 'Drips.' })
  await plugin.caughtUp(web)
  expect(tracker.issues).toMatchObject([{ title: 'Leak', body: `Drips.\n\nTask ${leak.key} (${leak.id})`, state: 'open' }])
  expect(await pull()).toEqual([])
  await plugin.set(ann, web, BY_HAND)
  tracker.add({ title: 'Rust' })
  const rust = await task(ann, web, { title: 'Our rust' })
  await plugin.run(ann, 'link', web, { task: rust.key, issue: 2 })
  await expect(plugin.run(ann, 'link', web, { task: leak.key, issue: 2 })).rejects.toThrow('linked to')
  await completeTask(ann, { task: rust.id })
  await plugin.caughtUp(web)
  expect(tracker.issues[1]?.state).toBe('closed')
  await plugin.run(ann, 'unlink', web, { task: rust.key })
  await reopenTask(ann, { task: rust.id })
  await plugin.caughtUp(web)
  expect(tracker.issues[1]?.state).toBe('closed')
})

it('pulls 130 issues a page at a time, and goes on where a fault of the tracker stopped it', async () => {
  for (let i = 0; i < 130; i++) tracker.add({ title: `Issue ${i}` })
  await expect(
    (async () => {
      tracker.fail(0, 503)
      await pull()
    })(),
  ).rejects.toThrow('503')
  await pull()
  expect(await db().task.count({ where: { projectId: web.id } })).toBe(130)
})

it('brings what it can of a page when some are refused, and says why', async () => {
  for (let i = 1; i <= 9; i++) tracker.add({ title: `Issue ${i}` })
  const refused = /[37]$/
  creationGates.set('test', async ({ tasks }) => {
    if (tasks.some(({ title }) => refused.test(title))) throw new RefusedError('the test', 'Not this one.')
  })
  try {
    const { rows } = await plugin.run(ann, 'pull', web)
    expect(rows.filter(({ result }) => result === 'refused')).toMatchObject([
      { number: 3, task: null, remark: expect.stringContaining('Not this one.') },
      { number: 7, task: null },
    ])
    expect(rows.filter(({ result }) => result === 'created')).toHaveLength(7)
  } finally {
    creationGates.delete('test')
  }
  for (const number of [3, 7]) tracker.change(number, {})
  expect(await pull()).toEqual([
    [3, 'created'],
    [7, 'created'],
  ])
  expect(await db().task.count({ where: { projectId: web.id } })).toBe(9)
})

it('goes on after a pull that was cut off between the tasks and their links, and makes none twice', async () => {
  for (let i = 1; i <= 5; i++) tracker.add({ title: `Issue ${i}` })
  await pull()
  await transaction([], async (tx) => {
    const where = { plugin: 'tracker-sync', collection: `issues.${web.id}` }
    for (const row of await tx.pluginRow.findMany({ where }))
      await tx.pluginRow.update({
        where: { plugin_collection_key: { plugin: row.plugin, collection: row.collection, key: row.key } },
        data: { value: JSON.stringify({ ...(JSON.parse(row.value) as object), task: null, taskKey: null }) },
      })
  })
  for (let i = 1; i <= 5; i++) tracker.change(i, {})
  expect((await pull()).map(([, result]) => result)).toEqual(Array.from({ length: 5 }, () => 'created'))
  expect(await db().task.count({ where: { projectId: web.id } })).toBe(5)
})

it('pulls by the clock where a repository is set, and shows the owner what went wrong', async () => {
  tracker.add({ title: 'Leak' })
  await plugin.set(ann, web, { repository: 'acme/rocket' })
  const clock = async () => (await scheduleRows(['tracker-sync'])).get('tracker-sync')?.find(({ projectId }) => projectId === web.id)
  const passes = async () => {
    await vi.waitFor(async () => expect((await clock())?.ranAt.getTime()).toBeGreaterThan(Date.now() - 600_000), { timeout: 20_000 })
    const key = `schedule pull ${web.id}`
    const where = { plugin_collection_key: { plugin: 'tracker-sync', collection: '', key } }
    await transaction([], (tx) => tx.pluginRow.update({ where, data: { updatedAt: new Date(Date.now() - 3600_000) } }))
  }
  await passes()
  await vi.waitFor(() => taskOf('Leak'), { timeout: 20_000 })
  tracker.fail(503)
  await passes()
  await vi.waitFor(async () => expect((await clock())?.error).toContain('503'), { timeout: 20_000 })
  await plugin.set(ann, web, BY_HAND)
  await passes()
  await vi.waitFor(async () => expect((await clock())?.error).toBe(''), { timeout: 20_000 })
})

it('says what is missing: a repository, or a tracker that answers', async () => {
  await plugin.set(ann, web, {})
  await expect(pull()).rejects.toThrow('No repository is set')
  await plugin.set(ann, web, { repository: 'nonsense', pullByClock: false })
  await expect(pull()).rejects.toThrow('write owner/name')
  await plugin.set(ann, web, { repository: 'acme/other', pullByClock: false })
  await expect(pull()).rejects.toThrow('404')
})
