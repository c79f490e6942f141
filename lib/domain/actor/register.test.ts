import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, member, person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from '../task/types.ts'
import { createAgent } from './create-agent.ts'
import { registerAgent } from './register-agent.ts'
import { retireAgent } from './retire-agent.ts'
import { updateAgent } from './update-agent.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
})

const rowOf = async (id: string) => {
  const { capabilities, ...row } = await db().actor.findUniqueOrThrow({ where: { id }, include: { capabilities: true } })
  return { ...row, capabilities: capabilities.map(({ capability }) => capability).toSorted() }
}
const eventsOf = async (id: string) => (await events({ stream: 'workspace' })).filter(({ subjectId }) => subjectId === id)
const forbidden = { code: 'FORBIDDEN' }

describe('registering an agent', () => {
  it('makes it when its handle is free, once, and keeps every field that is not given when it is done again', async () => {
    const all = { name: 'Builder', agentType: 'coder', capabilities: ['TS', 'sql'], wipLimit: 2 }
    const first = await registerAgent(ann, { handle: 'Builder', ...all })
    expect(first).toMatchObject({ created: true })
    const made = await rowOf(first.agent)
    expect(made).toMatchObject({ ...all, handle: 'builder', ownerId: ann.actorId, capabilities: ['sql', 'ts'] })
    expect(await registerAgent(ann, { handle: 'builder' })).toEqual({ agent: first.agent, created: false, replayed: false })
    expect(await rowOf(first.agent)).toEqual(made)
    expect((await eventsOf(first.agent)).map(({ action }) => action)).toEqual(['AGENT_CREATED'])
    await registerAgent(ann, { handle: 'builder', agentType: null, wipLimit: 5 })
    expect(await rowOf(first.agent)).toMatchObject({ ...all, agentType: null, wipLimit: 5, capabilities: ['sql', 'ts'] })
    expect((await eventsOf(first.agent)).at(-1)).toMatchObject({
      action: 'AGENT_UPDATED',
      changes: [
        { field: 'agentType', old: 'coder', new: null },
        { field: 'wipLimit', old: 2, new: 5 },
      ],
    })
  })

  it('calls a new one by its handle when it has no name', async () => {
    const { agent: id } = await registerAgent(ann, { handle: 'nameless' })
    expect(await rowOf(id)).toMatchObject({ name: 'nameless', agentType: null, capabilities: [], wipLimit: null })
  })

  it('is the way of several at once to one agent', async () => {
    const other = await project(ann)
    const made = await Promise.all([web.id, other.id, null].map((at) => registerAgent(ann, { handle: 'at-once', project: at })))
    expect(new Set(made.map((one) => one.agent)).size).toBe(1)
    expect(made.filter(({ created }) => created)).toHaveLength(1)
    expect(await db().member.count({ where: { actorId: made[0]?.agent ?? '' } })).toBe(2)
  })

  it('joins a project through an OWNER of it, and leaves a membership as it is', async () => {
    await expect(registerAgent(bob, { handle: 'bobs', project: web.key })).rejects.toMatchObject(forbidden)
    const { agent: id } = await registerAgent(ann, { handle: 'joins', project: web.key, role: 'VIEWER' })
    await registerAgent(ann, { handle: 'joins', project: web.key, role: 'OWNER' })
    expect(await db().member.findMany({ where: { actorId: id } })).toMatchObject([{ projectId: web.id, role: 'VIEWER' }])
    await expect(registerAgent(await person(), { handle: 'strange', project: web.key })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it("of someone else's handle, a person's or a retired agent's is refused", async () => {
    const { agent: id } = await registerAgent(ann, { handle: 'anns-own' })
    const taken = { code: 'ALREADY_EXISTS', field: 'handle' }
    await expect(registerAgent(bob, { handle: 'anns-own', wipLimit: 1 })).rejects.toMatchObject(taken)
    await expect(registerAgent(ann, { handle: bob.handle })).rejects.toMatchObject(taken)
    await retireAgent(ann, { agent: id })
    await expect(registerAgent(ann, { handle: 'anns-own' })).rejects.toMatchObject({
      issues: [{ message: expect.stringContaining('retired') }],
    })
    const admin = await person({ isAdmin: true })
    const { agent: other } = await registerAgent(bob, { handle: 'bobs-own' })
    expect(await registerAgent(admin, { handle: 'bobs-own', wipLimit: 1 })).toMatchObject({ agent: other, created: false })
  })
})

describe('an agent with its token', () => {
  it('says what it is and what it can do, as often as it starts, and nothing else of itself', async () => {
    const bot = await agent(ann, { project: web })
    const self = { ...bot, scopes: ['READ', 'WORK'] as const }
    await registerAgent(self, { handle: bot.handle, name: bot.handle, agentType: 'coder', capabilities: ['css'], project: web.key })
    await updateAgent(self, { agent: bot.actorId, capabilities: ['css', 'ts'] })
    expect(await rowOf(bot.actorId)).toMatchObject({ agentType: 'coder', capabilities: ['css', 'ts'], wipLimit: null })
    await updateAgent(ann, { agent: bot.actorId, wipLimit: 2 })
    const itsOwn = { rule: expect.stringContaining('its own type and capabilities') }
    await expect(registerAgent(self, { handle: bot.handle, wipLimit: null })).rejects.toMatchObject(itsOwn)
    await expect(updateAgent(self, { agent: bot.handle, wipLimit: 9 })).rejects.toMatchObject(itsOwn)
    await expect(updateAgent(self, { agent: bot.handle, name: 'Boss' })).rejects.toMatchObject(forbidden)
    expect(await rowOf(bot.actorId)).toMatchObject({ name: bot.handle, wipLimit: 2 })
  })

  it('changes no other, registers none, and needs the scope WORK', async () => {
    const [bot, other] = [await agent(ann), await agent(ann)]
    await expect(updateAgent(bot, { agent: other.handle, capabilities: ['x'] })).rejects.toMatchObject(forbidden)
    await expect(registerAgent(bot, { handle: other.handle, capabilities: ['x'] })).rejects.toMatchObject(forbidden)
    await expect(registerAgent(bot, { handle: 'its-child' })).rejects.toMatchObject(forbidden)
    const reader = { ...bot, scopes: ['READ'] as const }
    await expect(updateAgent(reader, { agent: bot.handle, capabilities: ['x'] })).rejects.toMatchObject(forbidden)
    await expect(registerAgent(reader, { handle: bot.handle, capabilities: ['x'] })).rejects.toMatchObject(forbidden)
  })
})

it('a limit of claims is a whole number from 1 to 100, or none', async () => {
  for (const wipLimit of [0, 101, 1.5, -1])
    await expect(createAgent(ann, { handle: 'limited', name: 'x', wipLimit })).rejects.toMatchObject({ issues: [{ field: 'wipLimit' }] })
  const { agent: id } = await createAgent(ann, { handle: 'limited', name: 'x', wipLimit: 100 })
  await updateAgent(ann, { agent: id, wipLimit: 1 })
  expect((await rowOf(id)).wipLimit).toBe(1)
  await updateAgent(ann, { agent: id, name: 'y' })
  expect((await rowOf(id)).wipLimit).toBe(1)
  await updateAgent(ann, { agent: id, wipLimit: null })
  expect((await rowOf(id)).wipLimit).toBeNull()
})
