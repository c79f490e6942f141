import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect } from '#lib/db.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent } from '#lib/testing/people.ts'
import { scene } from '#lib/testing/races/scene.ts'
import { openServer, post } from './testing-server.ts'

let server: Awaited<ReturnType<typeof openServer>>
let headers: Record<string, string>
beforeAll(async () => {
  await testDatabase()
  headers = { authorization: (await agent('tester')).authorization }
  server = await openServer()
})
afterAll(async () => {
  await server.close()
  await disconnect()
})

const ask = (query: string, variables?: object) => post(server.url, { query, variables }, headers)
const nested = (depth: number, inner = 'id') => `{ me ${'{ owner '.repeat(depth - 2)} { ${inner} } ${'}'.repeat(depth - 2)} }`
const times = (n: number, part: (i: number) => string) => Array.from({ length: n }, (_, i) => part(i)).join(' ')
const EXCEEDED = [{ message: expect.any(String), extensions: { code: 'LIMIT_EXCEEDED', hint: expect.any(String), retryable: false } }]

/** What is just within each limit, and what is just beyond. */
const CASES: Record<string, [within: string, beyond: string]> = {
  tokens: [`{ ${times(998, () => 'unreadCount')} }`, `{ ${times(999, () => 'unreadCount')} }`],
  depth: [nested(12), nested(13)],
  'depth through fragments': [
    `{ me { owner { ...A } } } fragment A on Actor { ${'owner { '.repeat(9)} id ${'}'.repeat(9)} }`,
    `{ me { owner { ...A } } } fragment A on Actor { ...B } fragment B on Actor { ${'owner { '.repeat(10)} id ${'}'.repeat(10)} }`,
  ],
  aliases: [`{ ${times(15, (i) => `a${i}: unreadCount`)} }`, `{ ${times(16, (i) => `a${i}: unreadCount`)} }`],
  'aliases through fragments': [
    `{ me { ...A owner { ...A } } } fragment A on Actor { ${times(7, (i) => `a${i}: id`)} }`,
    `{ me { ...A owner { ...A } } } fragment A on Actor { ${times(8, (i) => `a${i}: id`)} }`,
  ],
  directives: [`{ unreadCount ${times(10, () => '@include(if: true)')} }`, `{ unreadCount ${times(11, () => '@include(if: true)')} }`],
  mutations: [mutations(10), mutations(11)],
  nodes: [
    '{ tasks(first: 100) { nodes { blockers { id } claims { id } files { id } children { id } } } }',
    '{ tasks(first: 100) { nodes { blockers { id } claims { id } files { id } children { id } links { id } } } }',
  ],
  'nodes by default sizes': [
    '{ projects { tasks { nodes { id } } } }',
    '{ projects { tasks { nodes { blockers { dependsOn { links { id } } } } } } }',
  ],
}

function mutations(n: number) {
  return `mutation { ${times(n, (i) => `m${i}: startTask(input: { task: "NONE-${i}" }) { __typename }`)} }`
}

describe('each limit is refused with its name, before any work', () => {
  it.each(Object.entries(CASES))('%s', async (name, [within, beyond]) => {
    const inside = await ask(within)
    // Repeated directives are another rule's; what counts here is that the limit is not what refuses.
    expect(inside.errors?.filter(({ extensions }) => extensions.code === 'LIMIT_EXCEEDED') ?? []).toEqual([])
    const { status, errors, data } = await ask(beyond)
    expect(status).toBe(200)
    expect(data).toBeUndefined()
    expect(
      errors?.filter(({ extensions }) => extensions.code === 'LIMIT_EXCEEDED').map(({ message, extensions }) => ({ message, extensions })),
    ).toEqual(EXCEEDED)
    expect(errors?.find(({ extensions }) => extensions.code === 'LIMIT_EXCEEDED')?.message).toContain(
      name.startsWith('nodes') ? 'objects' : name.split(' ')[0],
    )
  })

  it('nodes, when the sizes stand in variables', async () => {
    const query = 'query ($first: Int!) { tasks(first: $first) { nodes { blockers { dependsOn { links { id } } } } } }'
    expect((await ask(query, { first: 40 })).errors).toBeUndefined()
    expect((await ask(query, { first: 50 })).errors).toMatchObject(EXCEEDED)
  })

  it('fragments that spread each other twice are measured at once', async () => {
    const bomb = `{ me { ...F0 } } ${times(60, (i) => `fragment F${i} on Actor { ...F${i + 1} ...F${i + 1} }`)} fragment F60 on Actor { a: id }`
    const before = performance.now()
    expect((await ask(bomb)).errors?.some(({ extensions }) => extensions.code === 'LIMIT_EXCEEDED')).toBe(true)
    expect(performance.now() - before).toBeLessThan(2_000)
  })

  it('a fragment that spreads itself is refused, not followed', async () => {
    const { status, errors } = await ask('{ me { ...A } } fragment A on Actor { owner { ...A } }')
    expect(status).toBe(200)
    expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('itself'), extensions: { code: 'BAD_REQUEST' } })
  })

  it('introspection has no depth', async () => {
    const { data, errors } = await ask(getIntrospectionQuery())
    expect(errors).toBeUndefined()
    expect(data.__schema.queryType.name).toBe('Query')
  })
})

