import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { disconnect } from '#lib/db.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent } from '#lib/testing/people.ts'
import { openServer } from './testing-server.ts'

let url = ''
let authorization = ''
let close: () => Promise<void>
beforeAll(async () => {
  await testDatabase()
  authorization = (await agent('auditor')).authorization
  // With its usual limits and a token, as any client meets it.
  ;({ url, close } = await openServer({}))
})
afterAll(async () => {
  await close()
  await disconnect()
})

const audits = serverAudits({
  url: () => url,
  fetchFn: (target: string, init: RequestInit = {}) =>
    fetch(target, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), authorization } }),
})

it('are all here', () => expect(audits).toHaveLength(61))

it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
  const result = await audit.fn()
  expect(result.status, 'reason' in result ? result.reason : '').toBe('ok')
})
