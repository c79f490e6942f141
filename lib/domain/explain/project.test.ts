import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { touch } from '#lib/auth/presence.ts'
import { transaction } from '#lib/db.ts'
import { agent, lapse, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'
import { askQuestion } from '../question/ask.ts'
import { cancelTask } from '../task/cancel.ts'
import { claimTask } from '../task/claim.ts'
import { holdTask } from '../task/hold.ts'
import type { ProjectRow } from '../task/types.ts'
import { explainProject } from './project.ts'
import { explainTask } from './task.ts'

let database: TestDatabase
let owner: Caller
let web: ProjectRow
beforeAll(async () => void (database = await testDatabase()))
beforeEach(async () => {
  await database.reset()
  owner = await person({ handle: 'ann' })
  web = await project(owner, { key: 'WEB' })
})

const made = (title: string, dependsOn: string[] = [], more: { assignee?: string; requiredCapabilities?: string[] } = {}) =>
  task(owner, web, { title, dependsOn, ...more })

describe('why nothing of a project is ready', () => {
  it('counts the open tasks by how they stand, and says it in words', async () => {
    const pax = await agent(owner, { handle: 'pax', project: web, capabilities: ['sql'] })
    const [claimed, left, held, asked, given] = [
      await made('Claimed'),
      await made('Left'),
      await made('Held'),
      await made('Asked'),
      await made('Given up'),
    ]
    await made('Behind the claimed', [claimed.id])
    await made('Behind the given up', [given.id])
    await made('For pax', [], { assignee: 'pax' })
    await made('For nobody', [], { requiredCapabilities: ['sql', 'cobol'] })
    await holdTask(owner, { task: held.id, reason: 'Later' })
    await cancelTask(owner, { task: given.id })
    const { fence } = await claimTask(pax, { task: asked.id })
    await askQuestion(pax, { task: asked.id, fence, body: 'Which?' })
    await claimTask(pax, { task: claimed.id })
    await claimTask(pax, { task: left.id })
    await lapse(left.id)

    const why = await explainProject(owner, 'web')
    expect(Object.fromEntries(why?.reasons.map(({ kind, count }) => [kind, count]) ?? [])).toEqual({
      NO_CAPABLE_AGENT: 1,
      ASSIGNED: 1,
      IN_PROGRESS: 1,
      LEASE_EXPIRED: 1,
      OPEN_BLOCKERS: 2,
      CANCELLED_BLOCKER: 1,
      WAITS_FOR_ANSWER: 1,
      ON_HOLD: 1,
    })
    expect(why).toMatchObject({
      ready: 0,
      lacking: [{ capabilities: ['cobol'], count: 1 }],
      nextLeaseExpiry: { taskId: claimed.id, holderId: pax.actorId },
    })
    expect(why?.waiting.map(({ taskId, kind }) => [taskId, kind])).toEqual([
      [held.id, 'ON_HOLD'],
      [asked.id, 'WAITS_FOR_ANSWER'],
    ])
    expect(why?.text).toMatch(
      /^Nothing in WEB is ready that somebody could take\. 1 task requires what no agent is capable of, 1 task is ready, but assigned, 1 task is in progress, .*What holds most up: .*No agent has cobol \(1 task\)\./,
    )
  })

  it('names what most waits for, directly and in all, a cancelled task too', async () => {
    const [root, given] = [await made('Root'), await made('Given up')]
    const one = await made('One', [root.id])
    await made('Two', [one.id])
    await made('Three', [one.id, root.id])
    await made('Four', [given.id])
    await cancelTask(owner, { task: given.id })
    expect((await explainProject(owner, web.id))?.gates).toMatchObject([
      { taskId: root.id, gatesDirectly: 2, gatesAll: 3, standing: { kind: 'READY' } },
      { taskId: given.id, gatesDirectly: 1, gatesAll: 1, standing: { kind: 'CANCELLED' } },
    ])
  })

  it('says which agents are there', async () => {
    await made('One')
    expect((await explainProject(owner, web.id))?.text).toContain('The project has no agents.')
    const [pax, ora] = [await agent(owner, { handle: 'pax', project: web }), await agent(owner, { handle: 'ora', project: web })]
    expect(await explainProject(owner, web.id)).toMatchObject({
      ready: 1,
      agents: { here: [], away: [ora.actorId, pax.actorId] },
      text: '1 task is ready. No agent is online: @ora never called, @pax never called.',
    })
    touch(pax.actorId)
    expect(await explainProject(owner, web.id)).toMatchObject({ agents: { here: [pax.actorId], away: [ora.actorId] } })
  })

  it('says the same where the project is large and is surveyed beside everything else', async () => {
    const one = await made('One')
    const two = await made('Two', [one.id], { requiredCapabilities: ['sql'] })
    await agent(owner, { project: web, capabilities: ['sql'] })
    await holdTask(owner, { task: one.id, reason: 'Later' })
    const facts = async () => {
      const why = await explainProject(owner, web.id)
      return { reasons: why?.reasons, gates: why?.gates, task: (await explainTask(owner, two.id))?.causes }
    }
    const here = await facts()
    await transaction([web.id], (tx) => tx.project.update({ where: { id: web.id }, data: { completed: 10_000 } }))
    expect(await facts()).toEqual(here)
    expect(here).toMatchObject({ gates: [{ taskId: one.id, gatesAll: 1 }], task: [{ taskId: one.id }] })
  })

  it('is short when nothing is open, and null for whoever is no member', async () => {
    expect(await explainProject(owner, web.id)).toMatchObject({ reasons: [], text: 'Nothing is open in WEB.' })
    expect(await explainProject(await person(), web.id)).toBeNull()
  })
})
