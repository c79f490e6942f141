import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { agent, caller, lapse, member, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { diagnose } from '../doctor/diagnose.ts'
import { setMember } from '../project/set-member.ts'
import { updateProject } from '../project/update.ts'
import { assignTask } from '../task/assign.ts'
import { completeTask } from '../task/complete.ts'
import { createPlan } from '../plan/create.ts'
import type { ProjectRow } from '../task/types.ts'
import { claimNextTask } from './next.ts'

let ann: Caller
let bot: Caller
let rival: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})
beforeEach(async () => {
  web = await project(ann)
  bot = await agent(ann, { project: web, capabilities: ['go', 'sql'] })
  rival = await agent(ann, { project: web })
})

/** The id of the task that is claimed; null when nothing is ready. */
async function next(who: Caller, more: Parameters<typeof claimNextTask>[1] = {}) {
  const answer = await claimNextTask(who, { project: web.id, resume: false, ...more })
  return 'task' in answer ? answer.task : null
}
const id = async (more: Parameters<typeof task>[2] = {}) => (await task(ann, web, more)).id

describe('the next task', () => {
  it('is the first in ready order: by effective priority, then by how much waits for it, then the oldest', async () => {
    const low = await id({ priority: 0 })
    const [older, newer] = [await id(), await id()]
    const needed = await id({ priority: 0 })
    await id({ priority: 3, dependsOn: [needed] })
    const wanted = await id()
    await id({ dependsOn: [wanted] })
    const order = []
    for (let i = 0; i < 5; i++) order.push(await next(bot))
    expect(order).toEqual([needed, wanted, older, newer, low])
    expect(await next(bot)).toBeNull()
    await expectDerivedRight(web.id)
  })

  it('is claimed under a lease, with a fence', async () => {
    const first = await id()
    const before = Date.now()
    const answer = await claimNextTask(bot, { project: web.key, leaseSeconds: 60 })
    expect(answer).toMatchObject({ task: first, fence: 1, resumed: false, replayed: false })
    expect(await taskRow(first)).toMatchObject({ status: 'IN_PROGRESS', assigneeId: bot.actorId, fence: 1 })
    const claim = await db().claim.findFirstOrThrow({ where: { taskId: first } })
    expect(claim).toMatchObject({ holderId: bot.actorId, leaseSeconds: 60, endedAt: null })
    expect(claim.expiresAt.getTime() - before).toBeLessThan(70_000)
    await completeTask(bot, { task: first, fence: 1 })
  })

  it('is one assigned to the caller before any other, and never one assigned to someone else', async () => {
    const [urgent, own, others] = [await id({ priority: 3 }), await id({ priority: 0 }), await id({ priority: 3 })]
    await assignTask(ann, { task: own, assignee: bot.handle })
    await assignTask(ann, { task: others, assignee: rival.handle })
    expect([await next(bot), await next(bot), await next(bot)]).toEqual([own, urgent, null])
    expect(await next(rival)).toBe(others)
  })

  it('requires nothing that the agent is not capable of', async () => {
    const [rust, both, sql] = [
      await id({ requiredCapabilities: ['Rust'], priority: 3 }),
      await id({ requiredCapabilities: ['go', 'rust'], priority: 3 }),
      await id({ requiredCapabilities: ['SQL'] }),
    ]
    expect(await next(rival)).toBeNull()
    expect([await next(bot), await next(bot)]).toEqual([sql, null])
    expect(await next(rival, { capabilities: ['Rust'] })).toBe(rust)
    expect(await next(await member(ann, web))).toBe(both)
  })

  it('is found past hundreds that do not fit, wherever it stands', async () => {
    const blockers = Array.from({ length: 500 }, () => ({ title: 'Not for bots', requiredCapabilities: ['hands'], priority: 3 }))
    await createPlan(ann, { project: web.id, tasks: blockers })
    await createPlan(ann, { project: web.id, tasks: blockers })
    const last = await id({ priority: 0, requiredCapabilities: ['go'] })
    expect([await next(bot), await next(bot)]).toEqual([last, null])
  })

  it('fits the filter: tags, priority at least, a part of a task, a text', async () => {
    const [plain, high] = [await id(), await id({ priority: 2 })]
    const tagged = await id({ tags: ['Back', 'api'], priority: 0 })
    const epic = await id({ title: 'Epic', priority: 0 })
    const part = await id({ parent: epic, priority: 0 })
    const deeper = await id({ parent: part, priority: 0, title: 'Deep Down' })
    expect(await next(bot, { filter: { tags: ['back', 'API'] } })).toBe(tagged)
    expect(await next(bot, { filter: { tags: ['back', 'other'] } })).toBeNull()
    expect([await next(bot, { filter: { minPriority: 2 } }), await next(bot, { filter: { minPriority: 2 } })]).toEqual([high, null])
    expect(await next(bot, { filter: { text: 'deep' } })).toBe(deeper)
    expect([await next(bot, { filter: { within: epic } }), await next(bot, { filter: { within: epic } })]).toEqual([part, null])
    expect(await next(bot)).toBe(plain)
  })

  it('is free again once a lease has run out', async () => {
    const only = await id()
    await next(rival)
    expect(await next(bot)).toBeNull()
    await lapse(only)
    expect(await claimNextTask(bot, { project: web.id })).toMatchObject({ task: only, fence: 2 })
    expect(await db().claim.findFirst({ where: { taskId: only, fence: 1 } })).toMatchObject({ outcome: 'EXPIRED' })
  })

  it('is none that the agent backs off from', async () => {
    const [failed, other] = [await id({ priority: 3 }), await id()]
    await next(bot)
    const data = { endedAt: new Date(), outcome: 'FAILED' as const, retryAt: new Date(Date.now() + 60_000) }
    await transaction([web.id], async (tx) => {
      await tx.claim.updateMany({ where: { taskId: failed }, data })
      await tx.task.update({ where: { id: failed }, data: { status: 'PENDING', assigneeId: null } })
      await tx.project.update({ where: { id: web.id }, data: { pending: 2, inProgress: 0 } })
    })
    expect([await next(bot), await next(bot), await next(rival)]).toEqual([other, null, failed])
  })

  it('is no more than the limit of the agent allows', async () => {
    await transaction([], (tx) => tx.actor.update({ where: { id: bot.actorId }, data: { wipLimit: 2 } }))
    const tasks = [await id(), await id(), await id()]
    expect([await next(bot), await next(bot), await next(bot)]).toEqual([tasks[0], tasks[1], null])
    await completeTask(bot, { task: tasks[0] ?? '', fence: 1 })
    expect(await next(bot)).toBe(tasks[2])
  })
})

