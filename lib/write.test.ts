/* eslint-disable no-restricted-imports -- what every write does is tested through the acts that write */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { completeTask } from '#lib/domain/task/complete.ts'
import { createPlan } from '#lib/domain/plan/create.ts'
import { createTask } from '#lib/domain/task/create.ts'
import { claimTask } from '#lib/domain/task/claim.ts'
import { updateTask } from '#lib/domain/task/update.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { inboxTopic, streamTopic, subscribe } from '#lib/pubsub.ts'
import { agent, events, lapse, member, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { write } from './write.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
})

let keys = 0
const freshKey = () => `key-${++keys}`
const count = () => db().task.count({ where: { projectId: web.id } })

describe('an idempotency key', () => {
  it('makes a repeated act answer the first outcome, marked as replayed, and write nothing', async () => {
    const input = { project: web.id, title: 'Once', idempotencyKey: freshKey() }
    const first = await createTask(ann, input)
    const [tasks, rows] = [await count(), await events({ stream: web.key })]
    expect(first.replayed).toBe(false)
    expect(await createTask(ann, input)).toEqual({ ...first, replayed: true })
    expect(await createTask(ann, { ...input, project: web.key.toLowerCase() })).toEqual({ ...first, replayed: true })
    expect([await count(), await events({ stream: web.key })]).toEqual([tasks, rows])
  })

  it('replays numbers such as fence and time, also when the state has moved on', async () => {
    const bot = await agent(ann, { project: web })
    const { id, key } = await task(ann, web)
    const idempotencyKey = freshKey()
    const first = await claimTask(bot, { task: id, idempotencyKey })
    await lapse(id)
    expect(await claimTask(bot, { task: key, idempotencyKey })).toEqual({ ...first, replayed: true })
    const again = await claimTask(bot, { task: id })
    const done = { task: id, fence: again.fence, idempotencyKey: freshKey() }
    const completed = await completeTask(bot, done)
    expect(await completeTask(bot, done)).toEqual({ ...completed, replayed: true })
  })

  it('with other input, or for another mutation, is refused', async () => {
    const idempotencyKey = freshKey()
    await createTask(ann, { project: web.id, title: 'One', idempotencyKey })
    const refusal = { code: 'IDEMPOTENCY_KEY_REUSED', key: idempotencyKey }
    await expect(createTask(ann, { project: web.id, title: 'Two', idempotencyKey })).rejects.toMatchObject(refusal)
    await expect(createPlan(ann, { project: web.id, tasks: [{ title: 'One' }], idempotencyKey })).rejects.toMatchObject(refusal)
  })

  it('the order of fields and absent ones make no other input', async () => {
    const idempotencyKey = freshKey()
    const first = await createTask(ann, { project: web.id, title: 'T', description: 'd', priority: undefined, idempotencyKey })
    expect(await createTask(ann, { idempotencyKey, description: 'd', title: ' T ', project: web.id })).toMatchObject({
      task: first.task,
      replayed: true,
    })
  })

  it('belongs to its actor', async () => {
    const input = { project: web.id, title: 'Same', idempotencyKey: freshKey() }
    const [one, two] = [await createTask(ann, input), await createTask(bob, input)]
    expect(two).toMatchObject({ replayed: false })
    expect(two.task).not.toBe(one.task)
  })

  it('is judged anew after a refusal', async () => {
    const blocker = await task(ann, web)
    const blocked = await task(ann, web, { dependsOn: [blocker.id] })
    const input = { task: blocked.id, idempotencyKey: freshKey() }
    await expect(completeTask(ann, input)).rejects.toMatchObject({ code: 'TASK_BLOCKED' })
    await completeTask(ann, { task: blocker.id })
    expect(await completeTask(ann, input)).toMatchObject({ replayed: false })
  })

  it('sent many times at once acts once', async () => {
    for (let round = 0; round < rounds(20); round++) {
      const before = await count()
      const input = { project: web.id, title: 'At once', idempotencyKey: freshKey() }
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => createTask(ann, input)))
      expect(new Set(outcomes.map((outcome) => outcome.task)).size).toBe(1)
      expect(outcomes.filter((outcome) => !outcome.replayed)).toHaveLength(1)
      expect(await count()).toBe(before + 1)
    }
  })

  it('used at once behind two gates acts once; the other is told that it was reused', async () => {
    const other = await project(ann)
    for (let round = 0; round < rounds(20); round++) {
      const idempotencyKey = freshKey()
      const outcomes = await Promise.allSettled([web, other].map((at) => createTask(ann, { project: at.id, title: 'T', idempotencyKey })))
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
    }
  })

  it('lives 24 hours', async () => {
    const input = { project: web.id, title: 'Old', idempotencyKey: freshKey() }
    const first = await createTask(ann, input)
    const age = (hours: number) => {
      const createdAt = new Date(Date.now() - hours * 3600_000)
      return transaction([], (tx) => tx.idempotencyKey.updateMany({ where: { key: input.idempotencyKey }, data: { createdAt } }))
    }
    await age(23.9)
    expect(await createTask(ann, input)).toMatchObject({ task: first.task, replayed: true })
    await age(24.1)
    expect(await createTask(ann, input)).toMatchObject({ replayed: false })
  })

  it('has 1 to 200 characters, without NUL', async () => {
    for (const idempotencyKey of ['', 'k'.repeat(201), 'a\0', '\ud800'])
      await expect(createTask(ann, { project: web.id, title: 'T', idempotencyKey })).rejects.toMatchObject({
        issues: [{ field: 'idempotencyKey' }],
      })
    await createTask(ann, { project: web.id, title: 'T', idempotencyKey: 'k'.repeat(200) })
  })

  it('stores no text of the input', async () => {
    const input = { project: web.id, title: 'A title that nobody else has', idempotencyKey: freshKey() }
    await createTask(ann, input)
    const row = await db().idempotencyKey.findUnique({ where: { actorId_key: { actorId: ann.actorId, key: input.idempotencyKey } } })
    expect(JSON.stringify(row)).not.toContain('nobody else')
  })
})

