import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, lapse, task, taskRow, team, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { addContext } from '../context/add.ts'
import { addDependency } from '../dependency/add.ts'
import { updateProject } from '../project/update.ts'
import { assignTask } from './assign.ts'
import { cancelTask } from './cancel.ts'
import { claimTask } from './claim.ts'
import { completeTask } from './complete.ts'
import { deleteTask } from './delete.ts'
import { holdTask } from './hold.ts'
import { releaseTask } from './release.ts'
import { startTask } from './start.ts'
import type { ProjectRow } from './types.ts'

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
beforeEach(async () => void ({ id } = await task(ann, web)))

const openClaim = (taskId: string) => db().claim.findFirst({ where: { taskId, endedAt: null } })

describe('claiming', () => {
  it('sets IN_PROGRESS, makes the holder the assignee, and gives a fence and the project’s lease', async () => {
    await updateProject(ann, { project: web.id, leaseMinutes: 20 })
    const before = Date.now()
    const { fence, expiresAt, claim } = await claimTask(bot, { task: id })
    expect(fence).toBe(1)
    const lease = new Date(expiresAt).getTime() - before
    expect(lease).toBeGreaterThan(20 * 60_000 - 5_000)
    expect(lease).toBeLessThan(20 * 60_000 + 5_000)
    expect(await taskRow(id)).toMatchObject({
      status: 'IN_PROGRESS',
      assigneeId: bot.actorId,
      fence: 1,
      version: 2,
      startedAt: expect.any(Date),
    })
    expect(await openClaim(id)).toMatchObject({ id: claim, holderId: bot.actorId, outcome: null, earlierAssigneeId: null })
    expect((await events({ taskId: id })).at(-1)).toMatchObject({ action: 'TASK_CLAIMED', subjectId: claim, data: { fence: 1, expiresAt } })
  })

  it('again by the holder answers the same claim and writes nothing', async () => {
    const first = await claimTask(bot, { task: id })
    const before = await events({ taskId: id })
    expect(await claimTask(bot, { task: id })).toEqual(first)
    expect(await events({ taskId: id })).toEqual(before)
  })

  it('by another is refused with holder and time', async () => {
    const { expiresAt } = await claimTask(bot, { task: id })
    await expect(claimTask(rival, { task: id })).rejects.toMatchObject({
      ...{ code: 'ALREADY_CLAIMED', retryable: true, holderId: bot.actorId, holderHandle: bot.handle, expiresAt: new Date(expiresAt) },
    })
    await expect(startTask(bob, { task: id })).rejects.toMatchObject({ code: 'ALREADY_CLAIMED', holderHandle: bot.handle })
  })

  it('a task assigned to another is refused, one assigned to the caller is taken', async () => {
    await assignTask(ann, { task: id, assignee: bot.handle })
    await expect(claimTask(rival, { task: id })).rejects.toMatchObject({
      code: 'ALREADY_CLAIMED',
      holderHandle: bot.handle,
      expiresAt: null,
    })
    await expect(startTask(bob, { task: id })).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' })
    await claimTask(bot, { task: id })
  })

  it('a blocked task is refused with its open blockers and its hold', async () => {
    const blocker = await task(ann, web)
    await addDependency(ann, { task: id, dependsOn: blocker.id })
    await expect(claimTask(bot, { task: id })).rejects.toMatchObject({
      code: 'TASK_BLOCKED',
      blockerIds: [blocker.id],
      blockerKeys: [blocker.key],
      holdReason: null,
    })
    await holdTask(ann, { task: id, reason: 'wait for spring' })
    await expect(claimTask(bot, { task: id })).rejects.toMatchObject({
      holdReason: 'wait for spring',
      message: expect.stringContaining(blocker.key),
    })
  })

  it('agents do not start without a lease, people do', async () => {
    await expect(startTask(bot, { task: id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await startTask(bob, { task: id })
    expect(await taskRow(id)).toMatchObject({ status: 'IN_PROGRESS', assigneeId: bob.actorId })
    expect(await openClaim(id)).toBeNull()
    await expect(claimTask(bot, { task: id })).rejects.toMatchObject({ code: 'ALREADY_CLAIMED', holderHandle: bob.handle, expiresAt: null })
  })
})

describe('giving back', () => {
  it('a released task waits again, unassigned as it was, and the fence rises with the next claim', async () => {
    const { fence, claim } = await claimTask(bot, { task: id })
    await releaseTask(bot, { task: id, fence, note: 'half done' })
    expect(await taskRow(id)).toMatchObject({ status: 'PENDING', assigneeId: null, version: 3 })
    expect(await db().claim.findUnique({ where: { id: claim } })).toMatchObject({
      outcome: 'RELEASED',
      note: 'half done',
      endedAt: expect.any(Date),
    })
    expect(await claimTask(rival, { task: id })).toMatchObject({ fence: 2 })
  })

  it('the earlier assignee returns', async () => {
    await assignTask(ann, { task: id, assignee: bot.handle })
    const { fence } = await claimTask(bot, { task: id })
    await releaseTask(bot, { task: id, fence })
    expect(await taskRow(id)).toMatchObject({ status: 'PENDING', assigneeId: bot.actorId })
  })

  it('one that gained a blocker meanwhile is BLOCKED', async () => {
    const { fence } = await claimTask(bot, { task: id })
    const blocker = await task(ann, web)
    await addDependency(ann, { task: id, dependsOn: blocker.id })
    expect(await taskRow(id)).toMatchObject({ status: 'IN_PROGRESS', isBlocked: true })
    expect(await toldOf(bot, id)).toEqual(['BLOCKED'])
    await releaseTask(bot, { task: id, fence })
    expect(await taskRow(id)).toMatchObject({ status: 'BLOCKED', assigneeId: null })
  })

  it('only the holder releases a claimed task; whoever may change it releases a started one', async () => {
    await claimTask(bot, { task: id })
    for (const other of [ann, bob, rival]) await expect(releaseTask(other, { task: id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const started = await task(ann, web)
    await startTask(bob, { task: started.id })
    await expect(releaseTask(rival, { task: started.id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await releaseTask(ann, { task: started.id })
    expect(await taskRow(started.id)).toMatchObject({ status: 'PENDING', assigneeId: null })
  })
})

describe('fences', () => {
  const stale = (reason: string | RegExp) => ({ code: 'STALE_CLAIM', reason: expect.stringMatching(reason) })

  it('an agent must send the fence of its claim, a person need not', async () => {
    const { fence } = await claimTask(bot, { task: id })
    await expect(completeTask(bot, { task: id })).rejects.toMatchObject({ ...stale('sends the fence'), currentFence: fence })
    await completeTask(bot, { task: id, fence })
    const other = await task(ann, web)
    await claimTask(bob, { task: other.id })
    await completeTask(bob, { task: other.id })
  })

  it('one that no claim has, or that is of another actor, is refused', async () => {
    const { fence } = await claimTask(bot, { task: id })
    await expect(completeTask(bot, { task: id, fence: fence + 1 })).rejects.toMatchObject(stale('no claim has it'))
    await expect(completeTask(rival, { task: id, fence })).rejects.toMatchObject({ ...stale('another actor'), holderHandle: bot.handle })
    await expect(addContext(rival, { task: id, body: 'x', fence })).rejects.toMatchObject(stale('another actor'))
  })

  it('one whose claim was released, cancelled, or whose task was deleted, says so', async () => {
    const { fence } = await claimTask(bot, { task: id })
    await releaseTask(bot, { task: id, fence })
    await expect(releaseTask(bot, { task: id, fence })).rejects.toMatchObject(stale('ended as RELEASED'))
    const again = await claimTask(bot, { task: id })
    await cancelTask(ann, { task: id, reason: 'not needed' })
    await expect(completeTask(bot, { task: id, fence: again.fence })).rejects.toMatchObject(
      stale(/ended as CANCELLED by \S+ \(not needed\)/),
    )
    await expect(addContext(bot, { task: id, body: 'x', fence: again.fence })).rejects.toMatchObject(stale('CANCELLED'))
    const gone = await task(ann, web)
    const last = await claimTask(bot, { task: gone.id })
    await deleteTask(ann, { task: gone.id })
    await expect(completeTask(bot, { task: gone.id, fence: last.fence })).rejects.toMatchObject(
      stale(/ended as CANCELLED by \S+ \(The task was deleted/),
    )
  })

  it('a refused late holder has changed nothing', async () => {
    const { fence } = await claimTask(bot, { task: id })
    await lapse(id)
    const before = await events({ taskId: id })
    await expect(completeTask(bot, { task: id, fence })).rejects.toMatchObject({ ...stale('lease ran out'), fence, currentFence: fence })
    await expect(releaseTask(bot, { task: id, fence })).rejects.toMatchObject(stale('lease ran out'))
    await expect(addContext(bot, { task: id, body: 'late', fence })).rejects.toMatchObject(stale('lease ran out'))
    expect(await events({ taskId: id })).toEqual(before)
    expect(await taskRow(id)).toMatchObject({ status: 'IN_PROGRESS' })
  })
})

describe('a lease that ran out', () => {
  it('holds nothing: another claims, and the late holder learns who has it', async () => {
    const late = await claimTask(bot, { task: id })
    await lapse(id)
    const next = await claimTask(rival, { task: id })
    expect(next.fence).toBe(late.fence + 1)
    expect(await db().claim.findUnique({ where: { id: late.claim } })).toMatchObject({ outcome: 'EXPIRED' })
    expect(await toldOf(bot, id)).toEqual(['LEASE_EXPIRED'])
    await expect(completeTask(bot, { task: id, fence: late.fence })).rejects.toMatchObject({
      ...{ code: 'STALE_CLAIM', reason: expect.stringContaining('ended as EXPIRED'), currentFence: next.fence, holderHandle: rival.handle },
    })
    const ended = (await events({ taskId: id })).find((event) => event.action === 'CLAIM_ENDED')
    expect(ended).toMatchObject({ actorId: null, data: { outcome: 'EXPIRED', fence: late.fence } })
  })

  it('the same holder claims again under a new fence', async () => {
    const late = await claimTask(bot, { task: id })
    await lapse(id)
    expect(await claimTask(bot, { task: id })).toMatchObject({ fence: late.fence + 1 })
  })

  it('a person starts it, an owner assigns it, and its creator completes it', async () => {
    const [started, assigned, completed] = [await task(ann, web), await task(ann, web), await task(ann, web)]
    for (const each of [started, assigned, completed]) {
      await claimTask(bot, { task: each.id })
      await lapse(each.id)
    }
    await startTask(bob, { task: started.id })
    await assignTask(ann, { task: assigned.id, assignee: bob.handle })
    await completeTask(ann, { task: completed.id })
    expect(await taskRow(started.id)).toMatchObject({ status: 'IN_PROGRESS', assigneeId: bob.actorId })
    expect(await taskRow(assigned.id)).toMatchObject({ status: 'PENDING', assigneeId: bob.actorId })
    expect(await taskRow(completed.id)).toMatchObject({ status: 'COMPLETED', assigneeId: null })
  })

  it('while the lease lasts nobody but the holder completes, and nobody assigns', async () => {
    await claimTask(bot, { task: id })
    await expect(completeTask(ann, { task: id })).rejects.toMatchObject({ code: 'ALREADY_CLAIMED', holderHandle: bot.handle })
    await expect(completeTask(ann, { task: id, force: true, reason: 'r' })).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' })
    await expect(assignTask(ann, { task: id, assignee: bob.handle })).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' })
  })
})

it('leaves every derived column and counter right', () => expectDerivedRight(web.id))
