import { afterAll, beforeEach, expect, it } from 'vitest'
import { commandCaller } from '#lib/auth/callers.ts'
import { db } from '#lib/db.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { PASSWORD, person } from '#lib/testing/people.ts'
import { cookieOf, openSite, send } from '#lib/testing/site.ts'
import { deactivatePerson } from './deactivate-person.ts'
import { reactivatePerson } from './reactivate-person.ts'

const { reset } = await testDatabase()
const { port, origin, site } = await openSite()
beforeEach(reset)
afterAll(() => site.server.close())

const signIn = (email: string, password = PASSWORD) =>
  send(port, '/api/auth/sign-in/email', { headers: { origin }, json: { email, password } })
const callerWith = async (cookie: string) => JSON.parse((await send(port, '/graphql', { headers: { cookie } })).body).caller
const actions = async () =>
  (await db().event.findMany({ where: { stream: 'workspace' }, orderBy: { seq: 'asc' } })).map((event) => event.action)

it('who is deactivated is turned away once the password is right, and left with no session', async () => {
  await person('root', { isAdmin: true })
  const { actorId } = await person('ada')
  const before = await signIn('ada@example.org')
  await deactivatePerson(commandCaller(), { person: 'ada' })
  expect(await callerWith(cookieOf(before))).toBeNull()
  expect((await signIn('ada@example.org', 'wrong password')).status).toBe(401)
  const answer = await signIn('ada@example.org')
  expect(answer.status).toBe(403)
  expect(JSON.parse(answer.body)).toMatchObject({ code: 'FORBIDDEN', message: 'This account is deactivated.' })
  expect(answer.headers['set-cookie'] ?? []).toEqual([])
  expect(await db().session.count()).toBe(0)
  expect((await actions()).slice(-2)).toEqual(['SIGN_IN_FAILED', 'SIGN_IN_FAILED'])
  await reactivatePerson(commandCaller(), { person: actorId })
  expect((await signIn('ada@example.org')).status).toBe(200)
})
