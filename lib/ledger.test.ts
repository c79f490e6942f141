/* eslint-disable no-restricted-imports -- what every write does is tested through the acts that write */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { agent, events, inbox, member, person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { write, type NewEvent, type Recipient } from './write.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
})

const say = (caller: Caller, said: [Partial<NewEvent>, Recipient[]?][], gate = [web.id]) =>
  write(caller, { name: 'say', input: {}, gate }, async (w) => {
    for (const [event, tell] of said) w.event({ action: 'TASK_UPDATED', projectId: web.id, ...event }, tell)
    return {}
  })
const told = async (actor: Caller) => (await inbox(actor)).map((row) => [row.seq, row.reason])

describe('events', () => {
  it('number each stream from 1 without gaps, in commit order, under concurrent writers of several projects', async () => {
    const places = [web, await project(ann), await project(ann)]
    const writers = Array.from({ length: rounds(200) + 30 }, (_, i) => {
      const at = places[i % 3] ?? web
      const workspace: [Partial<NewEvent>][] = i % 5 === 0 ? [[{ projectId: null }]] : []
      return say(ann, [[{ projectId: at.id }], ...workspace, [{ projectId: at.id }]], [at.id])
    })
    await Promise.all(writers)
    for (const { id, key } of places) {
      const { seq } = await db().project.findUniqueOrThrow({ where: { id } })
      expect((await events({ stream: key })).map((event) => event.seq)).toEqual(Array.from({ length: seq }, (_, i) => i + 1))
    }
    expect(await diagnose()).toEqual([])
  })

  it('hold who, when, with what request and from where; long user agents are cut', async () => {
    await say({ ...bob, userAgent: 'x'.repeat(400), requestId: 'req-1', address: '192.0.2.1' }, [[{ data: { a: 1 } }]])
    expect((await events({ stream: web.key })).at(-1)).toMatchObject({
      ...{ actorId: bob.actorId, requestId: 'req-1', address: '192.0.2.1', userAgent: 'x'.repeat(300), data: { a: 1 }, changes: [] },
    })
  })

  it('of the system name no actor', async () => {
    await say(bob, [[{ actorId: null }]])
    expect((await events({ stream: web.key })).at(-1)).toMatchObject({ actorId: null })
  })
})

describe('notifications', () => {
  it('number each recipient from 1 without gaps, once per event and person, whatever the reasons', async () => {
    const carl = await member(ann, web)
    const both: Recipient[] = [
      { actorId: carl.actorId, reason: 'ASSIGNED' },
      { actorId: carl.actorId, reason: 'UPDATE' },
      { actorId: bob.actorId, reason: 'UPDATE' },
    ]
    await say(ann, [
      [{}, both],
      [{}, both],
    ])
    expect(await told(carl)).toEqual([
      [1, 'ASSIGNED'],
      [2, 'ASSIGNED'],
    ])
    expect(await db().actor.findUnique({ where: { id: carl.actorId } })).toMatchObject({ notificationSeq: 2 })
  })

  it('never tell of an own act, but of the system’s', async () => {
    const carl = await member(ann, web)
    await say(carl, [[{}, [{ actorId: carl.actorId, reason: 'UPDATE' }]]])
    await say(carl, [[{ actorId: null }, [{ actorId: carl.actorId, reason: 'CLAIM_ENDED' }]]])
    expect(await told(carl)).toEqual([[1, 'CLAIM_ENDED']])
  })

  it('reach members and admins alone: nobody who left, no stranger, no retired agent, nobody at all', async () => {
    const [stranger, admin] = [await person(), await person({ isAdmin: true })]
    const bot = await agent(ann, { project: web })
    await write(ann, { name: 'retire', input: {}, gate: [] }, async (w) => {
      await w.tx.actor.update({ where: { id: bot.actorId }, data: { retiredAt: w.now } })
      return {}
    })
    const tell = [stranger, admin, bot].map(({ actorId }): Recipient => ({ actorId, reason: 'UPDATE' }))
    await say(ann, [[{}, [...tell, { actorId: null, reason: 'UPDATE' }, { actorId: undefined, reason: 'UPDATE' }]]])
    expect([await told(stranger), await told(admin), await told(bot)]).toEqual([[], [[1, 'UPDATE']], []])
  })

  it('from writers of many projects to the same people at once never deadlock or lose a number', async () => {
    const places = await Promise.all(Array.from({ length: 4 }, () => project(ann)))
    const [dora, emil] = [await person({ isAdmin: true }), await person({ isAdmin: true })]
    const writes = Array.from({ length: rounds(200) + 20 }, (_, i) => {
      const at = places[i % places.length] ?? web
      const tell: Recipient[] = [i % 2 ? dora : emil, i % 2 ? emil : dora].map(({ actorId }) => ({ actorId, reason: 'UPDATE' }))
      return say(ann, [[{ projectId: at.id }, tell]], [at.id])
    })
    await Promise.all(writes)
    for (const actor of [dora, emil]) expect((await inbox(actor)).map((row) => row.seq)).toEqual(writes.map((_, i) => i + 1))
    expect(await diagnose()).toEqual([])
  })
})
