import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, inbox, member, person, project, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { heartbeat } from '../claim/heartbeat.ts'
import { addContext } from '../context/add.ts'
import { setMember } from '../project/set-member.ts'
import { updateProject } from '../project/update.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { releaseTask } from '../task/release.ts'
import type { ProjectRow } from '../task/types.ts'
import { stopAgent } from './stop-agent.ts'

let ann: Caller
let eve: Caller
let bot: Caller
let web: ProjectRow
let api: ProjectRow
let eves: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  eve = await person()
  web = await project(ann)
  api = await project(ann)
  eves = await project(eve)
  bot = await agent(ann, { project: web })
  for (const [owner, place] of [
    [ann, api],
    [eve, eves],
  ] as const)
    await setMember(owner, { project: place.id, actor: bot.handle, role: 'MEMBER' })
})

async function claimed(place: ProjectRow, owner: Caller, assignee?: string) {
  const { id } = await task(owner, place, { assignee })
  const { fence } = await claimTask(bot, { task: id })
  return { task: id, fence }
}

describe('stopping an agent', () => {
  it('takes over all that it holds where the caller is an OWNER, and nothing elsewhere', async () => {
    const [a, b, c, other] = [
      await claimed(web, ann),
      await claimed(web, ann, bot.handle),
      await claimed(api, ann),
      await claimed(eves, eve),
    ]
    const { tasks } = await stopAgent(ann, { agent: bot.handle, reason: 'It deletes tests.' })
    expect(tasks).toEqual([a.task, b.task, c.task])
    for (const { task: id } of [a, b, c]) expect(await taskRow(id)).toMatchObject({ status: 'PENDING', assigneeId: null, attempts: 0 })
    expect(await taskRow(other.task)).toMatchObject({ status: 'IN_PROGRESS' })
    expect(await db().claim.findMany({ where: { holderId: bot.actorId, endedAt: { not: null } } })).toEqual(
      [a, b, c].map(() => expect.objectContaining({ outcome: 'TAKEN_OVER', note: 'It deletes tests.', endedById: ann.actorId })),
    )
    for (const place of [web, api]) await expectDerivedRight(place.id)
    await releaseTask(bot, other)
  })

  it('reaches it with the reason: in its inbox, and by the refusal of whatever it calls next', async () => {
    const held = await claimed(web, ann)
    await stopAgent(ann, { agent: bot.handle, project: web.key, reason: 'Wrong branch.' })
    expect((await toldOf(bot, held.task)).at(-1)).toBe('TAKEN_OVER')
    const { eventSeq } = (await inbox(bot)).at(-1) ?? {}
    const event = (await events({ stream: web.key })).find(({ seq }) => seq === eventSeq)
    expect(event).toMatchObject({ action: 'CLAIM_TAKEN_OVER', actorId: ann.actorId, data: { reason: 'Wrong branch.', fence: held.fence } })
    const stale = { code: 'STALE_CLAIM', reason: expect.stringContaining('Wrong branch.') }
    await expect(heartbeat(bot, held)).rejects.toMatchObject(stale)
    await expect(completeTask(bot, held)).rejects.toMatchObject(stale)
    await expect(addContext(bot, { ...held, body: 'x' })).rejects.toMatchObject(stale)
    await expect(releaseTask(bot, held)).rejects.toMatchObject(stale)
  })

  it('in one project leaves its other claims; with none it does nothing, and twice is no error', async () => {
    const [here, there] = [await claimed(web, ann), await claimed(api, ann)]
    expect(await stopAgent(ann, { agent: bot.handle, project: web.id, reason: 'x' })).toMatchObject({ tasks: [here.task] })
    expect(await taskRow(there.task)).toMatchObject({ status: 'IN_PROGRESS' })
    const before = (await events({ stream: web.key })).length
    expect(await stopAgent(ann, { agent: bot.handle, project: web.id, reason: 'x' })).toMatchObject({ tasks: [] })
    expect((await events({ stream: web.key })).length).toBe(before)
    await releaseTask(bot, there)
  })

  it('repeated under its key takes over nothing that was claimed since', async () => {
    const input = { agent: bot.handle, project: web.id, reason: 'x', idempotencyKey: 'stop-once' }
    const first = await claimed(web, ann)
    expect(await stopAgent(ann, input)).toMatchObject({ tasks: [first.task], replayed: false })
    const second = await claimed(web, ann)
    expect(await stopAgent(ann, input)).toMatchObject({ tasks: [first.task], replayed: true })
    expect(await taskRow(second.task)).toMatchObject({ status: 'IN_PROGRESS' })
    await releaseTask(bot, second)
  })

  it('is for OWNERs with the scope MANAGE, with a reason, in a project that is not archived', async () => {
    const someone = await member(ann, web)
    const forbidden = { code: 'FORBIDDEN' }
    await expect(stopAgent(someone, { agent: bot.handle, reason: 'x' })).rejects.toMatchObject(forbidden)
    await expect(stopAgent(someone, { agent: bot.handle, project: web.key, reason: 'x' })).rejects.toMatchObject(forbidden)
    await expect(stopAgent(await person(), { agent: bot.handle, reason: 'x' })).rejects.toMatchObject(forbidden)
    await expect(stopAgent(eve, { agent: bot.handle, project: web.key, reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(stopAgent(ann, { agent: someone.handle, reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'agent' })
    const narrow = { ...ann, scopes: ['READ', 'WORK'] as const }
    for (const at of [undefined, web.key])
      await expect(stopAgent(narrow, { agent: bot.handle, project: at, reason: 'x' })).rejects.toMatchObject({
        rule: expect.stringContaining('MANAGE'),
      })
    for (const reason of ['', '  ', 'x'.repeat(5001)])
      await expect(stopAgent(ann, { agent: bot.handle, reason })).rejects.toMatchObject({ issues: [{ field: 'reason' }] })
    const old = await project(ann)
    await updateProject(ann, { project: old.id, status: 'ARCHIVED' })
    await expect(stopAgent(ann, { agent: bot.handle, project: old.id, reason: 'x' })).rejects.toMatchObject({ code: 'PROJECT_ARCHIVED' })
  })
})