describe('over several projects', () => {
  it('it is the best of those named, or of all that the caller works in; archived ones and those only seen are skipped', async () => {
    const other = await project(ann, { members: [[bot, 'MEMBER']] })
    const gone = await project(ann, { members: [[bot, 'MEMBER']] })
    const seen = await project(ann, { members: [[bot, 'VIEWER']] })
    const elsewhere = await project(ann)
    for (const place of [gone, seen, elsewhere]) await task(ann, place, { priority: 3 })
    const [low, high, own] = [await id({ priority: 0 }), await task(ann, other, { priority: 2 }), await id({ priority: 0 })]
    await updateProject(ann, { project: gone.id, status: 'ARCHIVED' })
    await assignTask(ann, { task: own, assignee: bot.handle })
    const all = async () => next(bot, { project: null })
    expect([await all(), await all(), await all(), await all()]).toEqual([own, high.id, low, null])
    const [here, there] = [await id(), (await task(ann, other, { priority: 3 })).id]
    expect(await next(bot, { project: null, projects: [web.key, gone.key] })).toBe(here)
    expect(await next(bot, { project: other.key.toLowerCase() })).toBe(there)
  })

  it('refuses a project that is hidden, archived, or only seen', async () => {
    const stranger = await agent(ann)
    await expect(claimNextTask(stranger, { project: web.key })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'project' })
    const limited = caller(bot, { projectIds: [] })
    await expect(claimNextTask(limited, { project: web.key })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await setMember(ann, { project: web.id, actor: stranger.actorId, role: 'VIEWER' })
    await expect(claimNextTask(stranger, { project: web.key })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const reader = caller(bot, { scopes: ['READ'] })
    await expect(claimNextTask(reader, { project: web.key })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      rule: expect.stringContaining('WORK'),
    })
    await updateProject(ann, { project: web.id, status: 'ARCHIVED' })
    await expect(claimNextTask(bot, { project: web.key })).rejects.toMatchObject({ code: 'PROJECT_ARCHIVED' })
  })
})

