import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { setMember } from '../project/set-member.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { deleteTask } from '../task/delete.ts'
import { releaseTask } from '../task/release.ts'
import type { ProjectRow } from '../task/types.ts'
import { historiesOf, historyAsked } from './history.ts'
import { loadOf, workloadsOf } from './workload.ts'

let ann: Caller
let bob: Caller
let stranger: Caller
let one: Caller
let two: Caller
let web: ProjectRow
let api: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  stranger = await person()
  web = await project(ann)
  api = await project(ann)
  bob = await member(ann, web)
  one = await agent(ann, { project: web })
  two = await agent(ann, { project: web })
  await setMember(ann, { project: api.id, actor: one.handle, role: 'MEMBER' })
})

describe('the workload of an actor', () => {
  beforeAll(async () => {
    await task(ann, web, { assignee: one.handle, estimatedHours: 3 })
    const claimed = await task(ann, web, { estimatedHours: 1.5 })
    await claimTask(one, { task: claimed.id })
    await task(ann, api, { assignee: one.handle })
    const gone = await task(ann, web, { assignee: one.handle, estimatedHours: 50 })
    await deleteTask(ann, { task: gone.id })
    const done = await task(ann, web, { estimatedHours: 50 })
    const { fence } = await claimTask(two, { task: done.id })
    await completeTask(two, { task: done.id, fence })
  })

  it('counts open tasks, claims and estimated hours, in all projects or in one', async () => {
    const asked = [
      { actorId: one.actorId, project: null },
      { actorId: two.actorId, project: web.key },
      { actorId: one.actorId, project: api.id },
      { actorId: one.actorId, project: web.key.toLowerCase() },
    ]
    expect(await workloadsOf(ann, asked)).toEqual([
      { openTasks: 3, unestimatedTasks: 1, openClaims: 1, hours: 4.5, completedLastDay: 0 },
      { openTasks: 0, unestimatedTasks: 0, openClaims: 0, hours: 0, completedLastDay: 1 },
      { openTasks: 1, unestimatedTasks: 1, openClaims: 0, hours: 0, completedLastDay: 0 },
      { openTasks: 2, unestimatedTasks: 0, openClaims: 1, hours: 4.5, completedLastDay: 0 },
    ])
  })

  it('is that of the projects which one sees; one that is hidden has none', async () => {
    const asked = [
      { actorId: one.actorId, project: null },
      { actorId: one.actorId, project: api.key },
    ]
    expect(await workloadsOf(bob, asked)).toMatchObject([{ openTasks: 2, openClaims: 1, hours: 4.5 }, null])
    expect(await workloadsOf(stranger, asked)).toMatchObject([{ openTasks: 0, openClaims: 0, hours: 0 }, null])
  })

  it('is a load where there is a limit', () => {
    expect([loadOf(null, 3), loadOf(4, 3), loadOf(1, 0)]).toEqual([null, 0.75, 0])
  })
})

describe('the work history of an actor', () => {
  it('has its ended claims, the last to end first, page by page, with how each ended', async () => {
    const where = await project(ann)
    const bot = await agent(ann, { project: where })
    const tasks = []
    for (let i = 0; i < 5; i++) tasks.push(await task(ann, where))
    for (const { id } of tasks) {
      const { fence } = await claimTask(bot, { task: id })
      await releaseTask(bot, { task: id, fence, note: 'later' })
    }
    await claimTask(bot, { task: tasks[0]?.id ?? '' })
    const page = async (after?: string) => (await historiesOf(ann, [historyAsked(bot.actorId, { first: 2, after })]))[0]
    const seen = []
    let at = await page()
    for (;;) {
      seen.push(...(at?.rows ?? []))
      if (!at?.hasNextPage) break
      at = await page(at.cursors.at(-1))
    }
    expect(seen.map(({ taskId }) => taskId)).toEqual(tasks.map(({ id }) => id).toReversed())
    expect(seen[0]).toMatchObject({ outcome: 'RELEASED', note: 'later', holderId: bot.actorId })
  })

  it('of several comes at once, each with its own page, and of visible projects alone', async () => {
    const [here, there] = [await project(ann), await project(ann)]
    const eve = await member(ann, here)
    const bots = [await agent(ann, { project: here }), await agent(ann, { project: here })]
    for (const bot of bots) await setMember(ann, { project: there.id, actor: bot.handle, role: 'MEMBER' })
    const done = async (bot: Caller, where: ProjectRow) => {
      const { id } = await task(ann, where)
      const { fence } = await claimTask(bot, { task: id })
      await completeTask(bot, { task: id, fence })
      return id
    }
    const [first, hidden, second] = [await done(bots[0] ?? eve, here), await done(bots[0] ?? eve, there), await done(bots[1] ?? eve, here)]
    const histories = async (caller: Caller) =>
      (
        await historiesOf(
          caller,
          [...bots, ...bots].map(({ actorId }, i) => historyAsked(actorId, { first: i + 1 })),
        )
      ).map(({ rows }) => rows.map(({ taskId }) => taskId))
    expect(await histories(ann)).toEqual([[hidden], [second], [hidden, first], [second]])
    expect(await histories(eve)).toEqual([[first], [second], [first], [second]])
    expect(await histories(stranger)).toEqual([[], [], [], []])
  })

  it('takes only a cursor of its own', () => {
    expect(() => historyAsked(one.actorId, { after: 'x' })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
    expect(() => historyAsked(one.actorId, { first: 101 })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
  })
})
