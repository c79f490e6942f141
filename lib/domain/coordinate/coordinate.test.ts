import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { touch } from '#lib/auth/presence.ts'
import { db, transaction } from '#lib/db.ts'
import { agent, events, inbox, member, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { updateAgent } from '../actor/update-agent.ts'
import { registerPlugin } from '../plugin/register.ts'
import { setMember } from '../project/set-member.ts'
import { updateProject } from '../project/update.ts'
import { claimTask } from '../task/claim.ts'
import { holdTask } from '../task/hold.ts'
import type { ProjectRow } from '../task/types.ts'
import { updateTask } from '../task/update.ts'
import { coordinateProject } from './coordinate.ts'

let database: TestDatabase
let owner: Caller
let web: ProjectRow
beforeAll(async () => void (database = await testDatabase()))
beforeEach(async () => {
  await database.reset()
  owner = await person({ handle: 'ann' })
  web = await project(owner, { key: 'WEB' })
})

/** An agent that has just called. */
async function worker(handle: string, { capabilities = [], wipLimit }: { capabilities?: string[]; wipLimit?: number } = {}) {
  const made = await agent(owner, { handle, project: web, capabilities })
  if (wipLimit) await updateAgent(owner, { agent: made.actorId, wipLimit })
  touch(made.actorId)
  return made
}
type More = Partial<Omit<Parameters<typeof task>[2], 'title'>>
const made = (title: string, more: More = {}) => task(owner, web, { title, ...more })
const coordinate = (more: Partial<Parameters<typeof coordinateProject>[1]> = {}) => coordinateProject(owner, { project: web.id, ...more })
const offline = (actor: Caller) =>
  transaction([], (tx) => tx.actor.update({ where: { id: actor.actorId }, data: { lastSeenAt: new Date(Date.now() - 86_400_000) } }))

describe('coordinating a project', () => {
  it('gives nothing to the agent that a plugin acts as', async () => {
    const { actor } = await registerPlugin({ name: 'probe', version: '1.0.0' })
    await setMember(owner, { project: web.id, actor: actor.id, role: 'MEMBER' })
    touch(actor.id)
    await made('Anything')
    expect(await coordinate({ includeOffline: true })).toMatchObject({ tasks: [] })
  })

  it('assigns ready work by capability and limit, and writes it down in one go', async () => {
    const [pax, ora] = [
      await worker('pax', { capabilities: ['sql', 'rust'], wipLimit: 1 }),
      await worker('ora', { capabilities: ['figma'] }),
    ]
    const [query, screen] = [
      await made('Query', { requiredCapabilities: ['SQL'] }),
      await made('Screen', { requiredCapabilities: ['figma'] }),
    ]
    await made('Blocked', { dependsOn: [query.id] })
    const result = await coordinate({ idempotencyKey: 'k' })
    expect(result).toMatchObject({ dryRun: false, leftCount: 0, truncated: false, summary: '2 tasks were assigned to 2 agents.' })
    expect(result.tasks).toEqual([query.id, screen.id])
    expect(result.reasons).toEqual([
      'On the critical path; 1 task waits for it; @pax is capable of sql and then has 1 of at most 1 task.',
      '@ora is capable of figma and then has 1 task.',
    ])
    expect(await taskRow(query.id)).toMatchObject({ assigneeId: pax.actorId, status: 'PENDING', version: 2 })
    expect(await taskRow(screen.id)).toMatchObject({ assigneeId: ora.actorId, version: 2 })
    expect((await inbox(pax)).map(({ taskId, reason }) => [taskId, reason])).toEqual([[query.id, 'ASSIGNED']])
    const written = (await events({ stream: 'WEB' })).slice(-3)
    expect(written.map((event) => event.action)).toEqual(['TASK_ASSIGNED', 'TASK_ASSIGNED', 'PROJECT_COORDINATED'])
    expect(written[0]).toMatchObject({
      taskId: query.id,
      changes: [{ field: 'assignee', old: null, new: pax.actorId }],
      data: { coordinated: true },
    })
    expect(written[2]?.data).toEqual({ assigned: 2, moved: 0, agents: 2, left: 0 })
    await expectDerivedRight(web.id)
    expect(await coordinate({ idempotencyKey: 'k' })).toEqual({ ...result, replayed: true })
    expect(await coordinate()).toMatchObject({ tasks: [], summary: 'Nothing is ready that nobody has.' })
  })

  it('a dry run changes nothing and shows what applying its fingerprint does', async () => {
    const pax = await worker('pax')
    const one = await made('One')
    const before = await db().event.count()
    const shown = await coordinate({ dryRun: true })
    expect(shown).toMatchObject({ dryRun: true, tasks: [one.id], summary: '1 task would be assigned to 1 agent.' })
    expect(await taskRow(one.id)).toMatchObject({ assigneeId: null, version: 1 })
    expect(await db().event.count()).toBe(before)
    expect(await coordinate({ fingerprint: shown.fingerprint })).toMatchObject({ fingerprint: shown.fingerprint, tasks: [one.id] })
    expect(await taskRow(one.id)).toMatchObject({ assigneeId: pax.actorId })
  })

  it('is refused whole when something else would be done than was shown', async () => {
    await worker('pax')
    const one = await made('One')
    const shown = await coordinate({ dryRun: true })
    await updateTask(owner, { task: one.id, title: 'Another name is no other proposal' })
    expect(await coordinate({ dryRun: true })).toMatchObject({ fingerprint: shown.fingerprint })
    const two = await made('Two')
    const { fingerprint } = await coordinate({ dryRun: true })
    await expect(coordinate({ fingerprint: shown.fingerprint })).rejects.toMatchObject({ code: 'PROPOSAL_CHANGED', fingerprint })
    expect([(await taskRow(one.id)).assigneeId, (await taskRow(two.id)).assigneeId]).toEqual([null, null])
  })

  it('gives what is of critical priority, then the critical path, then what the ready queue has first', async () => {
    await worker('pax', { wipLimit: 3 })
    const [low, normal] = [await made('Low', { priority: 0, estimatedHours: 1 }), await made('Normal', { estimatedHours: 1 })]
    const long = await made('Long', { priority: 0, estimatedHours: 40 })
    const [high, urgent] = [
      await made('High', { priority: 2, estimatedHours: 1 }),
      await made('Urgent', { priority: 3, estimatedHours: 1 }),
    ]
    const result = await coordinate()
    expect(result.tasks).toEqual([urgent.id, long.id, high.id])
    expect(result.critical).toEqual([0, 1, 0])
    expect(result.left).toEqual([normal.id, low.id])
    expect(result.leftKinds).toEqual(['AGENTS_FULL', 'AGENTS_FULL'])
    expect(result.leftReasons[0]).toBe('@pax has as many tasks as it may.')
  })

  it('counts what an agent holds and has elsewhere, and spreads the rest evenly', async () => {
    const [pax, ora] = [await worker('pax', { wipLimit: 3 }), await worker('ora')]
    const other = await project(owner, { key: 'API', members: [[pax, 'MEMBER']] })
    await task(owner, other, { title: 'Elsewhere', assignee: 'pax' })
    const claimed = await made('Claimed')
    await claimTask(pax, { task: claimed.id })
    for (let i = 0; i < 4; i++) await made(`Free ${i}`)
    const result = await coordinate()
    expect(result.agents.filter((id) => id === pax.actorId)).toHaveLength(1)
    expect(result.agents.filter((id) => id === ora.actorId)).toHaveLength(3)
  })

  it('gives offline agents nothing unless asked to, and says so', async () => {
    const pax = await agent(owner, { handle: 'pax', project: web })
    await offline(pax)
    await agent(owner, { handle: 'new', project: web })
    await made('One')
    expect(await coordinate({ dryRun: true })).toMatchObject({
      tasks: [],
      leftKinds: ['AGENTS_OFFLINE'],
      leftReasons: ['@new and @pax are offline.'],
      summary: 'Nothing to assign, 1 left.',
    })
    expect(await coordinate({ includeOffline: true, agents: ['@pax'] })).toMatchObject({ agents: [pax.actorId] })
  })

  it('leaves what nobody is capable of, what only retired agents, viewers and people could do, and what is held', async () => {
    await worker('pax', { capabilities: ['sql'] })
    await agent(owner, { handle: 'viewer', project: web, role: 'VIEWER', capabilities: ['cobol'] })
    await member(owner, web)
    const [old, both] = [
      await made('Old', { requiredCapabilities: ['cobol'] }),
      await made('Both', { requiredCapabilities: ['sql', 'cobol'] }),
    ]
    const held = await made('Held')
    await holdTask(owner, { task: held.id, reason: 'Later' })
    expect(await coordinate()).toMatchObject({
      tasks: [],
      left: [old.id, both.id],
      leftKinds: ['NO_CAPABLE_AGENT', 'NO_CAPABLE_AGENT'],
      leftReasons: ['No agent has cobol.', 'No agent has cobol.'],
      leftCount: 2,
    })
  })

  it('does not give a task to an agent that failed it again and again a moment ago', async () => {
    const pax = await worker('pax')
    const one = await made('One')
    await claimTask(pax, { task: one.id })
    const retryAt = new Date(Date.now() + 60_000)
    await transaction([web.id], async (tx) => {
      await tx.claim.updateMany({ where: { taskId: one.id }, data: { endedAt: new Date(), outcome: 'FAILED', retryAt } })
      await tx.task.update({ where: { id: one.id }, data: { status: 'PENDING', assigneeId: null } })
    })
    expect(await coordinate({ dryRun: true })).toMatchObject({ tasks: [], leftKinds: ['BACKING_OFF'] })
    const ora = await worker('ora')
    expect(await coordinate({ dryRun: true })).toMatchObject({ agents: [ora.actorId] })
  })
})

describe('moving work off agents that have too much', () => {
  it('moves the least urgent tasks beyond the limit, after what nobody has, and only when asked', async () => {
    const [pax, ora] = [await worker('pax', { wipLimit: 2 }), await worker('ora', { wipLimit: 2 })]
    const [high, usual, low] = [
      await made('High', { priority: 2, assignee: 'pax' }),
      await made('Usual', { assignee: 'pax' }),
      await made('Low', { priority: 0, assignee: 'pax' }),
    ]
    const free = await made('Free', { priority: 0 })
    expect(await coordinate({ dryRun: true })).toMatchObject({ tasks: [free.id], agents: [ora.actorId] })
    const result = await coordinate({ moveOverloaded: true })
    expect(result).toMatchObject({ tasks: [free.id, low.id], agents: [ora.actorId, ora.actorId], sources: ['', pax.actorId] })
    expect(result.reasons[1]).toBe('@pax has 3 tasks and may hold 2; @ora then has 2 of at most 2 tasks.')
    expect(result.summary).toBe('1 task was assigned to 1 agent, 1 moved.')
    expect((await taskRow(high.id)).assigneeId).toBe(pax.actorId)
    expect((await taskRow(usual.id)).assigneeId).toBe(pax.actorId)
    const lost = (await inbox(pax)).filter(({ reason }) => reason === 'UNASSIGNED')
    expect(lost.map(({ taskId }) => taskId)).toEqual([low.id])
    expect((await inbox(ora)).map(({ taskId, reason }) => [taskId, reason])).toEqual([
      [free.id, 'ASSIGNED'],
      [low.id, 'ASSIGNED'],
    ])
    expect((await events({ taskId: low.id })).at(-1)).toMatchObject({
      action: 'TASK_ASSIGNED',
      changes: [{ field: 'assignee', old: pax.actorId, new: ora.actorId }],
    })
  })

  it('moves all unstarted work of an agent that is offline, and leaves what nobody else can do', async () => {
    const [pax, ora] = [await worker('pax', { capabilities: ['sql'] }), await worker('ora')]
    const gone = await agent(owner, { handle: 'gone', project: web })
    const [started, plain, special] = [
      await made('Started'),
      await made('Plain', { assignee: 'gone' }),
      await made('Special', { assignee: 'gone', requiredCapabilities: ['cobol'] }),
    ]
    await claimTask(gone, { task: started.id })
    const result = await coordinate({ moveOverloaded: true, agents: [ora.actorId, gone.actorId] })
    expect(result).toMatchObject({ tasks: [plain.id], agents: [ora.actorId], left: [special.id], leftKinds: ['NO_CAPABLE_AGENT'] })
    expect(result.reasons[0]).toContain('@gone is offline')
    expect(result.leftReasons[0]).toBe('It stays with @gone: no other agent has cobol.')
    expect((await taskRow(started.id)).assigneeId).toBe(gone.actorId)
    expect(pax.actorId).not.toBe(ora.actorId)
  })
})

describe('who coordinates', () => {
  it('an owner alone, in a project that is not archived, with agents of it', async () => {
    const bob = await member(owner, web)
    await expect(coordinateProject(bob, { project: web.id })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      rule: 'only an OWNER coordinates',
    })
    await expect(coordinateProject(await person(), { project: web.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(coordinate({ agents: ['ann'] })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field: 'agents.0' }] })
    await updateProject(owner, { project: web.id, status: 'ARCHIVED' })
    await expect(coordinate()).rejects.toMatchObject({ code: 'PROJECT_ARCHIVED' })
  })
})
