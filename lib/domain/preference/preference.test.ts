import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { caller, member, person, project, task, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { addContext } from '../context/add.ts'
import { assignTask } from '../task/assign.ts'
import { holdTask } from '../task/hold.ts'
import { updateTask } from '../task/update.ts'
import type { ProjectRow } from '../task/types.ts'
import { watchTask } from '../watch/watch.ts'
import { preferenceOf } from './get.ts'
import { markHomeSeen } from './seen-home.ts'
import { updatePreference } from './update.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
})
beforeEach(async () => void (bob = await member(ann, web)))

describe('what somebody chose', () => {
  it('is shortcuts on, nothing muted and nothing seen for whoever chose nothing', async () => {
    expect(await preferenceOf(bob)).toEqual({ shortcuts: true, mutedReasons: [], homeSeenAt: null })
  })

  it('changes field by field, for nobody else, and makes no event', async () => {
    const before = await db().event.count()
    await updatePreference(bob, { mutedReasons: ['UPDATE', 'HELD', 'UPDATE'] })
    await updatePreference(bob, { shortcuts: false })
    expect(await preferenceOf(bob)).toMatchObject({ shortcuts: false, mutedReasons: ['HELD', 'UPDATE'] })
    await updatePreference(bob, { mutedReasons: [] })
    expect(await preferenceOf(bob)).toMatchObject({ shortcuts: false, mutedReasons: [] })
    expect(await preferenceOf(ann)).toMatchObject({ shortcuts: true })
    expect(await db().event.count()).toBe(before)
  })

  it('refuses to mute what asks a person, an unknown reason, and a token that only reads', async () => {
    await expect(updatePreference(bob, { mutedReasons: ['QUESTION'] })).rejects.toThrow('always reaches you')
    await expect(updatePreference(bob, { mutedReasons: ['NOISE' as 'UPDATE'] })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    const reading = caller(bob, { scopes: ['READ'] })
    await expect(updatePreference(reading, { shortcuts: false })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(markHomeSeen(reading, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('who mutes a reason', () => {
  it('is not told for it, on any task, while others are', async () => {
    const eve = await member(ann, web)
    await updatePreference(bob, { mutedReasons: ['HELD'] })
    const [one, two] = [await task(ann, web), await task(ann, web)]
    await assignTask(ann, { task: one.id, assignee: bob.handle })
    await assignTask(ann, { task: two.id, assignee: eve.handle })
    for (const { id } of [one, two]) await holdTask(ann, { task: id, reason: 'r' })
    expect(await toldOf(bob, one.id)).toEqual(['ASSIGNED'])
    expect(await toldOf(eve, two.id)).toEqual(['ASSIGNED', 'HELD'])
  })

  it('is not told for it of followed tasks either, until it is muted no more', async () => {
    const { id } = await task(ann, web)
    await watchTask(bob, { task: id, level: 'FOLLOWING' })
    await updatePreference(bob, { mutedReasons: ['FOLLOWED'] })
    await updateTask(ann, { task: id, title: 'New' })
    await addContext(ann, { task: id, body: 'words' })
    expect(await toldOf(bob, id)).toEqual(['UPDATE'])
    await updatePreference(bob, { mutedReasons: [] })
    await updateTask(ann, { task: id, title: 'Newer' })
    expect(await toldOf(bob, id)).toEqual(['UPDATE', 'FOLLOWED'])
  })

  it('hears what speaks to them, whatever the row says', async () => {
    const { actorId } = bob
    await updatePreference(bob, { mutedReasons: ['UPDATE'] })
    await transaction([], (tx) => tx.preference.update({ where: { actorId }, data: { mutedReasons: 'MENTION ASSIGNED UPDATE' } }))
    const { id } = await task(ann, web)
    await assignTask(ann, { task: id, assignee: bob.handle })
    await addContext(ann, { task: id, body: `@${bob.handle}` })
    await addContext(ann, { task: id, body: 'words' })
    expect(await toldOf(bob, id)).toEqual(['ASSIGNED', 'MENTION'])
  })
})

describe('home', () => {
  it('is seen now, at another moment, or never, and keeps the other choices', async () => {
    await updatePreference(bob, { shortcuts: false })
    const start = Date.now()
    await markHomeSeen(bob, {})
    expect((await preferenceOf(bob)).homeSeenAt?.getTime()).toBeGreaterThanOrEqual(start - 1000)
    const at = new Date('2026-01-31T12:00:00Z')
    await markHomeSeen(bob, { at })
    expect(await preferenceOf(bob)).toEqual({ shortcuts: false, mutedReasons: [], homeSeenAt: at })
    await markHomeSeen(bob, { at: null })
    expect((await preferenceOf(bob)).homeSeenAt).toBeNull()
    await expect(markHomeSeen(bob, { at: new Date(Date.now() + 3600_000) })).rejects.toThrow('must not lie ahead')
  })

  it('is marked once under one key', async () => {
    const at = new Date('2026-01-31T12:00:00Z')
    expect(await markHomeSeen(bob, { at, idempotencyKey: `seen ${bob.actorId}` })).toEqual({ replayed: false })
    await markHomeSeen(bob, { at: null })
    expect(await markHomeSeen(bob, { at, idempotencyKey: `seen ${bob.actorId}` })).toEqual({ replayed: true })
    expect((await preferenceOf(bob)).homeSeenAt).toBeNull()
  })
})
