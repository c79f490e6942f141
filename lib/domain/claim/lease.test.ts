import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { agent, caller, events, lapse, person, project, task, taskRow, team, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { addContext } from '../context/add.ts'
import { addDependency } from '../dependency/add.ts'
import { addFileReference } from '../file/add.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { holdTask } from '../task/hold.ts'
import { startTask } from '../task/start.ts'
import type { ProjectRow } from '../task/types.ts'
import { updateTask } from '../task/update.ts'
import { heartbeat } from './heartbeat.ts'
import { takeOverTask } from './take-over.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
let id: string
beforeAll(async () => {
  await testDatabase()
  ;({ ann, bob, bot, web } = await team())
})
beforeEach(async () => void ({ id } = await task(ann, web)))

const claimOf = (taskId = id) => db().claim.findFirstOrThrow({ where: { taskId }, orderBy: { fence: 'desc' } })
/** Moves the end of the open lease, as if so many seconds were left of it. */
const leave = (seconds: number) =>
  transaction([], (tx) =>
    tx.claim.updateMany({ where: { taskId: id, endedAt: null }, data: { expiresAt: new Date(Date.now() + seconds * 1000) } }),
  )
const secondsLeft = async () => Math.round(((await claimOf()).expiresAt.getTime() - Date.now()) / 1000)

describe('every write of the holder on the task', () => {
  const WRITES: Record<string, (fence: number) => Promise<unknown>> = {
    addContext: (fence) => addContext(bot, { task: id, body: 'b', fence }),
    'addContext without a fence': () => addContext(bot, { task: id, body: 'b' }),
    updateTask: () => updateTask(bot, { task: id, impactNotes: 'i' }),
    addFileReference: () => addFileReference(bot, { task: id, path: 'a.ts' }),
    addDependency: async () => addDependency(bot, { task: id, dependsOn: (await task(ann, web)).id, kind: 'RELATED' }),
    heartbeat: (fence) => heartbeat(bot, { task: id, fence }),
    'claimTask again': () => claimTask(bot, { task: id }),
  }
  for (const [name, write] of Object.entries(WRITES))
    it(`${name} starts the lease anew, at the length it was taken with`, async () => {
      const { fence } = await claimTask(bot, { task: id, leaseSeconds: 300 })
      await leave(10)
      await write(fence)
      expect(await secondsLeft()).toBeGreaterThan(290)
      expect(await secondsLeft()).toBeLessThanOrEqual(300)
    })

  it('renews nothing when it is refused, when it is of another, or when the lease ran out', async () => {
    const { fence } = await claimTask(bot, { task: id })
    await leave(10)
    await expect(addContext(bot, { task: id, body: '', fence })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(completeTask(bot, { task: id, fence: 7 })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    await addContext(ann, { task: id, body: 'b' })
    expect(await secondsLeft()).toBeLessThanOrEqual(10)
    await lapse(id)
    await addContext(bot, { task: id, body: 'b' })
    expect(await secondsLeft()).toBeLessThan(0)
  })

  it('leaves an ended claim as it ended', async () => {
    const { fence } = await claimTask(bot, { task: id })
    await leave(10)
    await completeTask(bot, { task: id, fence })
    expect(await claimOf()).toMatchObject({ outcome: 'COMPLETED' })
    expect(await secondsLeft()).toBeLessThanOrEqual(10)
  })
})

it('a lease further ahead than the longest was granted before the clock was set back, and holds nothing', async () => {
  const { fence } = await claimTask(bot, { task: id })
  await leave(25 * 3600)
  await expect(heartbeat(bot, { task: id, fence })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
  await claimTask(bob, { task: id })
  expect(await db().claim.findFirst({ where: { taskId: id, fence } })).toMatchObject({ outcome: 'EXPIRED' })
})

describe('a heartbeat', () => {
  it('answers the end of the lease and changes its length, without an event', async () => {
    const { fence, claim } = await claimTask(bot, { task: id })
    const before = await events({ taskId: id })
    const { version } = await taskRow(id)
    const beat = await heartbeat(bot, { task: id, fence, leaseSeconds: 3600 })
    expect(beat).toMatchObject({ task: id, claim, fence })
    expect(await secondsLeft()).toBeGreaterThan(3590)
    expect(new Date(beat.expiresAt)).toEqual((await claimOf()).expiresAt)
    expect(await claimOf()).toMatchObject({ leaseSeconds: 3600 })
    expect(await events({ taskId: id })).toEqual(before)
    expect((await taskRow(id)).version).toBe(version)
    await heartbeat(bot, { task: id, fence, leaseSeconds: 60 })
    expect(await secondsLeft()).toBeLessThanOrEqual(60)
  })

  it('keeps its progress as an entry, which is an event', async () => {
    const { fence } = await claimTask(bot, { task: id })
    await heartbeat(bot, { task: id, fence, progress: 'half way' })
    expect(await db().contextEntry.findFirst({ where: { taskId: id } })).toMatchObject({
      kind: 'PROGRESS',
      body: 'half way',
      authorId: bot.actorId,
    })
    expect((await events({ taskId: id })).at(-1)).toMatchObject({ action: 'CONTEXT_ADDED' })
  })

  it('goes on while the task is blocked, and is refused without a claim or a good fence', async () => {
    const { fence } = await claimTask(bot, { task: id })
    await holdTask(ann, { task: id, reason: 'wait' })
    await heartbeat(bot, { task: id, fence })
    await expect(heartbeat(ann, { task: id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(heartbeat(bot, { task: id })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    await expect(heartbeat(bot, { task: id, fence, leaseSeconds: 1 })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(heartbeat(bot, { task: id, fence: fence + 1 })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    await lapse(id)
    await expect(heartbeat(bot, { task: id, fence })).rejects.toMatchObject({
      code: 'STALE_CLAIM',
      reason: expect.stringContaining('ran out'),
    })
  })
})

describe('a takeover', () => {
  it('ends the claim; the holder learns who and why from the inbox and from its next write', async () => {
    const { fence, claim } = await claimTask(bot, { task: id })
    await takeOverTask(ann, { task: id, reason: 'wrong direction' })
    expect(await taskRow(id)).toMatchObject({ status: 'PENDING', assigneeId: null, attempts: 0 })
    expect(await claimOf()).toMatchObject({ id: claim, outcome: 'TAKEN_OVER', note: 'wrong direction', endedById: ann.actorId })
    expect((await toldOf(bot, id)).at(-1)).toBe('TAKEN_OVER')
    expect((await events({ taskId: id })).at(-1)).toMatchObject({
      action: 'CLAIM_TAKEN_OVER',
      actorId: ann.actorId,
      data: { reason: 'wrong direction', fence },
    })
    for (const late of [
      heartbeat(bot, { task: id, fence }),
      addContext(bot, { task: id, body: 'b', fence }),
      completeTask(bot, { task: id, fence }),
    ])
      await expect(late).rejects.toMatchObject({
        code: 'STALE_CLAIM',
        reason: `its claim ended as TAKEN_OVER by ${ann.handle} (wrong direction)`,
        holderHandle: null,
      })
  })

  it('gives the task to whom the owner names, and not back to whom it was taken from', async () => {
    const { id: own } = await task(ann, web, { assignee: bot.handle })
    await claimTask(bot, { task: own })
    await takeOverTask(ann, { task: own, reason: 'r' })
    expect((await taskRow(own)).assigneeId).toBeNull()
    await claimTask(bot, { task: id })
    await takeOverTask(ann, { task: id, reason: 'r', assign: bob.handle })
    expect(await taskRow(id)).toMatchObject({ status: 'PENDING', assigneeId: bob.actorId })
    expect(await toldOf(bob, id)).toEqual(['ASSIGNED'])
    await expect(claimTask(bot, { task: id })).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' })
  })

  it('is for owners, and needs a claim of another and a reason', async () => {
    await expect(takeOverTask(ann, { task: id, reason: 'r' })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' })
    await startTask(bob, { task: id })
    await expect(takeOverTask(ann, { task: id, reason: 'r' })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' })
    const { id: other } = await task(bob, web)
    await claimTask(ann, { task: other })
    await expect(takeOverTask(bob, { task: other, reason: 'r' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(takeOverTask(ann, { task: other, reason: 'r' })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' })
    const admin = await person({ isAdmin: true })
    await expect(takeOverTask(admin, { task: other, reason: '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(takeOverTask(caller(admin, { isAdmin: true, scopes: ['WORK'] }), { task: other, reason: 'r' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await takeOverTask(admin, { task: other, reason: 'r' })
  })
})

describe('a work limit', () => {
  it('counts the open claims of an agent in all projects, and those that lapsed no more', async () => {
    const shop = await project(ann, { members: [[bot, 'MEMBER']] })
    const limited = await agent(ann, { project: web })
    await transaction([], (tx) =>
      tx.member.create({ data: { projectId: shop.id, actorId: limited.actorId, role: 'MEMBER', createdAt: new Date() } }),
    )
    await transaction([], (tx) => tx.actor.update({ where: { id: limited.actorId }, data: { wipLimit: 2 } }))
    const there = await task(ann, shop)
    const first = await claimTask(limited, { task: there.id })
    await claimTask(limited, { task: id })
    const [third, { key }] = [await task(ann, web), await taskRow(id)]
    await expect(claimTask(limited, { task: third.id })).rejects.toMatchObject({
      code: 'WIP_LIMIT',
      limit: 2,
      heldKeys: [there.key, key],
      retryable: true,
    })
    expect((await claimTask(limited, { task: there.id })).fence).toBe(first.fence)
    await lapse(there.id)
    await claimTask(limited, { task: third.id })
  })

  it('holds for claims in several projects at once', async () => {
    const limited = await agent(ann, { project: web })
    const places = await Promise.all(Array.from({ length: 6 }, () => project(ann, { members: [[limited, 'MEMBER']] })))
    await transaction([], (tx) => tx.actor.update({ where: { id: limited.actorId }, data: { wipLimit: 2 } }))
    const tasks = await Promise.all(places.map((place) => task(ann, place)))
    const outcomes = await Promise.allSettled(tasks.map((one) => claimTask(limited, { task: one.id })))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(2)
    expect(await db().claim.count({ where: { holderId: limited.actorId, endedAt: null } })).toBe(2)
  })
})

it('leaves every derived column and counter right', () => expectDerivedRight(web.id))
