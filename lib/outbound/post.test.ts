import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReceiver } from '#lib/testing/receiver.ts'
import { networkList } from './networks.ts'
import { post, type Post, type Resolved } from './post.ts'

type Receiver = Awaited<ReturnType<typeof openReceiver>>

let open: Receiver
let secret: Receiver
beforeAll(async () => {
  open = await openReceiver()
  secret = await openReceiver(undefined, '127.0.0.2')
})
afterAll(async () => void (await Promise.all([open.close(), secret.close()])))

// Stands for the public internet: everything else on this machine is private.
const allowed = networkList(['127.0.0.1'])
const send = (url: string, more: Partial<Post> = {}) => post({ url, body: '{}', headers: {}, allowed, timeoutMs: 5_000, ...more })
const at =
  (...addresses: string[]) =>
  (): Promise<Resolved[]> =>
    Promise.resolve(addresses.map((address) => ({ address, family: 4 })))

describe('an address that is not public', () => {
  it.each(['127.0.0.2', '2130706434', '0x7f.2', '[::ffff:127.0.0.2]', '0.0.0.0', '10.0.0.1', '169.254.169.254'])(
    'is refused as %s',
    async (host) => {
      const { status, error } = await send(`http://${host}:${secret.port}/`)
      expect({ status, error }).toEqual({ status: null, error: expect.stringContaining('is not a public address') })
      expect(secret.received).toEqual([])
    },
  )

  it('is refused behind a name, also when only one of its addresses is', async () => {
    for (const resolve of [at('127.0.0.2'), at('127.0.0.1', '127.0.0.2'), at('127.0.0.2', '127.0.0.1')])
      expect((await send(`http://intranet.example:${secret.port}/`, { resolve })).error).toContain('127.0.0.2')
    expect((await send('http://localhost:1/', { allowed: networkList([]) })).error).toContain('is not a public address')
    expect(secret.received).toEqual([])
  })

  it('is not reached by a name that resolves to it a moment later', async () => {
    const answers = [at('127.0.0.1'), at('127.0.0.2')]
    let asked = 0
    const resolve = () => (answers[asked++] ?? at('127.0.0.2'))()
    const before = open.received.length
    // The same port on both: the connection goes to the address that was looked at.
    const { status } = await send(`http://rebinding.example:${open.port}/`, { resolve })
    expect({ status, asked, seen: open.received.length - before }).toEqual({ status: 200, asked: 1, seen: 1 })
    expect((await send(`http://rebinding.example:${secret.port}/`, { resolve })).error).toContain('is not a public address')
    expect(secret.received).toEqual([])
  })

  it.each([307, 308])('is not reached by a redirect with %i, to its address or its name', async (code) => {
    for (const location of [`http://127.0.0.2:${secret.port}/`, `http://inside.example:${secret.port}/`]) {
      const turnstile = await openReceiver((response) => response.writeHead(code, { location }).end())
      const resolve = at('127.0.0.2')
      expect((await send(turnstile.url, { resolve })).error).toContain('is not a public address')
      await turnstile.close()
    }
    expect(secret.received).toEqual([])
  })
})

describe('a redirect', () => {
  it('is followed with the body and the headers when it keeps them', async () => {
    const turnstile = await openReceiver((response) => response.writeHead(308, { location: `${open.url}?moved` }).end())
    expect(await send(turnstile.url, { body: '{"a":1}', headers: { 'webhook-id': 'x' } })).toMatchObject({
      status: 200,
      answer: 'ok',
      error: '',
    })
    expect(open.received.at(-1)).toMatchObject({ path: '/hook?moved', body: '{"a":1}', headers: { 'webhook-id': 'x' } })
    await turnstile.close()
  })

  it.each([301, 302, 303])('with %i is no success: it would lose the body', async (code) => {
    const turnstile = await openReceiver((response) => response.writeHead(code, { location: open.url }).end())
    expect(await send(turnstile.url)).toMatchObject({ status: code, error: expect.stringContaining('redirects') })
    await turnstile.close()
  })

  it('in a circle, to nowhere or to another scheme comes to an end', async () => {
    const circle = await openReceiver((response) => response.writeHead(307, { location: '/hook' }).end())
    expect((await send(circle.url)).error).toContain('more than 3 times')
    expect(circle.received).toHaveLength(4)
    circle.answer((response) => response.writeHead(307).end())
    expect((await send(circle.url)).error).toContain('to nowhere')
    circle.answer((response) => response.writeHead(307, { location: 'file:///etc/passwd' }).end())
    expect((await send(circle.url)).error).toContain('Only http and https')
    await circle.close()
  })
})

describe('a receiver that does not behave', () => {
  it('and never answers is left when the time is up', async () => {
    const stalling = await openReceiver(() => {})
    expect(await send(stalling.url, { timeoutMs: 200 })).toMatchObject({
      status: null,
      answer: '',
      error: 'There was no answer within 0.2 s.',
    })
    await stalling.close()
  })

  it('and never ends its answer has answered', async () => {
    const endless = await openReceiver((response) => response.writeHead(202).write('taken'))
    expect(await send(endless.url, { timeoutMs: 300 })).toMatchObject({ status: 202, answer: 'taken', error: '' })
    await endless.close()
  })

  it('and answers without end is cut off', async () => {
    const flood = await openReceiver((response) => {
      const more = (): boolean | void => !response.destroyed && response.write('x'.repeat(60_000), () => more())
      more()
    })
    const { status, answer } = await send(flood.url)
    expect({ status, length: answer.length }).toEqual({ status: 200, length: 2_000 })
    await flood.close()
  })

  it('and answers what no database takes is written down without it', async () => {
    const odd = await openReceiver((response) => response.end(Buffer.from([0x61, 0, 0xff, 0xd8])))
    expect((await send(odd.url)).answer).toMatch(/^a\uFFFD+$/)
    await odd.close()
  })

  it('and hangs up, refuses, speaks no HTTP or has no name is told apart', async () => {
    const rude = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
    await once(rude, 'listening')
    const address = rude.address()
    const port = typeof address === 'object' && address ? address.port : 0
    expect((await send(`http://127.0.0.1:${port}/`)).error).toBe('The connection broke off.')
    rude.close()
    await once(rude, 'close')
    expect((await send(`http://127.0.0.1:${port}/`)).error).toBe('The connection was refused.')
    expect((await send(`https://127.0.0.1:${open.port}/`)).error).toMatch(/^It could not be sent/)
    expect((await send('http://nowhere.example/', { resolve: at() })).error).toContain('has no address')
  })
})
