import { createClient } from 'graphql-ws'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { newTokenSecret } from '#lib/auth/fresh-secret.ts'
import { disconnect, transaction } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent } from '#lib/testing/people.ts'
import { openServer, post } from './testing-server.ts'

const RATE = 5
let server: Awaited<ReturnType<typeof openServer>>
let actors = 0
beforeAll(async () => {
  await testDatabase()
  // The first call of each kind loads what it needs, which may take longer than the second that is counted.
  server = await openServer()
  const { http, tool, socket, first } = await actor()
  for (const call of [http, tool, socket]) expect(await call(first)).toBe('answered')
  await server.close()
})
beforeEach(async () => {
  server = await openServer({ ratePerSecond: RATE })
})
afterEach(() => server.close())
afterAll(disconnect)

/** An agent with two tokens, and a call with each of them over each transport: what it answers, or the code of its refusal. */
async function actor() {
  const { actorId, authorization: first } = await agent(`busy-${++actors}`)
  const { secret, hash, hint } = newTokenSecret()
  const token = { id: newId('tok'), actorId, name: 'second', hash, hint, scopes: 'READ WORK', createdAt: new Date() }
  await transaction([], (tx) => tx.token.create({ data: token }))
  const second = `Bearer ${secret}`
  const query = '{ unreadCount }'
  const http = async (authorization: string) => codeOf(await post(server.url, { query }, { authorization }))
  const socket = async (authorization: string) => {
    const client = createClient({ url: server.socketUrl, webSocketImpl: WebSocket, connectionParams: { authorization }, retryAttempts: 0 })
    try {
      return codeOf((await client.iterate({ query }).next()).value)
    } catch (errors) {
      return Array.isArray(errors) ? codeOf({ errors }) : 'closed'
    } finally {
      await client.dispose()
    }
  }
  const tool = async (authorization: string) => {
    const accept = 'application/json, text/event-stream'
    return codeOf(await post(new URL('/mcp', server.url).href, { jsonrpc: '2.0', id: 1, method: 'tools/list' }, { authorization, accept }))
  }
  return { http, socket, tool, first, second }
}
const codeOf = (answer: { errors?: readonly { extensions: Record<string, unknown> }[] }) =>
  answer.errors?.[0]?.extensions['code'] ?? 'answered'

describe('the rate of one actor', () => {
  it('counts its tokens together, over HTTP and MCP, and leaves room for every other', async () => {
    const { http, tool, first, second } = await actor()
    const calls = [http(first), http(second), tool(first), tool(second), http(first), http(second), tool(first)]
    const answers = await Promise.all(calls)
    expect(answers.filter((code) => code === 'answered')).toHaveLength(RATE)
    expect(answers.filter((code) => code === 'RATE_LIMITED')).toHaveLength(calls.length - RATE)
    const other = await actor()
    expect(await other.http(other.first)).toBe('answered')
  })

  it('counts opening a socket and each operation on it as well', async () => {
    const { http, socket, first, second } = await actor()
    expect(await Promise.all([socket(first), socket(second)])).toEqual(['answered', 'answered'])
    expect(await http(first)).toBe('answered')
    expect(await http(second)).toBe('RATE_LIMITED')
    expect(await socket(second)).toBe('closed')
  })

  it('is refused with the time to wait, and taken again after it', async () => {
    const { http, first } = await actor()
    await Promise.all(Array.from({ length: RATE }, () => http(first)))
    const { status, errors, headers } = await post(server.url, { query: '{ unreadCount }' }, { authorization: first })
    expect(status).toBe(429)
    expect(headers.get('retry-after')).toBe('1')
    const wait = Number(errors?.[0]?.extensions['retryAfterMs'])
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(1_000)
    await new Promise((resolve) => setTimeout(resolve, wait))
    expect(await http(first)).toBe('answered')
  })

  it('bounds strangers by their address, on sockets too', async () => {
    const wrong = 'Bearer to_wrong'
    const { socket, http } = await actor()
    const answers = await Promise.all([...Array.from({ length: RATE }, () => http(wrong)), http(wrong)])
    expect(answers.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(RATE)
    expect(await socket(wrong)).toBe('closed')
  })
})
