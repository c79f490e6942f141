import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { transaction } from '#lib/db.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { holdTask } from '../task/hold.ts'
import type { ProjectRow } from '../task/types.ts'
import { failTask } from './fail.ts'
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
  bot = await agent(ann, { project: web, capabilities: ['go'] })
  rival = await agent(ann, { project: web })
})

async function why(who = bot, more: Parameters<typeof claimNextTask>[1] = {}) {
  const answer = await claimNextTask(who, { project: web.id, resume: false, ...more })
  if ('task' in answer) throw new Error('something was ready')
  return answer
}
const codes = async (...args: Parameters<typeof why>) => (await why(...args)).reasons.map(({ code }) => code)

describe('why there is nothing to take', () => {
  it('FINISHED: no task is open', async () => {
    expect(await why()).toMatchObject({ reasons: [{ code: 'FINISHED', count: null }], nearestLeaseExpiry: null, retryAfterMs: 60_000 })
    await completeTask(ann, { task: (await task(ann, web)).id })
    expect(await codes()).toEqual(['FINISHED'])
  })

  it('NO_PROJECT: the caller works in none', async () => {
    expect(await codes(await agent(ann), { project: null })).toEqual(['NO_PROJECT'])
  })

  it('IN_PROGRESS and BLOCKED: with the task that others wait for, and when its lease runs out', async () => {
    const first = await task(ann, web)
    for (let i = 0; i < 2; i++) await task(ann, web, { dependsOn: [first.id] })
    const { expiresAt } = await claimTask(rival, { task: first.id, leaseSeconds: 30 })
    const until = new Date(expiresAt)
    const answer = await why()
    expect(answer).toMatchObject({
      reasons: [
        { code: 'IN_PROGRESS', count: 1, until },
        {
          code: 'BLOCKED',
          count: 2,
          isAtLeast: false,
          tasks: [first.key],
          message: expect.stringContaining(`2; first of all for ${first.key}`),
        },
      ],
      nearestLeaseExpiry: until,
    })
    expect(answer.retryAfterMs).toBeGreaterThan(1_000)
    expect(answer.retryAfterMs).toBeLessThanOrEqual(15_000)
  })

  it('ON_HOLD: a person is waited for', async () => {
    await holdTask(ann, { task: (await task(ann, web)).id, reason: 'which colour?' })
    expect(await why()).toMatchObject({ reasons: [{ code: 'ON_HOLD', count: 1 }], retryAfterMs: 60_000 })
  })

  it('CAPABILITIES: those that are missing, the most wanted first', async () => {
    await task(ann, web, { requiredCapabilities: ['go', 'rust'] })
    await task(ann, web, { requiredCapabilities: ['rust', 'css'] })
    expect((await why()).reasons).toMatchObject([
      { code: 'CAPABILITIES', count: 2, capabilities: ['rust', 'css'], message: expect.stringContaining('rust, css') },
    ])
    expect((await why(rival)).reasons).toMatchObject([{ capabilities: ['rust', 'css', 'go'] }])
    expect((await why(bot, { capabilities: ['css'] })).reasons).toMatchObject([{ capabilities: ['rust', 'go'] }])
  })

  it('ASSIGNED and FILTERED: to others, outside the filter', async () => {
    await task(ann, web, { assignee: rival.handle, priority: 3 })
    expect((await why()).reasons).toMatchObject([{ code: 'ASSIGNED', count: 1 }])
    for (let i = 0; i < 3; i++) await task(ann, web)
    expect((await why(bot, { filter: { minPriority: 3 } })).reasons).toMatchObject([
      { code: 'FILTERED', count: 3 },
      { code: 'ASSIGNED', count: 1 },
    ])
  })

  it('BACKING_OFF: until when', async () => {
    const { id } = await task(ann, web)
    for (let i = 0; i < 2; i++) {
      const { fence } = await claimTask(bot, { task: id })
      await failTask(bot, { task: id, fence, reason: 'the build is red' })
    }
    const answer = await why()
    expect(answer.reasons).toMatchObject([{ code: 'BACKING_OFF', count: 1, until: expect.any(Date) }])
    expect(answer.retryAfterMs).toBeGreaterThan(30_000)
    expect(await claimNextTask(rival, { project: web.id })).toMatchObject({ task: id })
  })

  it('WIP_LIMIT: with the tasks that are held, and nothing of those that are ready', async () => {
    const [first] = [await task(ann, web), await task(ann, web)]
    await transaction([], (tx) => tx.actor.update({ where: { id: bot.actorId }, data: { wipLimit: 1 } }))
    await claimTask(bot, { task: first.id })
    expect((await why()).reasons).toMatchObject([
      {
        code: 'WIP_LIMIT',
        count: 1,
        tasks: [first.key],
        message: `You hold as many tasks as your limit allows: complete or release one (1; ${first.key}).`,
      },
      { code: 'IN_PROGRESS' },
    ])
  })
})
