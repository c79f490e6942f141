import { beforeAll, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { agent, events, inbox, member, person, project, statusOf, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { createToken } from './actor/create-token.ts'
import { invitePerson } from './actor/invite-person.ts'
import { retireAgent } from './actor/retire-agent.ts'
import { revokeToken } from './actor/revoke-token.ts'
import { updateAgent } from './actor/update-agent.ts'
import { addContext } from './context/add.ts'
import { addDependency } from './dependency/add.ts'
import { removeDependency } from './dependency/remove.ts'
import { addFileReference } from './file/add.ts'
import { removeFileReference } from './file/remove.ts'
import { removeMember } from './project/remove-member.ts'
import { updateProject } from './project/update.ts'
import { assignTask } from './task/assign.ts'
import { cancelTask } from './task/cancel.ts'
import { claimTask } from './task/claim.ts'
import { completeTask } from './task/complete.ts'
import { createPlan } from './plan/create.ts'
import { deleteTask } from './task/delete.ts'
import { holdTask } from './task/hold.ts'
import { releaseHold } from './task/release-hold.ts'
import { releaseTask } from './task/release.ts'
import { reopenTask } from './task/reopen.ts'
import { restoreTask } from './task/restore.ts'
import { startTask } from './task/start.ts'
import { updateTask } from './task/update.ts'

beforeAll(async () => void (await testDatabase()))

it('every verb runs, one after another, and leaves gapless events and right counters', async () => {
  const ann = await person({ isAdmin: true })
  const p = await project(ann)
  const bob = await member(ann, p)
  const bot = await agent(ann, { project: p, capabilities: ['TS'] })
  await invitePerson(ann, { email: 'a@b.cd', handle: 'xy', name: 'XY' })
  await updateAgent(ann, { agent: bot.actorId, name: 'Bot', capabilities: ['ts', 'sql'] })
  const { token, secret } = await createToken(ann, { agent: bot.handle, name: 't', scopes: ['WORK'], projects: [p.key] })
  expect(secret).toBeTruthy()
  await revokeToken(ann, { token })
  await updateProject(ann, { project: p.key, name: 'New', brief: { why: 'w' } })
  const a = await task(ann, p, { tags: ['X'], criteria: ['c'], requiredCapabilities: ['ts'], deadline: new Date() })
  const b = await task(ann, p, { dependsOn: [a.key], parent: a.id })
  expect(b.status).toBe('BLOCKED')
  const { tasks } = await createPlan(ann, { project: p.id, tasks: [{ title: '1' }, { title: '2', dependsOn: ['#1'], tags: ['x'] }] })
  expect(tasks).toHaveLength(2)
  await updateTask(ann, { task: a.id, title: 'T', tags: ['y'], priority: 3, criteria: [] })
  expect((await taskRow(a.id)).effectivePriority).toBe(3)
  const { fence } = await claimTask(bot, { task: a.id })
  await addContext(bot, { task: a.id, body: 'hi', fence })
  await addContext(ann, { project: p.id, body: 'hi' })
  const { file } = await addFileReference(bot, { task: a.id, path: 'a/b.ts', lineStart: 1 })
  await removeFileReference(ann, { file })
  await releaseTask(bot, { task: a.id, fence, note: 'n' })
  await assignTask(ann, { task: a.id, assignee: bob.handle })
  await startTask(bob, { task: a.id })
  expect((await completeTask(bob, { task: a.id, summary: 's', actualHours: 1 })).unblocked).toEqual([b.id])
  expect((await reopenTask(ann, { task: a.id })).blocked).toEqual([b.id])
  await holdTask(ann, { task: a.id, reason: 'r' })
  await releaseHold(ann, { task: a.id })
  const [first = '', second = ''] = tasks
  await deleteTask(ann, { task: second })
  await restoreTask(ann, { task: second })
  await addDependency(ann, { task: first, dependsOn: a.id })
  await removeDependency(ann, { task: first, dependsOn: a.id, kind: 'BLOCKS' })
  expect((await cancelTask(ann, { task: a.id, policy: 'RELEASE' })).freed).toEqual([b.id])
  expect(await statusOf(b.id)).toBe('PENDING')
  await claimTask(bot, { task: b.id })
  await removeMember(ann, { project: p.id, actor: bob.handle })
  expect((await retireAgent(ann, { agent: bot.handle })).released).toEqual([b.id])
  const rows = await events({ stream: p.key })
  expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1))
  expect(await inbox(bob)).not.toEqual([])
  expect(await db().project.findUnique({ where: { id: p.id } })).toMatchObject({ pending: 2, blocked: 1, cancelled: 1 })
})
