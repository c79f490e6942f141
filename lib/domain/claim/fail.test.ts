import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { agent, events, lapse, person, task, taskRow, team, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { setMember } from '../project/set-member.ts'
import { updateProject } from '../project/update.ts'
import { assignTask } from '../task/assign.ts'
import { claimTask } from '../task/claim.ts'
import { holdTask } from '../task/hold.ts'
import { releaseHold } from '../task/release-hold.ts'
import { releaseTask } from '../task/release.ts'
import { startTask } from '../task/start.ts'
import type { ProjectRow } from '../task/types.ts'
import { failTask } from './fail.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let rival: Caller
let web: ProjectRow
let id: string
beforeAll(async () => {
  await testDatabase()
  ;({ ann, bob, bot, web } = await team())
  rival = await agent(ann, { project: web })
})
beforeEach(async () => void ({ id } = await task(bob, web)))

async function fail(by: Caller, reason: string) {
  const { fence } = await claimTask(by, { task: id })
  return failTask(by, { task: id, fence, reason })
}

/** Lets the wait after a repeated failure pass. */
const passWait = () => transaction([], (tx) => tx.claim.updateMany({ where: { taskId: id }, data: { retryAt: null } }))

describe('a failed task', () => {
  it('waits again, for its earlier assignee or for anybody, with the reason and one attempt more', async () => {
    const { fence, claim } = await claimTask(bot, { task: id })
    const outcome = await failTask(bot, { task: id, fence, reason: 'no network' })
    expect(outcome).toMatchObject({ attempts: 1, needsPerson: false, retryAt: null, claim })
    expect(await taskRow(id)).toMatchObject({ status: 'PENDING', assigneeId: null, attempts: 1, holdReason: null, version: 3 })
    expect(await db().claim.findUnique({ where: { id: claim } })).toMatchObject({ outcome: 'FAILED', note: 'no network', endedById: null })
    expect((await events({ taskId: id })).at(-1)).toMatchObject({
      action: 'TASK_FAILED',
      actorId: bot.actorId,
      subjectId: claim,
      changes: expect.arrayContaining([{ field: 'status', old: 'IN_PROGRESS', new: 'PENDING' }]),
      data: { reason: 'no network', fence, attempts: 1 },
    })
    await assignTask(bob, { task: id, assignee: bot.handle })
    await fail(bot, 'still no network')
    expect(await taskRow(id)).toMatchObject({ status: 'PENDING', assigneeId: bot.actorId, attempts: 2 })
  })

  it('is failed by its holder alone, with a good fence and a reason', async () => {
    const { fence } = await claimTask(bot, { task: id })
    await expect(failTask(rival, { task: id, reason: 'r' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(failTask(ann, { task: id, reason: 'r' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(failTask(rival, { task: id, fence, reason: 'r' })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    await expect(failTask(bot, { task: id, reason: 'r' })).rejects.toMatchObject({
      code: 'STALE_CLAIM',
      reason: expect.stringContaining('sends'),
    })
    await expect(failTask(bot, { task: id, fence, reason: ' ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await lapse(id)
    await expect(failTask(bot, { task: id, fence, reason: 'r' })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    const started = await task(ann, web)
    await startTask(bob, { task: started.id })
    await expect(failTask(bob, { task: started.id, reason: 'r' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await claimTask(bob, { task: (await task(ann, web)).id })
  })
})

describe('after too many attempts', () => {
  it('a task is on hold for a person, with what came of each attempt, and the people who decide are told', async () => {
    const owner = await person()
    await setMember(ann, { project: web.id, actor: owner.actorId, role: 'OWNER' })
    await fail(bot, 'the tests\n do not pass')
    await claimTask(rival, { task: id })
    await lapse(id)
    expect((await fail(bot, 'no idea')).needsPerson).toBe(true)
    const row = await taskRow(id)
    expect(row).toMatchObject({ status: 'BLOCKED', isBlocked: true, attempts: 3, heldById: null, assigneeId: null })
    expect(row.holdReason).toBe(
      [
        'It failed 3 times and waits for a person.',
        `1. ${bot.handle}: the tests do not pass`,
        `2. ${rival.handle}: the lease ran out`,
        `3. ${bot.handle}: no idea`,
      ].join('\n'),
    )
    for (const who of [ann, owner, bob]) expect((await toldOf(who, id)).at(-1)).toBe('NEEDS_PERSON')
    for (const who of [bot, rival]) expect(await toldOf(who, id)).not.toContain('NEEDS_PERSON')
    expect((await events({ taskId: id })).slice(-2)).toMatchObject([
      { action: 'TASK_FAILED', data: { attempts: 3 } },
      { action: 'TASK_HELD', actorId: null, changes: [{ field: 'hold', old: null, new: row.holdReason }] },
    ])
    await expect(claimTask(rival, { task: id })).rejects.toMatchObject({ code: 'TASK_BLOCKED', holdReason: row.holdReason })
  })

  it('an expired lease is an attempt, a release is none', async () => {
    for (let i = 0; i < 3; i++) {
      const { fence } = await claimTask(bot, { task: id })
      await releaseTask(bot, { task: id, fence })
    }
    expect((await taskRow(id)).attempts).toBe(0)
    for (const by of [bot, rival, bot]) {
      await claimTask(by, { task: id })
      await lapse(id)
    }
    expect((await taskRow(id)).attempts).toBe(2)
    // Whoever comes next ends the third, which leaves nothing to claim; that is refused, and kept by the reaper.
    await expect(claimTask(rival, { task: id })).rejects.toMatchObject({
      code: 'TASK_BLOCKED',
      holdReason: expect.stringContaining('3 times'),
    })
  })

  it('releasing that hold begins the count again, another hold leaves it', async () => {
    await fail(bot, 'a')
    await holdTask(ann, { task: id, reason: 'wait' })
    await releaseHold(ann, { task: id })
    expect((await taskRow(id)).attempts).toBe(1)
    await fail(bot, 'b')
    await fail(bot, 'c')
    await releaseHold(ann, { task: id })
    expect(await taskRow(id)).toMatchObject({ status: 'PENDING', attempts: 0, holdReason: null })
    expect(await fail(bot, 'd')).toMatchObject({ attempts: 1, needsPerson: false })
  })

  it('a hold that a person has set in the meantime stays as it is', async () => {
    await transaction([web.id], (tx) => tx.task.update({ where: { id }, data: { attempts: 2 } }))
    const { fence } = await claimTask(bot, { task: id })
    await holdTask(ann, { task: id, reason: 'wait' })
    expect((await failTask(bot, { task: id, fence, reason: 'r' })).needsPerson).toBe(false)
    expect(await taskRow(id)).toMatchObject({ status: 'BLOCKED', attempts: 3, holdReason: 'wait', heldById: ann.actorId })
  })

  it('the reasons fit, however long they are', async () => {
    for (const by of [bot, rival, bot]) await fail(by, '💥'.repeat(5000))
    const { holdReason } = await taskRow(id)
    expect([...(holdReason ?? '')].length).toBeLessThanOrEqual(2000)
    expect(holdReason).toMatch(/^It failed 3 times[^\n]*\n1\. .*💥…\n2\. .*💥…\n3\. .*💥…$/u)
  })
})

describe('an agent that fails a task again in the same words', () => {
  const waits = async () => {
    const { retryAt, endedAt } = await db().claim.findFirstOrThrow({ where: { taskId: id }, orderBy: { fence: 'desc' } })
    return retryAt && endedAt ? (retryAt.getTime() - endedAt.getTime()) / 60_000 : null
  }
  beforeAll(async () => void (await updateProject(ann, { project: web.id, maxAttempts: 20 })))

  it('waits longer each time, up to an hour', async () => {
    const minutes = []
    for (let i = 0; i < 9; i++) {
      await fail(bot, i % 2 ? 'The build is  BROKEN!' : 'the build is broken')
      minutes.push(await waits())
      await passWait()
    }
    expect(minutes).toEqual([null, 1, 2, 4, 8, 16, 32, 60, 60])
  })

  it('is refused until then, and takes other work meanwhile; others are not', async () => {
    await fail(bot, 'broken')
    const { retryAt } = await fail(bot, 'Broken.')
    expect(retryAt).not.toBeNull()
    await expect(claimTask(bot, { task: id })).rejects.toMatchObject({ code: 'BACKING_OFF', failures: 2, retryable: true })
    await claimTask(bot, { task: (await task(ann, web)).id })
    const { fence } = await claimTask(rival, { task: id })
    await releaseTask(rival, { task: id, fence })
    await expect(claimTask(bot, { task: id })).rejects.toMatchObject({ code: 'BACKING_OFF' })
    await passWait()
    await claimTask(bot, { task: id })
  })

  it('in other words, or as a person, does not wait', async () => {
    await fail(bot, 'broken')
    expect((await fail(bot, 'missing')).retryAt).toBeNull()
    expect((await fail(bot, 'broken')).retryAt).toBeNull()
    for (let i = 0; i < 2; i++) expect((await fail(bob, 'broken')).retryAt).toBeNull()
  })
})

it('leaves every derived column and counter right', () => expectDerivedRight(web.id))
