import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { AUTH_TOPIC, streamTopic, wake } from '#lib/pubsub.ts'
import { member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { assignTask } from '../task/assign.ts'
import { updateTask } from '../task/update.ts'
import { removeMember } from '../project/remove-member.ts'
import type { ProjectRow } from '../task/types.ts'
import { Feed } from './feed.ts'
import { streamHead } from './queries.ts'
import { inboxStream, projectStream, taskStream } from './stream.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann, { key: 'WEB' })
})

/** The next payloads of a stream, which must be there or come. */
async function take<T>(stream: AsyncIterator<T>, count: number): Promise<T[]> {
  const taken: T[] = []
  while (taken.length < count) {
    const { value, done } = await stream.next()
    if (done) break
    taken.push(value)
  }
  return taken
}
const seqs = (rows: { seq: number }[]) => rows.map((row) => row.seq)

it('without a number a stream goes on from now, each event once and in order', async () => {
  const before = await streamHead('WEB')
  const stream = projectStream(ann, 'web')
  const first = stream.next()
  let isOpen = false
  void first.then(() => (isOpen = true))
  // Nobody is told when it stands, so things happen until it brings one.
  while (!isOpen) await task(ann, web)
  const { value } = await first
  expect(value).toMatchObject({ action: 'TASK_CREATED', stream: 'WEB' })
  expect(value?.seq).toBeGreaterThan(before)
  await Promise.all(Array.from({ length: 5 }, () => task(ann, web)))
  const rest = (await streamHead('WEB')) - (value?.seq ?? 0)
  expect(seqs(await take(stream, rest))).toEqual(Array.from({ length: rest }, (_, i) => (value?.seq ?? 0) + 1 + i))
  await stream.return?.()
})

it('after a number it first brings what was missed, from the table or from memory', async () => {
  const head = await streamHead('WEB')
  const early = projectStream(ann, 'WEB', 0)
  expect(seqs(await take(early, head))).toEqual(Array.from({ length: head }, (_, i) => i + 1))
  await task(ann, web)
  expect(seqs(await take(early, 1))).toEqual([head + 1])
  const late = projectStream(ann, 'WEB', head)
  expect(seqs(await take(late, 1))).toEqual([head + 1])
  await Promise.all([early.return?.(), late.return?.()])
})

it('a number ahead of the stream, or far behind it, is answered with RESYNC and the stream goes on from its head', async () => {
  const p = await project(ann)
  const head = await streamHead(p.key)
  const ahead = projectStream(ann, p.key, 99_999)
  expect(await take(ahead, 1)).toEqual([{ seq: head, reason: expect.stringContaining('ahead') }])
  await task(ann, p)
  expect(seqs(await take(ahead, 1))).toEqual([head + 1])
  await ahead.return?.()
  await transaction([p.id], (tx) => tx.project.update({ where: { id: p.id }, data: { seq: 20_000 } }))
  const behind = projectStream(ann, p.key, 9_999)
  expect(await take(behind, 1)).toEqual([{ seq: 20_000, reason: expect.stringContaining('10000') }])
  await behind.return?.()
  await expect(projectStream(ann, p.key, -1).next()).rejects.toThrow('after')
})

it('a task has the events of its own only', async () => {
  const [one, two] = [await task(ann, web), await task(ann, web)]
  const head = await streamHead('WEB')
  const stream = taskStream(ann, one.key, head)
  await updateTask(ann, { task: two.id, title: 'not mine' })
  await updateTask(ann, { task: one.id, title: 'mine' })
  expect(await take(stream, 1)).toMatchObject([{ taskId: one.id, seq: head + 2 }])
  await stream.return?.()
})

it('an inbox brings what concerns its owner', async () => {
  const bob = await member(ann, web)
  const stream = inboxStream(bob, 0)
  const row = await task(ann, web)
  await assignTask(ann, { task: row.id, assignee: bob.actorId })
  expect(await take(stream, 1)).toMatchObject([{ recipientId: bob.actorId, seq: 1, reason: 'ASSIGNED', taskId: row.id }])
  await stream.return?.()
})

it('a stranger has no stream', async () => {
  const stranger = await person()
  const row = await task(ann, web)
  await expect(projectStream(stranger, 'WEB').next()).rejects.toThrow('There is no project')
  await expect(taskStream(stranger, row.id).next()).rejects.toThrow('There is no task')
})

it('removing a member ends their waiting stream and shows them nothing that follows', async () => {
  const bob = await member(ann, web)
  const stream = projectStream(bob, 'WEB', await streamHead('WEB'))
  await task(ann, web)
  expect(await take(stream, 1)).toHaveLength(1)
  const waiting = stream.next()
  await removeMember(ann, { project: web.id, actor: bob.actorId })
  await task(ann, web, { title: 'secret' })
  const seen = [await waiting, await stream.next()]
  expect(JSON.stringify(seen)).not.toContain('TASK_CREATED')
  expect(seen.at(-1)?.done).toBe(true)
})

it('a stream that waits ends at once when it is returned', async () => {
  const stream = projectStream(ann, 'WEB')
  const waiting = stream.next()
  await stream.return?.()
  expect((await waiting).done).toBe(true)
})

it('however many watch, a wake-up reads the stream once, and one that is far behind reads the table alone', async () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => ({ seq: i + 1 }))
  let last = 0
  const reads: [number, number][] = []
  const feed = new Feed({
    topic: streamTopic('TEST'),
    head: async () => last,
    read: async (after, count) => {
      reads.push([after, count])
      return rows.slice(after, Math.min(last, after + count))
    },
  })
  await feed.ready
  const moved = Promise.all(Array.from({ length: 100 }, () => new Promise<void>((resolve) => feed.onMove(resolve))))
  last = 3
  wake(streamTopic('TEST'))
  await moved
  expect(reads).toHaveLength(1)
  expect(seqs(await feed.after(0))).toEqual([1, 2, 3])
  expect(reads).toHaveLength(1)
  last = 5_000
  const again = new Promise<void>((resolve) => feed.onMove(resolve))
  wake(streamTopic('TEST'))
  await again
  while (feed.head < last) await new Promise(setImmediate)
  reads.length = 0
  expect((await feed.after(4_000))[0]).toEqual({ seq: 4_001 })
  expect(reads).toEqual([])
  expect((await feed.after(10))[0]).toEqual({ seq: 11 })
  expect(reads).toEqual([[10, 500]])
  feed.close()
})

it('a wake-up of memberships alone keeps the streams of those who remain', async () => {
  const stream = projectStream(ann, 'WEB', await streamHead('WEB'))
  const waiting = stream.next()
  wake(AUTH_TOPIC)
  await task(ann, web)
  expect((await waiting).value).toMatchObject({ action: 'TASK_CREATED' })
  await stream.return?.()
  expect(await db().event.count({ where: { stream: 'WEB' } })).toBe(await streamHead('WEB'))
})
