import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db, transaction } from '#lib/db.ts'
import { wake, wakeFromStorage } from '#lib/pubsub.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent, person } from '#lib/testing/people.ts'
import { localFacts } from './callers.ts'
import { newTokenSecret } from './fresh-secret.ts'
import { callerFromRequest, callerFromToken, stillValid } from './from-request.ts'
import { lastSeen, lastUsed, storePresence, touch } from './presence.ts'

const { reset } = await testDatabase()
beforeEach(async () => {
  await reset()
  wake('auth')
})

const enter = (secret: string) => callerFromToken(secret, localFacts())
const request = (headers: Record<string, string>) => callerFromRequest(new Headers(headers), localFacts())
const revoke = (id: string) => transaction([], (tx) => tx.token.update({ where: { id }, data: { revokedAt: new Date() } }))
const hours = (count: number) => new Date(Date.now() + count * 3600_000)

describe('an agent with a token', () => {
  it('is the caller, with the scopes and projects of its token', async () => {
    const { actorId, tokenId, secret } = await agent('builder', { scopes: ['READ', 'PLAN'], projectIds: ['prj_1'] })
    expect(await enter(secret)).toMatchObject({
      actorId,
      kind: 'AGENT',
      via: 'token',
      credentialId: tokenId,
      scopes: ['READ', 'PLAN'],
      projectIds: ['prj_1'],
    })
  })

  it('of all projects has no list of them', async () => {
    expect(await enter((await agent('builder')).secret)).toMatchObject({ projectIds: null })
  })

  it('is known by the header of a request, in any case of "bearer"', async () => {
    const { secret, actorId } = await agent('builder')
    for (const scheme of ['Bearer', 'bearer', 'BEARER '])
      expect(await request({ authorization: `${scheme} ${secret}` })).toMatchObject({ actorId })
  })

  it('is refused when its token has expired', async () => {
    expect(await enter((await agent('builder', { expiresAt: hours(-1) })).secret)).toBeNull()
  })

  it('is refused when its token was revoked or it was retired', async () => {
    const [revoked, retired] = [await agent('revoked'), await agent('retired')]
    await revoke(revoked.tokenId)
    await transaction([], (tx) => tx.actor.update({ where: { id: retired.actorId }, data: { retiredAt: new Date() } }))
    expect(await enter(revoked.secret)).toBeNull()
    expect(await enter(retired.secret)).toBeNull()
  })

  it('is nobody with another secret, a malformed one, or the hash of the right one', async () => {
    const { tokenId } = await agent('builder')
    const { hash } = await db().token.findUniqueOrThrow({ where: { id: tokenId } })
    for (const secret of [newTokenSecret().secret, 'to_short', '', hash, `to_${hash.slice(0, 43)}`]) expect(await enter(secret)).toBeNull()
  })
})

describe('the cache of callers', () => {
  it('answers again without a look at the database', async () => {
    const { secret, tokenId } = await agent('builder')
    await enter(secret)
    await transaction([], (tx) => tx.token.delete({ where: { id: tokenId } }))
    expect(await enter(secret)).not.toBeNull()
  })

  it.each([
    ['this process', () => wake('auth')],
    ['another process by name', () => wakeFromStorage('stream:WEB auth')],
    ['another process without a name', () => wakeFromStorage(null)],
  ])('is dropped by a revocation in %s', async (_, tell) => {
    const { secret, tokenId } = await agent('builder')
    const caller = await enter(secret)
    await revoke(tokenId)
    tell()
    expect(await enter(secret)).toBeNull()
    expect(caller && (await stillValid(caller))).toBe(false)
  })

  it('keeps nothing that was looked up before a revocation and answered after it', async () => {
    const { secret, tokenId } = await agent('builder')
    const slow = enter(secret)
    await revoke(tokenId)
    wake('auth')
    await slow
    expect(await enter(secret)).toBeNull()
  })

  it('lets a token end on time', async () => {
    const { secret } = await agent('builder', { expiresAt: new Date(Date.now() + 30_000) })
    const caller = await enter(secret)
    expect(caller).not.toBeNull()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30_001 })
    expect(await enter(secret)).toBeNull()
    expect(caller && (await stillValid(caller))).toBe(false)
    vi.useRealTimers()
  })
})

describe('a request', () => {
  it('without a credential has no caller', async () => {
    expect(await request({})).toBeNull()
    expect(await request({ cookie: 'theme=dark' })).toBeNull()
  })

  it('with an Authorization header is never judged by its cookie', async () => {
    await person('ada')
    expect(await request({ authorization: 'Bearer nonsense', cookie: 'task-orchestrator.session_token=x' })).toBeNull()
  })
})

it('presence is kept in memory and stored in one go', async () => {
  const { secret, actorId, tokenId } = await agent('builder')
  await enter(secret)
  expect(lastSeen(actorId)).toBeInstanceOf(Date)
  expect((await db().actor.findUniqueOrThrow({ where: { id: actorId } })).lastSeenAt).toBeNull()
  await storePresence()
  expect((await db().actor.findUniqueOrThrow({ where: { id: actorId } })).lastSeenAt).toEqual(lastSeen(actorId))
  expect((await db().token.findUniqueOrThrow({ where: { id: tokenId } })).lastUsedAt).toEqual(lastSeen(actorId))
})

it('the last use of a session is stored with it, for whoever looks through their sessions', async () => {
  const { userId } = await person('ada')
  const time = new Date('2026-01-31T12:00:00Z')
  const row = { id: 'ses', userId, token: 'secret', expiresAt: hours(1), createdAt: time, updatedAt: time }
  await transaction([], (tx) => tx.session.create({ data: row }))
  touch('act_unknown', { via: 'session', id: 'ses' })
  await storePresence()
  expect((await db().session.findUniqueOrThrow({ where: { id: 'ses' } })).updatedAt).toEqual(lastUsed('ses'))
})
