import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { db, transaction } from '#lib/db.ts'
import { cookieOf, openSite, send } from '#lib/testing/site.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { PASSWORD, person } from '#lib/testing/people.ts'

const { reset } = await testDatabase()
const { port, origin, site } = await openSite()
beforeEach(reset)
afterAll(() => site.server.close())

const signIn = (email: string, password = PASSWORD) =>
  send(port, '/api/auth/sign-in/email', { headers: { origin }, json: { email, password } })
const callerWith = async (cookie: string) => JSON.parse((await send(port, '/graphql', { headers: { cookie } })).body).caller
const actions = async () =>
  (await db().event.findMany({ where: { stream: 'workspace' }, orderBy: { seq: 'asc' } })).map((event) => event.action)

describe('a person', () => {
  it('signs in with e-mail and password and is then the caller', async () => {
    const { actorId } = await person('ada')
    const answer = await signIn('ada@example.org')
    expect(answer.status).toBe(200)
    expect(await callerWith(cookieOf(answer))).toMatchObject({
      actorId,
      handle: 'ada',
      kind: 'PERSON',
      via: 'session',
      address: '127.0.0.1',
      projectIds: null,
    })
    expect(await actions()).toEqual(['PERSON_JOINED', 'SIGNED_IN'])
  })

  it('gets a cookie that scripts cannot read and other sites do not send', async () => {
    await person('ada')
    const cookies = (await signIn('ada@example.org')).headers['set-cookie'] ?? []
    const session = cookies.find((cookie) => cookie.startsWith('task-orchestrator.session_token='))
    expect(session).toMatch(/; HttpOnly/i)
    expect(session).toMatch(/; SameSite=Lax/i)
  })

  it('writes the e-mail in any case', async () => {
    await person('ada')
    expect((await signIn('ADA@Example.org')).status).toBe(200)
  })

  it('is refused with a wrong password, and the event tells no secret', async () => {
    const { actorId } = await person('ada')
    const answer = await signIn('ada@example.org', 'wrong password')
    expect(answer.status).toBe(401)
    expect(answer.headers['set-cookie'] ?? []).toEqual([])
    const event = await db().event.findFirstOrThrow({ where: { action: 'SIGN_IN_FAILED' } })
    expect(event).toMatchObject({ actorId: null, subjectId: actorId, address: '127.0.0.1' })
    expect(JSON.stringify(event)).not.toMatch(/example\.org|wrong password/)
  })

  it('is answered alike for a wrong password and an unknown e-mail', async () => {
    await person('ada')
    const [wrong, unknown] = [await signIn('ada@example.org', 'wrong password'), await signIn('nobody@example.org')]
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body])
  })

  it('cannot sign up', async () => {
    const json = { email: 'eve@example.org', password: PASSWORD, name: 'Eve' }
    expect((await send(port, '/api/auth/sign-up/email', { headers: { origin }, json })).status).toBe(404)
    expect(await db().user.count()).toBe(0)
  })

  it('signs out, and the cookie is worth nothing from then on', async () => {
    await person('ada')
    const cookie = cookieOf(await signIn('ada@example.org'))
    expect(await callerWith(cookie)).not.toBeNull()
    expect((await send(port, '/api/auth/sign-out', { headers: { origin, cookie }, json: {} })).status).toBe(200)
    expect(await callerWith(cookie)).toBeNull()
    expect((await actions()).at(-1)).toBe('SIGNED_OUT')
  })

  it('changes the password and ends the other sessions', async () => {
    await person('ada')
    const other = cookieOf(await signIn('ada@example.org'))
    const cookie = cookieOf(await signIn('ada@example.org'))
    expect(await callerWith(other)).not.toBeNull()
    const json = { currentPassword: PASSWORD, newPassword: 'a new password', revokeOtherSessions: true }
    expect((await send(port, '/api/auth/change-password', { headers: { origin, cookie }, json })).status).toBe(200)
    expect(await callerWith(other)).toBeNull()
    expect((await signIn('ada@example.org')).status).toBe(401)
    expect((await signIn('ada@example.org', 'a new password')).status).toBe(200)
  })

  it('who was left without an actor gets one at the next sign-in', async () => {
    const { userId, actorId } = await person('ada')
    await transaction([], (tx) => tx.actor.delete({ where: { id: actorId } }))
    const cookie = cookieOf(await signIn('ada@example.org'))
    expect(await callerWith(cookie)).toMatchObject({ handle: 'ada', isAdmin: false })
    expect(await db().actor.count({ where: { userId } })).toBe(1)
  })

  it('with a forged cookie is nobody', async () => {
    await person('ada')
    const cookie = cookieOf(await signIn('ada@example.org'))
    expect(await callerWith(cookie.replace(/=(..)/, '=zz'))).toBeNull()
    expect(await callerWith('task-orchestrator.session_token=nonsense')).toBeNull()
  })
})

describe('guessing', () => {
  it('is stopped after ten failures for an account, also when sent at once, and costs the rightful owner elsewhere nothing', async () => {
    await person('guessed')
    const statuses = (await Promise.all(Array.from({ length: 12 }, () => signIn('guessed@example.org', 'wrong password')))).map(
      ({ status }) => status,
    )
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    const refused = await signIn('guessed@example.org')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    await person('other')
    expect((await signIn('other@example.org')).status).toBe(200)
  })

  it('success costs nothing: the same person signs in twenty times', async () => {
    await person('busy')
    for (let time = 0; time < 20; time++) expect((await signIn('busy@example.org')).status).toBe(200)
  })
})

describe('what is not open', () => {
  it.each(['/update-user', '/delete-user', '/change-email', '/sign-in/social', '/request-password-reset', '/ok', '/error'])(
    '%s',
    async (path) => {
      expect((await send(port, `/api/auth${path}`, { headers: { origin }, json: {} })).status).toBe(404)
    },
  )

  it('a sign-in from a page of another origin', async () => {
    await person('ada')
    const answer = await send(port, '/api/auth/sign-in/email', {
      headers: { origin: 'http://evil.example' },
      json: { email: 'ada@example.org', password: PASSWORD },
    })
    expect(answer.status).toBe(403)
  })

  it('a body beyond the limit', async () => {
    const answer = await send(port, '/api/auth/sign-in/email', { headers: { origin }, json: { email: 'x'.repeat(20_000) } })
    expect(answer.status).toBe(413)
  })
})