describe('asking again', () => {
  it('gives back the task that the caller holds, under the same fence and a renewed lease', async () => {
    const first = await id()
    await id()
    const claimed = await claimNextTask(bot, { project: web.id, leaseSeconds: 60 })
    const again = await claimNextTask(bot, { leaseSeconds: 600 })
    expect(again).toMatchObject({ task: first, fence: 1, resumed: true })
    expect('task' in claimed && 'task' in again && again.claim === claimed.claim && again.expiresAt > claimed.expiresAt).toBe(true)
    expect(await db().claim.count({ where: { holderId: bot.actorId } })).toBe(1)
  })

  it('gives another one when told not to resume, or when the lease has run out', async () => {
    const [first, second] = [await id(), await id()]
    expect([await next(bot), await next(bot)]).toEqual([first, second])
    await lapse(first)
    await lapse(second)
    expect(await claimNextTask(bot, { project: web.id })).toMatchObject({ task: first, fence: 2, resumed: false })
  })

  it('with the same idempotency key answers the same, also after the last task is gone; another key takes another task', async () => {
    const [first, second] = [await id(), await id()]
    const one = await claimNextTask(bot, { project: web.id, idempotencyKey: 'one' })
    expect(one).toMatchObject({ task: first, resumed: false, replayed: false })
    expect(await claimNextTask(bot, { project: web.id, idempotencyKey: 'two' })).toMatchObject({ task: second })
    for (let i = 0; i < 2; i++)
      expect(await claimNextTask(bot, { project: web.id, idempotencyKey: 'one' })).toEqual({ ...one, replayed: true })
    await expect(claimNextTask(bot, { project: web.id, idempotencyKey: 'one', leaseSeconds: 60 })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    expect(await next(bot, { idempotencyKey: 'three' })).toBeNull()
    const third = await id()
    expect(await next(bot, { idempotencyKey: 'three' })).toBe(third)
  })

  it('thirty copies of one call at once claim one task', async () => {
    for (let i = 0; i < 3; i++) await id()
    const copies = await Promise.all(Array.from({ length: 30 }, () => claimNextTask(bot, { project: web.id, idempotencyKey: 'copy' })))
    expect(new Set(copies.map((copy) => ('task' in copy ? copy.task : null))).size).toBe(1)
    expect(await db().claim.count({ where: { holderId: bot.actorId } })).toBe(1)
  })
})

it('40 agents at once get 40 different tasks in ready order, and nothing is wrong afterwards', async () => {
  const agents = await Promise.all(Array.from({ length: 40 }, () => agent(ann, { project: web })))
  const { tasks } = await createPlan(ann, { project: web.id, tasks: Array.from({ length: 50 }, (_, i) => ({ title: `T${i}` })) })
  const claimed = await Promise.all(agents.map((who) => next(who)))
  expect(new Set(claimed)).toEqual(
    new Set((await Promise.all(tasks.map(taskRow))).filter((row) => row.status === 'IN_PROGRESS').map((row) => row.id)),
  )
  expect(new Set(claimed).size).toBe(40)
  expect(await diagnose()).toEqual([])
})
