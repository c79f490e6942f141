import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { commandCaller } from '#lib/auth/callers.ts'
import { newInvitationSecret } from '#lib/auth/fresh-secret.ts'
import { invitationUrl, offerPasswordReset } from '#lib/auth/invitations.ts'
import { db, transaction } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { person } from '#lib/testing/people.ts'
import { cookieOf, openSite, send } from '#lib/testing/site.ts'

const { reset } = await testDatabase()
const { port, origin, site } = await openSite()
beforeEach(reset)
afterAll(() => site.server.close())

const password = 'a password of mine'
const accept = (secret: string, json: object = { password }) => send(port, '/api/invitations/accept', { json: { secret, ...json } })
const look = (secret: string) => send(port, `/api/invitations/accept?secret=${secret}`)
const signIn = (email: string) => send(port, '/api/auth/sign-in/email', { headers: { origin }, json: { email, password } })
const inHours = (hours: number) => new Date(Date.now() + hours * 3600_000)

async function invite(handle: string, expiresAt = inHours(1)) {
  const { secret, hash } = newInvitationSecret()
  const data = { id: newId('inv'), hash, email: `${handle}@example.org`, handle, name: handle, expiresAt, createdAt: new Date() }
  await transaction([], (tx) => tx.invitation.create({ data }))
  return secret
}

describe('an invitation', () => {
  it('says whom it is for, makes the person and signs in', async () => {
    const secret = await invite('grace')
    expect(JSON.parse((await look(secret)).body)).toEqual({ purpose: 'JOIN', handle: 'grace', name: 'grace', email: 'grace@example.org' })
    const answer = await accept(secret)
    expect(answer.status).toBe(200)
    const { caller } = JSON.parse((await send(port, '/graphql', { headers: { cookie: cookieOf(answer) } })).body)
    expect(caller).toMatchObject({ handle: 'grace', isAdmin: false })
  })

  it('works once, also when used five times at once', async () => {
    const secret = await invite('grace')
    const statuses = (await Promise.all(Array.from({ length: 5 }, () => accept(secret)))).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 404, 404, 404, 404])
    expect(await db().user.count()).toBe(1)
    expect((await look(secret)).status).toBe(404)
  })

  it('ends', async () => {
    const secret = await invite('grace', inHours(-1))
    expect((await look(secret)).status).toBe(404)
    expect((await accept(secret)).status).toBe(404)
  })

  it('whose handle was taken meanwhile is refused and stays', async () => {
    const secret = await invite('grace')
    await person('grace')
    expect((await accept(secret)).status).toBe(409)
    expect(await db().invitation.count({ where: { usedAt: null } })).toBe(1)
  })

  it('needs a good password, and an unknown secret is not found', async () => {
    expect((await accept(await invite('grace'), { password: 'short' })).status).toBe(400)
    expect((await accept('in_nothing')).status).toBe(404)
  })
})

describe('a password reset', () => {
  it('sets a new password once and ends every session', async () => {
    const { actorId, userId } = await person('ada')
    const caller = commandCaller()
    const offer = async () => (await offerPasswordReset(caller, { id: actorId, userId, handle: 'ada' })).secret ?? ''
    const [earlier, secret] = [await offer(), await offer()]
    expect((await look(earlier)).status).toBe(404)
    expect(JSON.parse((await look(secret)).body)).toMatchObject({ purpose: 'RESET', handle: 'ada' })
    expect((await accept(secret)).status).toBe(200)
    expect((await accept(secret)).status).toBe(404)
    expect((await signIn('ada@example.org')).status).toBe(200)
    expect(await db().event.count({ where: { action: 'PASSWORD_RESET', actorId } })).toBe(1)
  })

  it('stands in a link to a page of ours', () => {
    expect(invitationUrl('in_x')).toBe(`${origin}/invite/in_x`)
  })
})
