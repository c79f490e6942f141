import { afterAll, expect, it, vi } from 'vitest'
import { testDatabase } from '#lib/testing/database.ts'
import { PASSWORD, person } from '#lib/testing/people.ts'
import { cookieOf, openSite, send } from '#lib/testing/site.ts'

// Before the modules above are loaded, which read the configuration once.
vi.hoisted(() =>
  Object.assign(process.env, { PUBLIC_URL: 'https://tasks.example.org', TRUST_PROXY: 'true', METRICS_TOKEN: 'a-token-for-metrics' }),
)

await testDatabase()
const { port, site } = await openSite()
afterAll(() => site.server.close())

const origin = 'https://tasks.example.org'
const headers = { host: 'tasks.example.org', origin, 'x-forwarded-for': '203.0.113.9, 198.51.100.7', 'x-request-id': 'from-the-proxy-1' }

it('behind a proxy with TLS: cookies are Secure, and the client is the one whom the nearest proxy names', async () => {
  await person('ada')
  const answer = await send(port, '/api/auth/sign-in/email', { headers, json: { email: 'ada@example.org', password: PASSWORD } })
  expect(answer.status).toBe(200)
  const session = (answer.headers['set-cookie'] ?? []).find((cookie) => cookie.includes('session_token'))
  expect(session).toMatch(/^__Secure-task-orchestrator\.session_token=.*; Secure/i)
  expect(answer.headers).toMatchObject({
    'strict-transport-security': expect.stringMatching(/max-age/),
    'x-request-id': 'from-the-proxy-1',
  })
  const { caller } = JSON.parse((await send(port, '/graphql', { headers: { ...headers, cookie: cookieOf(answer) } })).body)
  expect(caller).toMatchObject({ handle: 'ada', address: '198.51.100.7' })
})

it('the loopback names are no longer ours', async () => {
  expect((await send(port, '/', { headers: { host: `127.0.0.1:${port}` } })).status).toBe(403)
})

it('metrics are for the bearer of the token, under any host name', async () => {
  const collector = { host: '10.0.0.7:3000', 'x-forwarded-for': '10.0.0.9' }
  expect((await send(port, '/metrics', { headers: { ...collector, authorization: 'Bearer a-wrong-token' } })).status).toBe(403)
  expect((await send(port, '/metrics', { headers: { ...headers, authorization: 'Bearer a-wrong-token' } })).status).toBe(401)
  expect((await send(port, '/metrics', { headers: { ...collector, authorization: 'Bearer a-token-for-metrics' } })).status).toBe(200)
})
