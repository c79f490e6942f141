import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, caller, events, inbox, lapse, member, person, project, task, team, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { retireAgent } from '../actor/retire-agent.ts'
import { addContext } from '../context/add.ts'
import { removeMember } from '../project/remove-member.ts'
import { updateProject } from '../project/update.ts'
import { askQuestion } from '../question/ask.ts'
import { assignTask } from '../task/assign.ts'
import { cancelTask } from '../task/cancel.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { deleteTask } from '../task/delete.ts'
import { holdTask } from '../task/hold.ts'
import { releaseHold } from '../task/release-hold.ts'
import { reopenTask } from '../task/reopen.ts'
import { updateTask } from '../task/update.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'
import { watchLevelsOf } from './queries.ts'
import { watchTask } from './watch.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
let one: TaskRow
beforeAll(async () => {
  await testDatabase()
  ;({ ann, bob, bot, web } = await team())
})
beforeEach(async () => void (one = await task(ann, web)))

const levelOf = async (who: Caller) => (await watchLevelsOf(who, [one.id])).get(one.id)

describe('who follows a task', () => {
  it('hears of all that happens to it, until following no more', async () => {
    await watchTask(bob, { task: one.key, level: 'FOLLOWING' })
    await watchTask(bob, { task: one.key, level: 'FOLLOWING' })
    const { fence } = await claimTask(bot, { task: one.id })
    await addContext(bot, { task: one.id, fence, kind: 'PROGRESS', body: 'half' })
    await updateTask(ann, { task: one.id, title: 'Another title' })
    await completeTask(bot, { task: one.id, fence })
    await reopenTask(ann, { task: one.id })
    await holdTask(ann, { task: one.id, reason: 'r' })
    await releaseHold(ann, { task: one.id })
    expect(await toldOf(bob, one.id)).toEqual(['FOLLOWED', 'UPDATE', ...Array.from({ length: 5 }, () => 'FOLLOWED')])
    await watchTask(bob, { task: one.id, level: 'DEFAULT' })
    await cancelTask(ann, { task: one.id })
    expect(await toldOf(bob, one.id)).toHaveLength(7)
    expect(await levelOf(bob)).toBeUndefined()
  })

  it('is told the reason that says more, once an event', async () => {
    await watchTask(bob, { task: one.id, level: 'FOLLOWING' })
    await assignTask(ann, { task: one.id, assignee: bob.handle })
    await holdTask(ann, { task: one.id, reason: 'r' })
    await addContext(ann, { task: one.id, body: `@${bob.handle}` })
    expect(await toldOf(bob, one.id)).toEqual(['ASSIGNED', 'HELD', 'MENTION'])
  })

  it('hears of what others did to it from afar: freed by another task, and asked about', async () => {
    const after = await task(ann, web, { dependsOn: [one.id] })
    const reader = await member(ann, web, 'VIEWER')
    await watchTask(reader, { task: after.id, level: 'FOLLOWING' })
    await completeTask(ann, { task: one.id })
    await askQuestion(bot, { task: after.id, body: 'Which?' })
    expect(await toldOf(reader, after.id)).toEqual(['FOLLOWED', 'FOLLOWED'])
  })

  it('hears nothing of the own acts, nor of files and dependencies, nor after leaving', async () => {
    const eve = await member(ann, web)
    const helper = await agent(ann, { project: web })
    for (const who of [eve, ann, helper]) await watchTask(who, { task: one.id, level: 'FOLLOWING' })
    await task(ann, web, { dependsOn: [one.id] })
    await removeMember(ann, { project: web.id, actor: eve.handle })
    await retireAgent(ann, { agent: helper.handle })
    await updateTask(ann, { task: one.id, title: 'New' })
    for (const who of [eve, ann, helper]) expect(await toldOf(who, one.id)).toEqual([])
  })

  it('may be a VIEWER, an admin, and anybody in an archived project; it makes no event', async () => {
    const own = await project(ann)
    const { id } = await task(ann, own)
    await updateProject(ann, { project: own.id, status: 'ARCHIVED' })
    const count = (await events({ stream: own.key })).length
    for (const who of [await member(ann, own, 'VIEWER'), await person({ isAdmin: true })])
      expect(await watchTask(who, { task: id, level: 'FOLLOWING' })).toMatchObject({ level: 'FOLLOWING' })
    expect((await events({ stream: own.key })).filter(({ action }) => action !== 'MEMBER_ADDED')).toHaveLength(count)
  })

  it('sees the task: a stranger, a token without WORK and a deleted task are refused', async () => {
    await expect(watchTask(await person(), { task: one.id, level: 'FOLLOWING' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const reading = caller(bot, { scopes: ['READ'] })
    await expect(watchTask(reading, { task: one.id, level: 'FOLLOWING' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await deleteTask(ann, { task: one.id })
    await expect(watchTask(bob, { task: one.id, level: 'FOLLOWING' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('who mutes a task', () => {
  it('hears nothing of it but what speaks to them', async () => {
    one = await task(bob, web)
    await watchTask(bob, { task: one.id, level: 'MUTED' })
    await addContext(ann, { task: one.id, body: 'words' })
    await addContext(ann, { task: one.id, kind: 'DISCOVERY', body: 'words' })
    await holdTask(ann, { task: one.id, reason: 'r' })
    await releaseHold(ann, { task: one.id })
    expect(await toldOf(bob, one.id)).toEqual([])
    await addContext(ann, { task: one.id, body: `@${bob.handle}` })
    await askQuestion(bot, { task: one.id, body: 'Which?' })
    await releaseHold(ann, { task: one.id })
    await assignTask(ann, { task: one.id, assignee: bob.handle })
    expect(await toldOf(bob, one.id)).toEqual(['MENTION', 'QUESTION', 'ASSIGNED'])
    expect(await levelOf(bob)).toBe('MUTED')
  })

  it('learns of the end of the own claim, and mutes nobody else', async () => {
    await watchTask(bot, { task: one.id, level: 'MUTED' })
    await claimTask(bot, { task: one.id })
    await lapse(one.id)
    await claimTask(bob, { task: one.id })
    await addContext(bob, { task: one.id, body: 'mine now' })
    expect(await toldOf(bot, one.id)).toHaveLength(1)
    expect((await inbox(ann)).filter(({ taskId }) => taskId === one.id)).toHaveLength(1)
  })

  it('follows it again by following', async () => {
    await watchTask(bob, { task: one.id, level: 'MUTED' })
    await watchTask(bob, { task: one.id, level: 'FOLLOWING' })
    await updateTask(ann, { task: one.id, title: 'New' })
    expect(await toldOf(bob, one.id)).toEqual(['FOLLOWED'])
  })
})