describe('one write', () => {
  it('that fails leaves nothing: no row, event, notification, counter or key', async () => {
    const { id } = await task(ann, web)
    const look = () =>
      Promise.all([
        taskRow(id),
        events({ stream: web.key }),
        db().notification.count(),
        db().project.findUnique({ where: { id: web.id } }),
        db().idempotencyKey.count(),
      ])
    const before = await look()
    const failing = write(ann, { name: 'failing', input: {}, idempotencyKey: freshKey(), gate: [web.id] }, async (w) => {
      await w.tx.task.update({ where: { id }, data: { title: 'half' } })
      w.count(web.id, 'PENDING', 'COMPLETED')
      w.event({ action: 'TASK_UPDATED', projectId: web.id, taskId: id }, [{ actorId: bob.actorId, reason: 'UPDATE' }])
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await look()).toEqual(before)
  })

  it('wakes its stream and the inboxes it wrote to, after the commit and with the newest number', async () => {
    const woken: [string, number | undefined, number][] = []
    const listen = (topic: string) =>
      subscribe(
        topic,
        (name, seq) =>
          void db()
            .event.count({ where: { stream: web.key } })
            .then((rows) => woken.push([name, seq, rows])),
      )
    const ends = [listen(streamTopic(web.key)), listen(inboxTopic(bob.actorId))]
    await task(ann, web, { assignee: bob.handle })
    await expect.poll(() => woken.length).toBe(2)
    ends.forEach((end) => end())
    const { seq } = await db().project.findUniqueOrThrow({ where: { id: web.id } })
    const { notificationSeq } = await db().actor.findUniqueOrThrow({ where: { id: bob.actorId } })
    expect(woken.toSorted()).toEqual([
      [inboxTopic(bob.actorId), notificationSeq, seq],
      [streamTopic(web.key), seq, seq],
    ])
  })

  it('that fails wakes nobody', async () => {
    const woken: string[] = []
    const end = subscribe(streamTopic(web.key), (topic) => woken.push(topic))
    await expect(updateTask(bob, { task: (await task(ann, web)).id, title: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    end()
    expect(woken).toHaveLength(1)
  })
})
