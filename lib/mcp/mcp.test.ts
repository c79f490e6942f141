import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect } from '#lib/db.ts'
import { addContext } from '#lib/domain/context/add.ts'
import { setMember } from '#lib/domain/project/set-member.ts'
import { person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent } from '#lib/testing/people.ts'
import { openServer } from '#graphql/testing-server.ts'
import type { Answer } from '#graphql/testing.ts'

let server: Awaited<ReturnType<typeof openServer>>
let url: URL
let web: Awaited<ReturnType<typeof project>>
let ann: Awaited<ReturnType<typeof person>>
beforeAll(async () => {
  await testDatabase()
  server = await openServer()
  url = new URL('/mcp', server.url)
  ann = await person()
  web = await project(ann)
})
afterAll(async () => {
  await server.close()
  await disconnect()
})

/** A new agent in the project, connected as the SDK's own client connects. */
async function connect(handle: string, token: Parameters<typeof agent>[1] = {}) {
  const { actorId, secret } = await agent(handle, token)
  await setMember(ann, { project: web.id, actor: actorId, role: 'MEMBER' })
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization: `Bearer ${secret}` } } }))
  let bytes = 0
  async function call(name: string, args: Record<string, unknown> = {}) {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: args })
    bytes += JSON.stringify({ content, structuredContent }).length
    const result = structuredContent as Answer['data']
    return { text: (content as { text: string }[])[0]?.text ?? '', result, isError: isError ?? false }
  }
  return { client, call, secret, bytes: () => bytes }
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify(body),
  })
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }

describe('the tools', () => {
  it('are the loop, described by the schema, within 18,000 bytes', async () => {
    const { client } = await connect('lister')
    const { tools } = await client.listTools()
    expect(tools.find(({ name }) => name === 'complete_task')).toMatchObject({
      description: expect.stringContaining('Completes a task'),
      inputSchema: {
        required: ['task'],
        properties: {
          task: { type: 'string', description: expect.any(String) },
          fence: { type: 'integer' },
          actualHours: { type: 'number' },
        },
      },
    })
    expect(tools.find(({ name }) => name === 'inbox')?.annotations).toEqual({ readOnlyHint: true })
    expect(tools.every(({ description }) => description)).toBe(true)
    expect(Buffer.byteLength(JSON.stringify(tools))).toBeLessThan(18_000)
  })
})

it('the loop: claim, discover, complete, in 16 kB even where the work package is full', async () => {
  const one = await task(ann, web, {
    title: 'Weigh the parcels',
    description: 'Every parcel on the ramp, before noon.\n'.repeat(80),
    criteria: ['None is left'],
    priority: 3,
  })
  const next = await task(ann, web, { title: 'Label the parcels', dependsOn: [one.id] })
  await Promise.all(Array.from({ length: 20 }, (_, i) => addContext(ann, { task: one.id, body: `${i}: ${'mind the ramp. '.repeat(60)}` })))
  const { call, bytes } = await connect('worker')

  expect((await call('me')).result).toMatchObject({ me: { handle: 'worker' } })
  const { result: work } = await call('claim_next_task', { project: web.key })
  expect(work).toMatchObject({ __typename: 'ClaimNextTaskSuccess', fence: 1 })
  const holding = { task: one.key, fence: work.fence }
  expect((await call('add_context', { ...holding, kind: 'DISCOVERY', body: 'The scale drifts.' })).isError).toBe(false)
  const unmet = await call('complete_task', { ...holding, summary: 'Weighed.' })
  expect(unmet).toMatchObject({
    isError: true,
    text: expect.stringMatching(/^CRITERIA_UNMET: /),
    result: { criteria: [{ text: 'None is left' }] },
  })
  const criteria = [{ criterion: unmet.result.criteria[0].id, state: 'MET', evidence: 'The ramp is empty.' }]
  const { result: done } = await call('complete_task', { ...holding, summary: 'Weighed.', criteria })
  expect(done).toMatchObject({ __typename: 'CompleteTaskSuccess', unblockedTasks: [{ key: next.key }] })
  expect(bytes()).toBeLessThan(16_000)
})

describe('a refusal', () => {
  it('of the domain is a result that says what to do', async () => {
    const { call } = await connect('asker')
    const { isError, text, result } = await call('claim_task', { task: `${web.key}-999` })
    expect(isError).toBe(true)
    expect(text).toMatch(/^NOT_FOUND: .+ Check the id or key/)
    expect(result).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND', hint: expect.any(String) })
  })

  it('for want of a scope names the scope', async () => {
    const { call } = await connect('reader', { scopes: ['READ'] })
    const one = await task(ann, web)
    expect(await call('claim_task', { task: one.key })).toMatchObject({ isError: true, text: expect.stringContaining('WORK') })
  })

  it('of arguments that do not fit names the argument', async () => {
    const { call } = await connect('wrong')
    expect(await call('claim_task', { task: 'X-1', lease: 'long' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('lease'),
    })
  })

  it('of a tool that is not there is an error of the protocol', async () => {
    const { client } = await connect('guesser')
    await expect(client.callTool({ name: 'delete_everything' })).rejects.toThrow('There is no tool "delete_everything".')
  })
})

describe('what does not come in', () => {
  it('strangers', async () => {
    const { status, headers } = await post(LIST)
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  })

  it('pages of other origins, even with a token', async () => {
    const { secret } = await connect('paged')
    const authorization = `Bearer ${secret}`
    expect((await post(LIST, { authorization, origin: 'http://evil.example' })).status).toBe(403)
    expect((await post(LIST, { authorization, origin: url.origin })).status).toBe(200)
  })

  it('streams and sessions, which there are none of', async () => {
    const { authorization } = await agent('streamer')
    for (const method of ['GET', 'DELETE']) {
      const { status, headers } = await fetch(url, { method, headers: { authorization } })
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'POST'])
    }
  })

  it('more than a megabyte, but for a plan', async () => {
    const { authorization } = await agent('sender')
    const call = (name: string) => ({ ...LIST, method: 'tools/call', params: { name, arguments: { task: 'x'.repeat(1_000_000) } } })
    expect((await post(call('heartbeat'), { authorization })).status).toBe(413)
    expect((await post(call('create_plan'), { authorization })).status).toBe(200)
  })

  it('batches, and what is not JSON', async () => {
    const { authorization } = await agent('batcher')
    expect((await post([LIST, LIST], { authorization })).status).toBe(400)
    const answer = await fetch(url, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: '{' })
    expect(answer.status).toBe(400)
  })
})

it('too many calls in a second are told when to come back, whichever door they use', async () => {
  const busy = await openServer({ ratePerSecond: 2 })
  const { authorization } = await agent('hurried')
  const calls = await Promise.all(
    Array.from({ length: 3 }, () =>
      fetch(new URL('/mcp', busy.url), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
        body: JSON.stringify(LIST),
      }),
    ),
  )
  expect(calls.map(({ status }) => status).sort()).toEqual([200, 200, 429])
  expect(calls.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('1')
  await busy.close()
})
