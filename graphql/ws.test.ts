import { createClient } from 'graphql-ws'
import { getIntrospectionQuery } from 'graphql'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { commandCaller } from '#lib/auth/callers.ts'
import { disconnect } from '#lib/db.ts'
import { deactivatePerson } from '#lib/domain/workspace/deactivate-person.ts'
import { setAdmin } from '#lib/domain/workspace/set-admin.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent, PASSWORD, person } from '#lib/testing/people.ts'
import { cookieOf, send } from '#lib/testing/site.ts'
import { openServer, post } from './testing-server.ts'

let server: Awaited<ReturnType<typeof openServer>>
let origin = ''
let authorization = ''
let cookie = ''
beforeAll(async () => {
  await testDatabase()
  server = await openServer({ ratePerSecond: 1_000_000, socketsPerCredential: 3 })
  origin = `http://127.0.0.1:${server.port}`
  authorization = (await agent('socket')).authorization
  await person('ada', { isAdmin: true })
  cookie = cookieOf(
    await send(server.port, '/api/auth/sign-in/email', { headers: { origin }, json: { email: 'ada@example.org', password: PASSWORD } }),
  )
})
const sockets: WebSocket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await vi.waitFor(() => expect(server.sockets.clients.size).toBe(0))
})
afterAll(async () => {
  await server.close()
  await disconnect()
})

/** A socket that speaks the protocol by hand, with the headers given. */
async function connect(headers: Record<string, string> = {}) {
  const socket = new WebSocket(server.socketUrl, 'graphql-transport-ws', { headers })
  sockets.push(socket)
  const messages: { id?: string; type: string; payload?: unknown }[] = []
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('message', (data) => messages.push(JSON.parse(String(data))))
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const say = (message: object) => socket.send(JSON.stringify(message))
  const hear = (type: string, count = 1) =>
    vi.waitFor(() => expect(messages.filter((message) => message.type === type)).toHaveLength(count), 10_000)
  return { socket, messages, closed, say, hear }
}

async function enter(payload: object | undefined, headers?: Record<string, string>) {
  const line = await connect(headers)
  line.say({ type: 'connection_init', payload })
  return line
}

