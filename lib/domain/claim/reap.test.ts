import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { agent, events, lapse, person, project, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { claimTask } from '../task/claim.ts'
import type { ProjectRow } from '../task/types.ts'
import { heartbeat } from './heartbeat.ts'
import { reap } from './reap.ts'

let ann: Caller
let bot: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bot = await agent(ann, { project: web })
})

const held = async (in_ = web) => {
  const { id } = await task(ann, in_)
  return { id, ...(await claimTask(bot, { task: id })) }
}
const outcomeOf = async (id: string) => (await db().claim.findFirstOrThrow({ where: { taskId: id } })).outcome

describe('the reaper', () => {
  it('frees what lapsed, in every project, and leaves what has not', async () => {
    const shop = await project(ann, { members: [[bot, 'MEMBER']] })
    const late = [await held(), await held(), await held(shop)]
    const good = await held()
    for (const { id } of late) await lapse(id)
    await reap()
    for (const { id, fence } of late) {
      expect(await taskRow(id)).toMatchObject({ status: 'PENDING', assigneeId: null, attempts: 1 })
      expect(await outcomeOf(id)).toBe('EXPIRED')
      expect(await toldOf(bot, id)).toEqual(['LEASE_EXPIRED'])
      expect((await events({ taskId: id })).at(-1)).toMatchObject({
        action: 'CLAIM_ENDED',
        actorId: null,
        data: { outcome: 'EXPIRED', fence },
      })
    }
    expect(await taskRow(good.id)).toMatchObject({ status: 'IN_PROGRESS' })
    await heartbeat(bot, { task: good.id, fence: good.fence })
    await expectDerivedRight(shop.id)
  })

  it('ends more than fit in one write, each once, also when two of it run', async () => {
    const late = await Promise.all(Array.from({ length: 60 }, () => held()))
    await transaction([], (tx) =>
      tx.claim.updateMany({ where: { taskId: { in: late.map(({ id }) => id) } }, data: { expiresAt: new Date(Date.now() - 1000) } }),
    )
    await Promise.all([reap(), reap()])
    const rows = await db().task.findMany({ where: { id: { in: late.map(({ id }) => id) } } })
    expect(rows.map(({ status, attempts, version }) => `${status} ${attempts} ${version}`)).toEqual(rows.map(() => 'PENDING 1 3'))
  })

  it('puts a task on hold whose attempts are used up', async () => {
    const { id } = await held()
    await transaction([web.id], (tx) => tx.task.update({ where: { id }, data: { attempts: 2 } }))
    await lapse(id)
    await reap()
    expect(await taskRow(id)).toMatchObject({ status: 'BLOCKED', attempts: 3, holdReason: expect.stringContaining('the lease ran out') })
    expect(await toldOf(ann, id)).toEqual(['NEEDS_PERSON'])
  })

  it('ends a lease that reaches further ahead than one can', async () => {
    const { id } = await held()
    await transaction([], (tx) => tx.claim.updateMany({ where: { taskId: id }, data: { expiresAt: new Date(Date.now() + 26 * 3600_000) } }))
    await reap()
    expect(await outcomeOf(id)).toBe('EXPIRED')
  })

  it('says when the next lease runs out', async () => {
    await transaction([], (tx) => tx.claim.deleteMany({ where: { endedAt: null } }))
    expect(await reap()).toBeGreaterThan(10_000)
    const { id } = await held()
    await transaction([], (tx) =>
      tx.claim.updateMany({ where: { taskId: id, endedAt: null }, data: { expiresAt: new Date(Date.now() + 3000) } }),
    )
    const next = await reap()
    expect(next).toBeGreaterThan(500)
    expect(next).toBeLessThanOrEqual(3001)
  })
})
