import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, member, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { registerPlugin } from '../plugin/register.ts'
import { setMember } from '../project/set-member.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { createAgent } from './create-agent.ts'
import { createToken } from './create-token.ts'
import { invitePerson } from './invite-person.ts'
import { retireAgent } from './retire-agent.ts'
import { revokeToken } from './revoke-token.ts'
import { updateAgent } from './update-agent.ts'

let ann: Caller
let bob: Caller
let admin: Caller
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  bob = await person()
  admin = await person({ isAdmin: true })
})

const lastOf = async (stream: string) => (await events({ stream })).at(-1)
const forbidden = { code: 'FORBIDDEN' }

describe('an agent', () => {
  it('belongs to the person who creates it, with a handle of its own among people and agents', async () => {
    const { agent: id } = await createAgent(ann, { handle: ' Builder.One ', name: ' Builder ', capabilities: ['TS', 'ts', 'SQL'] })
    expect(await db().actor.findUnique({ where: { id } })).toMatchObject({
      kind: 'AGENT',
      handle: 'builder.one',
      name: 'Builder',
      ownerId: ann.actorId,
    })
    expect((await db().actorCapability.findMany({ where: { actorId: id } })).map((row) => row.capability).toSorted()).toEqual(['sql', 'ts'])
    await expect(createAgent(bob, { handle: 'BUILDER.one', name: 'x' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS', field: 'handle' })
    await expect(createAgent(bob, { handle: ann.handle, name: 'x' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    for (const handle of ['a', '-ab', 'ab cd', 'ä1', 'a'.repeat(51)])
      await expect(createAgent(ann, { handle, name: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field: 'handle' }] })
    await createAgent(ann, { handle: 'a'.repeat(50), name: '😀'.repeat(100) })
    await expect(createAgent(ann, { handle: 'named', name: '😀'.repeat(101) })).rejects.toMatchObject({ issues: [{ field: 'name' }] })
  })

  it('of one handle is made once, also behind two gates at once', async () => {
    const [one, two] = [await project(ann), await project(ann)]
    const made = await Promise.allSettled(
      [one, two, undefined].map((at) => createAgent(ann, { handle: 'same-name', name: 'x', project: at?.id })),
    )
    expect(made.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of made) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'ALREADY_EXISTS' })
  })

  it('joins a project only through one of its OWNERs', async () => {
    const where = await project(ann)
    const someone = await member(ann, where)
    await expect(createAgent(someone, { handle: 'not-mine', name: 'x', project: where.id })).rejects.toMatchObject(forbidden)
    await expect(createAgent(bob, { handle: 'not-mine', name: 'x', project: where.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { agent: id } = await createAgent(ann, { handle: 'mine', name: 'x', project: where.key, role: 'VIEWER' })
    expect(await db().member.findFirst({ where: { actorId: id } })).toMatchObject({ projectId: where.id, role: 'VIEWER' })
    expect(await lastOf(where.key)).toMatchObject({ action: 'MEMBER_ADDED', subjectId: id })
  })

  it('is changed, given tokens and retired by its person or an admin, and by nobody else; agents create none', async () => {
    const bot = await agent(ann)
    const { token } = await createToken(ann, { agent: bot.handle, name: 't', scopes: ['READ'] })
    for (const other of [bob, bot]) {
      await expect(updateAgent(other, { agent: bot.handle, name: 'x' })).rejects.toMatchObject(forbidden)
      await expect(createToken(other, { agent: bot.handle, name: 't', scopes: ['READ'] })).rejects.toMatchObject(forbidden)
      await expect(revokeToken(other, { token })).rejects.toMatchObject(forbidden)
      await expect(retireAgent(other, { agent: bot.handle })).rejects.toMatchObject(forbidden)
    }
    await expect(createAgent(bot, { handle: 'child', name: 'x' })).rejects.toMatchObject(forbidden)
    await expect(createAgent({ ...ann, scopes: ['PLAN'] }, { handle: 'child', name: 'x' })).rejects.toMatchObject({
      rule: expect.stringContaining('MANAGE'),
    })
    await updateAgent(admin, { agent: bot.handle, name: 'By admin', agentType: 'coder', capabilities: null })
    expect(await lastOf('workspace')).toMatchObject({
      action: 'AGENT_UPDATED',
      changes: [
        { field: 'name', new: 'By admin' },
        { field: 'agentType', old: null, new: 'coder' },
      ],
    })
    await updateAgent(ann, { agent: bot.actorId, agentType: null })
    expect(await db().actor.findUnique({ where: { id: bot.actorId } })).toMatchObject({ name: 'By admin', agentType: null })
    await expect(updateAgent(ann, { agent: bob.handle, name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'agent' })
  })

  it('that is retired loses tokens, claims and open tasks everywhere in one write, and takes nothing any more', async () => {
    const [one, two] = [await project(ann), await project(ann)]
    const bot = await agent(ann, { project: one })
    await setMember(ann, { project: two.id, actor: bot.handle, role: 'MEMBER' })
    const { token } = await createToken(ann, { agent: bot.handle, name: 't', scopes: ['WORK'] })
    const [claimed, assigned] = [await task(ann, one), await task(ann, two, { assignee: bot.handle })]
    const { fence } = await claimTask(bot, { task: claimed.id })
    const { released } = await retireAgent(ann, { agent: bot.handle })
    expect(released.toSorted()).toEqual([claimed.id, assigned.id].toSorted())
    expect(await taskRow(claimed.id)).toMatchObject({ status: 'PENDING', assigneeId: null })
    expect(await taskRow(assigned.id)).toMatchObject({ assigneeId: null })
    expect(await db().token.findUnique({ where: { id: token } })).toMatchObject({ revokedAt: expect.any(Date) })
    expect(await lastOf('workspace')).toMatchObject({ action: 'AGENT_RETIRED', subjectId: bot.actorId })
    await expect(completeTask(bot, { task: claimed.id, fence })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    const retired = { code: 'INVALID_INPUT', issues: [{ message: expect.stringContaining('retired') }] }
    await expect(createToken(ann, { agent: bot.handle, name: 't', scopes: ['READ'] })).rejects.toMatchObject(retired)
    await expect(updateAgent(ann, { agent: bot.handle, name: 'x' })).rejects.toMatchObject(retired)
    await expect(setMember(ann, { project: one.id, actor: bot.handle, role: 'OWNER' })).rejects.toMatchObject(retired)
    await expect(task(ann, one, { assignee: bot.handle })).rejects.toMatchObject(retired)
    expect(await retireAgent(ann, { agent: bot.handle })).toMatchObject({ released: [] })
    await expectDerivedRight(one.id)
    await expectDerivedRight(two.id)
  })
})

describe('secrets', () => {
  it('of a token stand in the first answer alone: not in a replay, an event or the row', async () => {
    const bot = await agent(ann)
    const input = {
      agent: bot.handle,
      name: 'ci',
      scopes: ['WORK', 'READ'] as ('WORK' | 'READ')[],
      expiresInDays: 1,
      idempotencyKey: 'one-token',
    }
    const first = await createToken(ann, input)
    expect(first.secret).toEqual(expect.any(String))
    expect(await createToken(ann, input)).toEqual({ token: first.token, secret: null, replayed: true })
    const row = await db().token.findUniqueOrThrow({ where: { id: first.token } })
    expect(row).toMatchObject({ scopes: 'READ WORK', createdById: ann.actorId })
    expect(row.expiresAt?.getTime()).toBe(row.createdAt.getTime() + 24 * 3600_000)
    const stored = JSON.stringify([row, await events({ stream: 'workspace' }), await db().idempotencyKey.findMany()])
    expect(stored).not.toContain(first.secret)
    expect(await db().token.count({ where: { actorId: bot.actorId } })).toBe(1)
  })

  it('of an invitation likewise; only admins invite; handles and addresses are unique', async () => {
    const input = { email: 'New@Example.org', handle: 'newcomer', name: 'N', idempotencyKey: 'one-invitation' }
    const first = await invitePerson(admin, input)
    expect(first.secret).toEqual(expect.any(String))
    expect(await invitePerson(admin, input)).toEqual({ invitation: first.invitation, secret: null, becomes: null, replayed: true })
    const stored = JSON.stringify([await events({ stream: 'workspace' }), await db().invitation.findMany()])
    expect(stored).not.toContain(first.secret)
    expect(JSON.stringify(await events({ stream: 'workspace' }))).not.toMatch(/example\.org/i)
    await expect(invitePerson(ann, { email: 'a@b.cd', handle: 'xy', name: 'x' })).rejects.toMatchObject(forbidden)
    const { handle } = await agent(ann)
    await expect(invitePerson(admin, { email: 'a@b.cd', handle, name: 'x' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      field: 'handle',
    })
    await expect(invitePerson(admin, { email: 'no address', handle: 'xy', name: 'x' })).rejects.toMatchObject({
      issues: [{ field: 'email' }],
    })
  })

  it('a token limited to projects names only those that the caller sees', async () => {
    const bot = await agent(ann)
    const [mine, theirs] = [await project(ann), await project(bob)]
    const scopes: 'WORK'[] = ['WORK']
    await expect(createToken(ann, { agent: bot.handle, name: 't', scopes, projects: [theirs.id] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      what: 'project',
    })
    const { token } = await createToken(ann, { agent: bot.handle, name: 't', scopes, projects: [mine.id, mine.key] })
    expect(await db().tokenProject.findMany({ where: { tokenId: token } })).toEqual([{ tokenId: token, projectId: mine.id }])
    await expect(createToken(ann, { agent: bot.handle, name: 't', scopes: [] })).rejects.toMatchObject({ issues: [{ field: 'scopes' }] })
  })

  it('revoking twice is no error and one event', async () => {
    const bot = await agent(ann)
    const { token } = await createToken(ann, { agent: bot.handle, name: 't', scopes: ['READ'] })
    await revokeToken(ann, { token })
    const last = await lastOf('workspace')
    expect(last).toMatchObject({ action: 'TOKEN_REVOKED', subjectId: token })
    await revokeToken(ann, { token })
    expect(await lastOf('workspace')).toEqual(last)
    await expect(revokeToken(ann, { token: 'tok_0' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the agent that a plugin acts as', () => {
  it('is not retired: the plugin would never act again', async () => {
    const { actor } = await registerPlugin({ name: 'probe', version: '1.0.0' })
    await expect(retireAgent(admin, { agent: actor.id })).rejects.toThrow('agent: the plugin probe acts as it: switch that off')
    expect(await db().actor.findUnique({ where: { id: actor.id } })).toMatchObject({ retiredAt: null })
  })
})