describe('a socket', () => {
  it('is let in with a token in its first message', async () => {
    const { say, hear, messages } = await enter({ authorization })
    await hear('connection_ack')
    say({ id: '1', type: 'subscribe', payload: { query: '{ me { handle } }' } })
    await hear('complete')
    expect(messages[1]).toEqual({ id: '1', type: 'next', payload: { data: { me: { handle: 'socket' } } } })
  })

  it('is let in with the cookie of our own pages', async () => {
    const { say, hear, messages } = await enter(undefined, { cookie, origin })
    await hear('connection_ack')
    say({ id: '1', type: 'subscribe', payload: { query: '{ me { handle } }' } })
    await hear('complete')
    expect(messages[1]).toMatchObject({ payload: { data: { me: { handle: 'ada' } } } })
  })

  it('with the cookie from a page of another origin, or of none, is not even opened', async () => {
    await expect(connect({ cookie, origin: 'https://evil.example' })).rejects.toThrow('403')
    await expect(connect({ cookie })).rejects.toThrow('403')
  })

  it('without anything, or with a wrong token, is closed with 4403', async () => {
    expect(await (await enter(undefined)).closed).toBe(4403)
    expect(await (await enter({ authorization: 'Bearer to_wrong' })).closed).toBe(4403)
    expect(await (await enter({ authorization: { a: 1 } })).closed).toBe(4403)
  })

  it('with a wrong token is not let in by its cookie', async () => {
    expect(await (await enter({ authorization: 'Bearer to_wrong' }, { cookie, origin })).closed).toBe(4403)
  })

  it('that says nothing for 3 s is closed with 4408', async () => {
    expect(await (await connect()).closed).toBe(4408)
  })

  it('that asks before it was let in is closed with 4401', async () => {
    const { say, closed } = await connect()
    say({ id: '1', type: 'subscribe', payload: { query: '{ me { handle } }' } })
    expect(await closed).toBe(4401)
  })

  it('is closed with 4403 when its token is revoked', async () => {
    const { tokenId, authorization } = await agent('revoked')
    const { hear, closed } = await enter({ authorization })
    await hear('connection_ack')
    const document = `mutation { revokeToken(input: { token: "${tokenId}" }) { __typename } }`
    expect((await post(server.url, { query: document }, { cookie, origin })).data.revokeToken.__typename).toBe('RevokeTokenSuccess')
    expect(await closed).toBe(4403)
  })

  it('is closed with 4403 when its person signs out', async () => {
    await person('eve')
    const answer = await send(server.port, '/api/auth/sign-in/email', {
      headers: { origin },
      json: { email: 'eve@example.org', password: PASSWORD },
    })
    const { hear, closed } = await enter(undefined, { cookie: cookieOf(answer), origin })
    await hear('connection_ack')
    await send(server.port, '/api/auth/sign-out', { headers: { origin, cookie: cookieOf(answer) }, json: {} })
    expect(await closed).toBe(4403)
  })

  it('is closed with 4403 when its person is deactivated, or is an admin no more', async () => {
    for (const [handle, by] of [
      ['gone', (handle: string) => deactivatePerson(commandCaller(), { person: handle })],
      ['demoted', (handle: string) => setAdmin(commandCaller(), { person: handle, isAdmin: false })],
    ] as const) {
      for (const one of [handle, `${handle}-other`]) await person(one, { isAdmin: true })
      const json = { email: `${handle}@example.org`, password: PASSWORD }
      const answer = await send(server.port, '/api/auth/sign-in/email', { headers: { origin }, json })
      const { hear, closed } = await enter(undefined, { cookie: cookieOf(answer), origin })
      await hear('connection_ack')
      await by(handle)
      expect(await closed).toBe(4403)
    }
  })

  it('beyond the number for one token is closed, and a place is free again when one leaves', async () => {
    const lines = [await enter({ authorization }), await enter({ authorization }), await enter({ authorization })]
    for (const { hear } of lines) await hear('connection_ack')
    expect(await (await enter({ authorization })).closed).toBe(4429)
    await (await enter(undefined, { cookie, origin })).hear('connection_ack')
    lines[0]?.socket.close()
    await lines[0]?.closed
    await (await enter({ authorization })).hear('connection_ack')
  })

  it('that sends a message above 256 kB is closed with 1009', async () => {
    const { say, hear, closed } = await enter({ authorization })
    await hear('connection_ack')
    say({ id: '1', type: 'subscribe', payload: { query: `{ me { handle } } #${'x'.repeat(256_000)}` } })
    expect(await closed).toBe(1009)
  })

  it('that does not read is let go with more than 1 MB unsent', async () => {
    const { socket, say, hear } = await enter({ authorization })
    await hear('connection_ack')
    socket.pause()
    const theirs = [...server.sockets.clients][0]
    for (let i = 0; i < 90; i++) say({ id: String(i), type: 'subscribe', payload: { query: getIntrospectionQuery() } })
    await vi.waitFor(() => expect(theirs?.readyState).toBe(WebSocket.CLOSING), 20_000)
    expect(theirs?.bufferedAmount).toBeLessThan(30_000_000)
  })
})

describe('operations over a socket meet the same limits and masks', () => {
  it.each([
    ['depth', `{ me ${'{ owner '.repeat(12)} { id } ${'}'.repeat(12)} }`, 'LIMIT_EXCEEDED'],
    ['tokens', '{ me '.repeat(2_000), 'LIMIT_EXCEEDED'],
    ['nodes', '{ tasks(first: 100) { nodes { blockers { dependsOn { links { id } } } } } }', 'LIMIT_EXCEEDED'],
    ['syntax', '{', 'BAD_REQUEST'],
    ['an unknown field', '{ nope }', 'BAD_REQUEST'],
  ])('%s', async (_, query, code) => {
    const { say, hear, messages } = await enter({ authorization })
    await hear('connection_ack')
    say({ id: '1', type: 'subscribe', payload: { query } })
    await vi.waitFor(() => expect(messages.length).toBeGreaterThan(1))
    const { type, payload } = messages[1] ?? {}
    const errors = type === 'error' ? payload : (payload as { errors: unknown }).errors
    expect(errors).toEqual([expect.objectContaining({ extensions: { code, hint: expect.any(String), retryable: false } })])
  })

  it('and the rate', async () => {
    // One for opening the socket.
    const strict = await openServer({ ratePerSecond: 3 })
    const client = createClient({ url: strict.socketUrl, webSocketImpl: WebSocket, connectionParams: { authorization }, retryAttempts: 0 })
    const ask = () =>
      client
        .iterate({ query: '{ unreadCount }' })
        .next()
        .then(
          ({ value }) => value,
          (errors: unknown) => ({ errors }),
        )
    const answers = await Promise.all([ask(), ask(), ask()])
    await client.dispose()
    await strict.close()
    expect(answers.filter((answer) => answer.data)).toHaveLength(2)
    expect(answers.find((answer) => answer.errors)).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } }],
    })
  })
})
