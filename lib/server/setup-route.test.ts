import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { isSetupCode, setupCode } from '#lib/auth/setup.ts'
import { db } from '#lib/db.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { cookieOf, openSite, send } from '#lib/testing/site.ts'

const { reset } = await testDatabase()
const { port, site } = await openSite()
beforeEach(reset)
afterAll(() => site.server.close())

const first = { name: 'Ada', handle: 'ada', email: 'ada@example.org', password: 'correct horse' }
const setUp = (json: object) => send(port, '/api/setup', { json })
const ask = async () => JSON.parse((await send(port, '/api/setup')).body)

describe('the set-up', () => {
  it('makes the first administrator and signs in', async () => {
    expect(await ask()).toEqual({ needed: true, codeNeeded: false })
    const answer = await setUp(first)
    expect(answer.status).toBe(200)
    const { caller } = JSON.parse((await send(port, '/graphql', { headers: { cookie: cookieOf(answer) } })).body)
    expect(caller).toMatchObject({ handle: 'ada', isAdmin: true, kind: 'PERSON' })
    expect(await ask()).toMatchObject({ needed: false })
  })

  it('is over once there is a person', async () => {
    await setUp(first)
    expect((await setUp({ ...first, handle: 'eve', email: 'eve@example.org' })).status).toBe(409)
    expect(await db().actor.count()).toBe(1)
  })

  it('makes exactly one administrator of twenty who come at once', async () => {
    for (let round = 0; round < rounds(10); round++) {
      await reset()
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => setUp({ ...first, handle: `ada${i}`, email: `ada${i}@example.org` })),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)])
      expect([await db().actor.count(), await db().user.count(), await db().account.count()]).toEqual([1, 1, 1])
    }
  })

  it('names every bad field and makes nobody', async () => {
    const answer = await setUp({ name: ' ', handle: 'Not A Handle', email: 'nowhere', password: 'short' })
    expect(answer.status).toBe(400)
    expect(
      JSON.parse(answer.body)
        .issues.map((issue: { field: string }) => issue.field)
        .sort(),
    ).toEqual(['email', 'handle', 'name', 'password'])
    expect(await db().user.count()).toBe(0)
  })

  it('refuses what is not JSON', async () => {
    expect(
      (await send(port, '/api/setup', { body: 'name=Ada', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).status,
    ).toBe(415)
    expect((await send(port, '/api/setup', { body: '{', headers: { 'content-type': 'application/json' } })).status).toBe(400)
  })
})

it('the one-time code is known by its characters, in any case, and by nothing else', () => {
  expect(setupCode()).toMatch(/^([0-9A-F]{4}-){3}[0-9A-F]{4}$/)
  expect(isSetupCode(` ${setupCode().toLowerCase()} `)).toBe(true)
  for (const wrong of ['', 'AAAA-AAAA-AAAA-AAAA', undefined, null, 7]) expect(isSetupCode(wrong)).toBe(false)
})
