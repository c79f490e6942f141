import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, lapse, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'
import { addDependency } from '../dependency/add.ts'
import { updateProject } from '../project/update.ts'
import { askQuestion } from '../question/ask.ts'
import { cancelTask } from '../task/cancel.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { deleteTask } from '../task/delete.ts'
import { holdTask } from '../task/hold.ts'
import { startTask } from '../task/start.ts'
import type { ProjectRow } from '../task/types.ts'
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
const kinds = async (ref: string) => (await explainTask(owner, ref))?.reasons.map((reason) => reason.kind)

describe('why a task is not ready', () => {
  it('names its open blockers, and what they wait for in the end', async () => {
    const pax = await agent(owner, { handle: 'pax', project: web })
    const [root, other] = [await made('Root'), await made('Other')]
    const middle = await made('Middle', [root.id, other.id])
    const last = await made('Last', [middle.id])
    await claimTask(pax, { task: root.id })
    const why = await explainTask(owner, last.key)
    expect(why).toMatchObject({ isReady: false, causeCount: 2, upstream: 3, truncated: false })
    expect(why?.reasons).toMatchObject([{ kind: 'OPEN_BLOCKERS', text: 'it waits for 1 open task' }])
    expect(why?.blockers).toMatchObject([{ taskId: middle.id, kind: 'BLOCKED', gates: 1, text: 'WEB-3 waits for 2 open tasks' }])
    expect(why?.causes).toMatchObject([
      { taskId: root.id, kind: 'IN_PROGRESS', actorId: pax.actorId, until: expect.any(Date), since: expect.any(Date) },
      { taskId: other.id, kind: 'READY', actorId: null, advice: 'claim WEB-2, or assign it' },
    ])
    expect(why?.text).toMatch(
      /^WEB-4 is not ready: it waits for 1 open task\. What would free it: WEB-1 is in progress by @pax for less than a minute, leased until .* UTC \(wait for @pax, or let an owner take it over\); WEB-2 is ready/,
    )
  })

  it('names blockers on hold, cancelled, assigned, started by a person or left by their holder, each with what to do', async () => {
    const pax = await agent(owner, { handle: 'pax', project: web })
    const [held, given, assigned, started, left] = [
      await made('Held'),
      await made('Given up'),
      await made('Assigned', [], { assignee: 'pax' }),
      await made('Started'),
      await made('Left'),
    ]
    const last = await made(
      'Last',
      [held, given, assigned, started, left].map((blocker) => blocker.id),
    )
    await holdTask(owner, { task: held.id, reason: 'The budget is not there' })
    await cancelTask(owner, { task: given.id })
    await startTask(owner, { task: started.id })
    await claimTask(pax, { task: left.id })
    await lapse(left.id)
    const why = await explainTask(owner, last.key)
    expect(why?.causes.map(({ kind, text, advice }) => ({ kind, text, advice }))).toEqual([
      {
        kind: 'ON_HOLD',
        text: 'WEB-1 has been on hold for less than a minute, by @ann: The budget is not there',
        advice: 'its creator or assignee, or an owner, releases the hold',
      },
      { kind: 'CANCELLED', text: 'WEB-2 was cancelled and still gates', advice: 'remove the dependency on WEB-2, or reopen it' },
      { kind: 'ASSIGNED', text: 'WEB-3 is ready for @pax', advice: '@pax claims it, or it is assigned to someone else' },
      { kind: 'IN_PROGRESS', text: 'WEB-4 is in progress by @ann for less than a minute', advice: '@ann completes it, or releases it' },
      { kind: 'LEASE_EXPIRED', text: 'the lease of @pax on WEB-5 has run out', advice: 'it is freed within moments; claim it then' },
    ])
    expect(why?.causeCount).toBe(5)
    expect(why?.text).toContain(', and 2 more.')
  })

  it('goes no further than a cancelled task, past a done one not at all, and past one in progress it does', async () => {
    const [before, done] = [await made('Before'), await made('Done')]
    const [given, going] = [await made('Given up', [before.id]), await made('Going', [done.id])]
    const last = await made('Last', [given.id, going.id])
    await cancelTask(owner, { task: given.id })
    await completeTask(owner, { task: done.id })
    await startTask(owner, { task: going.id })
    const late = await made('Late')
    await addDependency(owner, { task: going.id, dependsOn: late.id })
    const why = await explainTask(owner, last.key)
    expect(why?.causes.map((cause) => cause.taskId)).toEqual(expect.arrayContaining([given.id, late.id]))
    expect(why).toMatchObject({ causeCount: 2, upstream: 3 })
  })

  it('says who holds it and until when, who it is for, and what state it is in', async () => {
    const pax = await agent(owner, { handle: 'pax', project: web })
    const claimed = await made('Claimed')
    await claimTask(pax, { task: claimed.id })
    expect((await explainTask(owner, claimed.id))?.reasons).toMatchObject([
      { kind: 'CLAIMED', actorId: pax.actorId, until: expect.any(Date), advice: 'wait for @pax, or let an owner take it over' },
    ])
    await lapse(claimed.id)
    expect(await kinds(claimed.id)).toEqual(['LEASE_EXPIRED'])
    const assigned = await made('Assigned', [], { assignee: 'pax' })
    expect(await explainTask(owner, assigned.id)).toMatchObject({
      isReady: true,
      reasons: [{ kind: 'ASSIGNED', actorId: pax.actorId }],
      text: expect.stringContaining('WEB-2 is ready, but it is for @pax.'),
    })
    const started = await made('Started')
    await startTask(owner, { task: started.id })
    expect(await kinds(started.id)).toEqual(['STARTED'])
    await completeTask(owner, { task: started.id })
    expect(await kinds(started.id)).toEqual(['COMPLETED'])
    await deleteTask(owner, { task: started.id })
    expect(await kinds(started.id)).toEqual(['DELETED'])
    const given = await made('Given up')
    await cancelTask(owner, { task: given.id })
    expect(await kinds(given.id)).toEqual(['CANCELLED'])
    const free = await made('Free')
    expect(await explainTask(owner, free.id)).toMatchObject({ isReady: true, reasons: [], text: 'WEB-5 is ready: anyone may take it.' })
    await updateProject(owner, { project: web.id, status: 'ARCHIVED' })
    expect(await explainTask(owner, free.id)).toMatchObject({ isReady: false, reasons: [{ kind: 'PROJECT_ARCHIVED' }] })
  })

  it('on hold or with an open question it says who may end that', async () => {
    const [bob, viewer] = [await member(owner, web), await member(owner, web, 'VIEWER')]
    const pax = await agent(owner, { handle: 'pax', project: web })
    const held = await task(bob, web, { title: 'Held' })
    await holdTask(bob, { task: held.id, reason: 'Later' })
    expect((await explainTask(viewer, held.id))?.reasons).toMatchObject([
      { kind: 'ON_HOLD', actorId: bob.actorId, mayEnd: [owner.actorId, bob.actorId] },
    ])
    const asked = await made('Asked')
    const { fence } = await claimTask(pax, { task: asked.id })
    await askQuestion(pax, { task: asked.id, fence, body: 'Which colour?' })
    const why = await explainTask(viewer, asked.id)
    expect(why?.reasons).toMatchObject([
      {
        kind: 'WAITS_FOR_ANSWER',
        actorId: pax.actorId,
        mayEnd: [owner.actorId, bob.actorId],
        advice: 'a member answers or declines the question',
      },
    ])
  })

  it('says which capabilities no agent of the project has', async () => {
    await agent(owner, { project: web, capabilities: ['rust', 'sql'] })
    await agent(owner, { project: web, capabilities: ['figma'] })
    await agent(owner, { project: web, role: 'VIEWER', capabilities: ['cobol'] })
    await agent(owner, { capabilities: ['cobol'] })
    const reasons = async (requiredCapabilities: string[]) =>
      (await explainTask(owner, (await made('Special', [], { requiredCapabilities })).id))?.reasons.map(({ kind, capabilities }) => ({
        kind,
        capabilities,
      }))
    expect(await reasons(['rust', 'SQL'])).toEqual([])
    expect(await reasons(['rust', 'cobol'])).toEqual([{ kind: 'NO_CAPABLE_AGENT', capabilities: ['cobol'] }])
    expect(await reasons(['rust', 'figma'])).toEqual([{ kind: 'NO_CAPABLE_AGENT', capabilities: ['figma', 'rust'] }])
  })

  it('is told to members alone', async () => {
    const one = await made('One')
    expect(await explainTask(await person(), one.id)).toBeNull()
    expect(await explainTask(owner, 'WEB-99')).toBeNull()
  })
})
