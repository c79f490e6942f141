import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { disconnect, transaction } from '#lib/db.ts'
import { person as aPerson, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent, PASSWORD, person } from '#lib/testing/people.ts'
import { cookieOf, send } from '#lib/testing/site.ts'
import { api } from './testing.ts'
import { openServer, post } from './testing-server.ts'

let server: Awaited<ReturnType<typeof openServer>>
let origin = ''
let authorization = ''
let cookie = ''
let ann: Caller
beforeAll(async () => {
  await testDatabase()
  server = await openServer()
  origin = `http://127.0.0.1:${server.port}`
  authorization = (await agent('client')).authorization
  ann = await aPerson()
  await person('ada', { isAdmin: true })
  cookie = cookieOf(
    await send(server.port, '/api/auth/sign-in/email', { headers: { origin }, json: { email: 'ada@example.org', password: PASSWORD } }),
  )
})
afterAll(async () => {
  await server.close()
  await disconnect()
})

const ME = '{ me { handle } }'

describe('a stranger', () => {
  it.each<[string, Record<string, string>]>([
    ['without anything', {}],
    ['with a wrong token', { authorization: 'Bearer to_wrong' }],
    ['with another scheme', { authorization: 'Basic YTpi' }],
  ])('%s is UNAUTHENTICATED, and learns nothing of the schema', async (_, headers) => {
    for (const query of [ME, '{ __schema { types { name } } }', '{ mee }', '{']) {
      const { status, text, headers: sent } = await post(server.url, { query }, headers)
      expect(status).toBe(401)
      expect(sent.get('www-authenticate')).toBe('Bearer')
      expect(JSON.parse(text)).toEqual({
        errors: [
          { message: 'No valid session or token.', extensions: { code: 'UNAUTHENTICATED', hint: expect.any(String), retryable: false } },
        ],
      })
    }
  })

  it('is led to the sign-in page by GraphiQL', async () => {
    const { status, headers } = await fetch(server.url, { headers: { accept: 'text/html' }, redirect: 'manual' })
    expect([status, headers.get('location')]).toEqual([302, '/sign-in?next=%2Fgraphql'])
  })
})

describe('who is signed in', () => {
  it('asks by POST from our own pages, and by GET', async () => {
    expect(await post(server.url, { query: ME }, { cookie, origin })).toMatchObject({ status: 200, data: { me: { handle: 'ada' } } })
    const response = await fetch(`${server.url}?query=${encodeURIComponent(ME)}`, { headers: { cookie } })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({ data: { me: { handle: 'ada' } } })
  })

  it('watches over SSE with the cookie', async () => {
    const query = 'subscription { notificationReceived(after: 5) { ... on Resync { seq } } }'
    const abort = new AbortController()
    const headers = { cookie, accept: 'text/event-stream' }
    const { body } = await fetch(`${server.url}?query=${encodeURIComponent(query)}`, { headers, signal: abort.signal })
    let text = ''
    for await (const chunk of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.includes('data: ')) break
    }
    abort.abort()
    expect(text).toContain('data: {"data":{"notificationReceived":{"seq":0}}}')
  })

  it('gets GraphiQL from this server alone, under a policy of its own', async () => {
    const response = await fetch(server.url, { headers: { accept: 'text/html', cookie } })
    const html = await response.text()
    const policy = response.headers.get('content-security-policy') ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|https?:)/)
    expect(html).toContain(`<script nonce="${nonce}">`)
    expect(html).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/)
  })
})

it('a fault of our own is masked, and its request id is told', async () => {
  const web = await project(ann)
  const { id } = await task(ann, web)
  await act(id)
  const { data, errors } = JSON.parse(
    JSON.stringify(await api.run(`{ task(ref: "${id}") { ... on Task { key events { nodes { changes { field } } } } } }`, {}, ann)),
  )
  expect(data).toEqual({ task: null })
  expect(errors).toEqual([
    {
      message: 'Something went wrong on the server.',
      locations: [expect.any(Object)],
      path: ['task', 'events', 'nodes', 0, 'changes'],
      extensions: { code: 'INTERNAL', hint: expect.any(String), retryable: false, requestId: ann.requestId },
    },
  ])

  /** Leaves an event whose changes are no JSON, as no code of ours would. */
  async function act(taskId: string) {
    await transaction([web.id], (tx) => tx.event.updateMany({ where: { taskId }, data: { changes: '{' } }))
  }
})

describe('inside the process', () => {
  it('pages run documents with the headers of their request', async () => {
    expect(await api.execute(ME, {}, { cookie })).toMatchObject({ data: { me: { handle: 'ada' } } })
    expect(await api.execute(ME, {}, { authorization })).toMatchObject({ data: { me: { handle: 'client' } } })
    expect(await api.execute(ME, {}, {})).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })

  it('nothing is thrown: what is wrong stands in the errors', async () => {
    expect(await api.run('{', {}, ann)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
    expect(await api.run('{ nope }', {}, ann)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
  })
})