describe('what is no operation is refused clearly, never with 500', () => {
  it.each<[string, unknown, number]>([
    ['a query 2,000 deep', { query: `${'{ me '.repeat(2_000)}` }, 200],
    ['100,000 brackets', { query: '{'.repeat(100_000) }, 200],
    ['100,000 brackets in a value', { query: `{ task(ref: ${'['.repeat(100_000)}) }` }, 200],
    ['no body', '', 400],
    ['half a body', '{', 400],
    ['null', 'null', 400],
    ['nothing asked', {}, 400],
    ['a number for a query', { query: 1 }, 400],
    ['a batch', [{ query: '{ unreadCount }' }], 400],
    ['an operation that is not there', { query: 'query A { unreadCount } query B { unreadCount }', operationName: 'C' }, 400],
    ['variables of the wrong type', { query: 'query ($n: Int!) { tasks(first: $n) { nodes { id } } }', variables: { n: 'x' } }, 200],
    ['variables that are no object', { query: '{ unreadCount }', variables: 'x' }, 400],
    [
      'a date that is none',
      { query: 'query ($d: DateTime) { tasks(filter: { createdAfter: $d }) { nodes { id } } }', variables: { d: 'yesterday' } },
      200,
    ],
    ['an unknown field', { query: '{ nope }' }, 200],
  ])('%s', async (_, body, status) => {
    const answer = await post(server.url, body, headers)
    expect(answer.status).toBe(status)
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual([expect.stringMatching(/^(BAD_REQUEST|LIMIT_EXCEEDED)$/)])
    expect(answer.text).not.toContain('"http"')
    expect(answer.text).not.toMatch(/node_modules|graphql\/.*\.ts/)
  })

  it('a body above 1 MB is 413, whether its length is told or not', async () => {
    const told = await post(server.url, { query: `{ unreadCount }${' '.repeat(1_000_000)}` }, headers)
    const part = new TextEncoder().encode(' '.repeat(100_000))
    const body = new ReadableStream({ start: (c) => (times(11, () => (c.enqueue(part), '')), c.close()) })
    const streamed = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      duplex: 'half',
    } as RequestInit)
    for (const { status, text } of [told, { status: streamed.status, text: await streamed.text() }]) {
      expect(status).toBe(413)
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED', hint: expect.any(String) } }] })
    }
  })

  it('a body above 1 MB may create a plan and do nothing else, up to 4 MB', async () => {
    const { place, holders } = await scene(1)
    const bearer = { authorization: `Bearer ${holders[0]?.token}` }
    const plan = (query: string, count: number) => {
      const tasks = Array.from({ length: count }, (_, i) => ({ title: `${i}`, description: 'x'.repeat(5_000) }))
      return post(server.url, { query, variables: { input: { project: place.key, tasks } } }, bearer)
    }
    const create = 'createPlan(input: $input) { ... on CreatePlanSuccess { taskCount } ... on Error { code } }'
    const alone = await plan(`mutation ($input: CreatePlanInput!) { ${create} }`, 400)
    expect([alone.status, alone.data]).toEqual([200, { createPlan: { taskCount: 400 } }])
    for (const beside of [
      `mutation ($input: CreatePlanInput!) { ${create} startTask(input: { task: "NONE-1" }) { __typename } }`,
      `mutation ($input: CreatePlanInput!) { ...A } fragment A on Mutation { ${create} }`,
    ])
      expect(await plan(beside, 300)).toMatchObject({ status: 413, errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] })
    const beyond = await plan(`mutation ($input: CreatePlanInput!) { ${create} }`, 800)
    expect(beyond).toMatchObject({ status: 413, errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] })
  })

  it('a mutation by GET, a form and a file upload are refused', async () => {
    const get = await fetch(`${server.url}?query=${encodeURIComponent(mutations(1))}`, { headers })
    expect(get.status).toBe(405)
    const form = await fetch(server.url, { method: 'POST', headers, body: new FormData() })
    expect(form.status).toBe(415)
  })
})

it('more requests in a second than the rate are refused with the time to wait', async () => {
  const strict = await openServer({ ratePerSecond: 3 })
  const answers = await Promise.all(Array.from({ length: 6 }, () => post(strict.url, { query: '{ unreadCount }' }, headers)))
  const other = await post(strict.url, { query: '{ unreadCount }' }, { authorization: (await agent('other')).authorization })
  const unknown = await Promise.all(Array.from({ length: 4 }, () => post(strict.url, { query: '{ unreadCount }' })))
  await strict.close()
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429, 429])
  const refused = answers.find(({ status }) => status === 429)
  expect(refused?.errors?.[0]?.extensions).toEqual({
    code: 'RATE_LIMITED',
    hint: expect.any(String),
    retryable: true,
    retryAfterMs: expect.any(Number),
  })
  expect(refused?.headers.get('retry-after')).toBe('1')
  expect(other.status).toBe(200)
  expect(unknown.map(({ status }) => status).sort()).toEqual([401, 401, 401, 429])
})
