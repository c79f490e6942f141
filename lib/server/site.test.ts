import { connect as tcp } from 'node:net'
import { once } from 'node:events'
import { afterAll, describe, expect, it } from 'vitest'
import { transaction } from '#lib/db.ts'
import { Deferred } from '#lib/db/deferred.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent } from '#lib/testing/people.ts'
import { openSite, send } from '#lib/testing/site.ts'
import { close } from './drain.ts'
import type { Answer } from './site.ts'

await testDatabase()
const { port, origin, site } = await openSite()
afterAll(() => close(site.server))
const upgrade = { connection: 'Upgrade', upgrade: 'websocket' }

describe('health', () => {
  it('answers under any host name', async () => {
    expect((await send(port, '/healthz', { headers: { host: 'pod-7.cluster' } })).status).toBe(200)
    expect((await send(port, '/readyz', { headers: { host: 'pod-7.cluster' } })).status).toBe(200)
  })

  it('never waits behind a write', async () => {
    const gate = new Deferred()
    const writing = transaction([], () => gate.promise)
    const answers = await Promise.all(['/healthz', '/readyz'].map((path) => send(port, path)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    gate.resolve()
    await writing
  })
})

describe('every answer', () => {
  it('carries a request id of its own and the security headers', async () => {
    const [one, two] = [await send(port, '/'), await send(port, '/', { headers: { 'x-request-id': 'chosen-by-me' } })]
    expect(two.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(one.headers['x-request-id']).not.toBe(two.headers['x-request-id'])
    expect(one.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'x-frame-options': 'DENY' })
    expect(one.headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('of a page has a policy with a fresh nonce that the page knows', async () => {
    const [one, two] = [await send(port, '/'), await send(port, '/', { headers: { 'x-nonce': 'chosen-by-me' } })]
    expect(one.headers['content-security-policy']).toContain(`'nonce-${one.body}'`)
    expect(two.headers['content-security-policy']).toContain(`'nonce-${two.body}'`)
    expect(two.body).not.toBe(one.body)
    expect(two.body).not.toBe('chosen-by-me')
  })
})

describe('what is refused', () => {
  it('a Host that is not ours, in plain words', async () => {
    const answer = await send(port, '/graphql', { headers: { host: 'evil.example' } })
    expect(answer.status).toBe(403)
    expect(JSON.parse(answer.body).errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
    expect((await send(port, '/', { headers: { host: 'evil.example' } })).status).toBe(403)
  })

  it('headers over 16 kB', async () => {
    expect((await send(port, '/', { headers: { 'x-long': 'x'.repeat(20_000) } })).status).toBe(431)
  })

  it('a socket anywhere but at /graphql', async () => {
    expect((await send(port, '/elsewhere', { headers: upgrade })).status).toBe(404)
    expect((await send(port, '/_next/hmr', { headers: upgrade })).status).toBe(404)
    expect((await send(port, '/graphql', { headers: upgrade })).status).toBe(101)
  })

  it('a socket with a cookie from another page', async () => {
    expect((await send(port, '/graphql', { headers: { ...upgrade, cookie: 'a=b', origin: 'http://evil.example' } })).status).toBe(403)
    expect((await send(port, '/graphql', { headers: { ...upgrade, cookie: 'a=b', origin } })).status).toBe(101)
  })

  it('what a client says about its own address', async () => {
    const { authorization } = await agent('builder')
    const answer = await send(port, '/graphql', { headers: { authorization, 'x-client-address': '6.6.6.6', 'x-forwarded-for': '6.6.6.6' } })
    expect(JSON.parse(answer.body).caller).toMatchObject({ address: '127.0.0.1' })
  })

  it('paths under /api that do not exist', async () => {
    expect((await send(port, '/api/nothing')).status).toBe(404)
  })

  it('metrics that came through a proxy', async () => {
    expect((await send(port, '/metrics')).body).toContain('http_request_duration_seconds')
    expect((await send(port, '/metrics', { headers: { 'x-forwarded-for': '1.2.3.4' } })).status).toBe(401)
  })
})

describe('a body that does not come to its end', () => {
  async function begin(own: { port: number; origin: string }, path: string) {
    const socket = tcp(own.port, '127.0.0.1')
    let said = ''
    socket.on('data', (part) => (said += part.toString()))
    socket.write(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${own.port}\r\norigin: ${own.origin}\r\ncontent-length: 9\r\n\r\n{`)
    return { socket, said: () => said }
  }

  it('is answered in words and hung up on', async () => {
    const own = await openSite({ bodyMs: 100 })
    const { socket, said } = await begin(own, '/slow')
    await once(socket, 'close')
    expect(said()).toMatch(/^HTTP\/1.1 408 /)
    expect(said()).toContain('did not come to its end')
    await close(own.site.server)
  })

  it('has its own time where files are sent', async () => {
    const received = new Deferred()
    const answer: Answer = (request, response) => {
      request.resume().on('end', () => response.end('whole'))
      received.resolve()
    }
    const own = await openSite({ bodyMs: 1, files: new Map([['/files/import', answer]]) })
    const { socket, said } = await begin(own, '/files/import')
    await received.promise
    await send(own.port, '/')
    socket.end('12345678')
    await once(socket, 'close')
    expect(said()).toContain('whole')
    await close(own.site.server)
  })
})

it('a broken upgrade request does not end the process', async () => {
  const socket = tcp(port, '127.0.0.1')
  socket.write('GET /graphql HTTP/1.1\r\nhost: nowhere\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n')
  socket.resetAndDestroy()
  await once(socket, 'close')
  expect((await send(port, '/healthz')).status).toBe(200)
})

describe('stopping', () => {
  it('says so at once, turns new requests away and lets those that run finish', async () => {
    const own = await openSite()
    const slow = send(own.port, '/slow')
    await send(own.port, '/')
    own.site.stop()
    expect((await send(own.port, '/readyz')).status).toBe(503)
    expect((await send(own.port, '/healthz')).status).toBe(200)
    expect((await send(own.port, '/')).status).toBe(503)
    const drained = own.site.drain.wait(5_000)
    own.finishSlow()
    await drained
    expect((await slow).status).toBe(200)
    await close(own.site.server)
  })
})
