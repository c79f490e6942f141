import { parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect } from '#lib/db.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent as agentWithToken } from '#lib/testing/people.ts'
import { takesInput } from './parameters.ts'
import { LOOP, published } from './published.ts'
import { schema } from './schema.ts'
import { ask } from './testing.ts'
import { openServer, post } from './testing-server.ts'

beforeAll(async () => void (await testDatabase()))
afterAll(() => disconnect())
const documents = [...published.values()]
const run = (by: Parameters<typeof ask>[0], name: string, variables?: Record<string, unknown>) =>
  ask(by, published.get(name)?.text ?? '', variables)

describe('every published document', () => {
  it.each(documents)('$name fits the schema', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([])
  })

  it.each(documents)('$name bears the name of its file, and is explained', ({ name, text, operation }) => {
    expect(operation.name?.value).toBe(name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()))
    expect(text).toMatch(/^# [A-Z].*[.?]\n/)
  })

  it.each(documents.filter(takesInput))('$name takes one input, and asks a refusal what it is and what helps', ({ operation, text }) => {
    expect(operation.variableDefinitions?.map(({ variable }) => variable.name.value)).toEqual(['input'])
    for (const part of ['__typename', '... on Error', 'code', 'message', 'hint', 'retryable']) expect(text).toContain(part)
  })
})

it('they are enough for an agent to work with', async () => {
  const ann = await person()
  const web = await project(ann)
  const bot = await agent(ann, { project: web })
  const one = await task(ann, web, { title: 'One' })
  expect(await run(bot, 'me')).toMatchObject({
    me: { handle: bot.handle },
    projects: [{ key: web.key, viewerRole: 'MEMBER', counts: { pending: 1 } }],
  })
  expect(await run(bot, 'ready-tasks', { project: web.key })).toMatchObject({ tasks: { nodes: [{ key: one.key }] } })
  const { claimTask } = await run(bot, 'claim-task', { input: { task: one.key, idempotencyKey: 'a' } })
  await run(bot, 'add-context', { input: { task: one.key, fence: claimTask.fence, body: 'Half done' } })
  const { createTask } = await run(bot, 'create-task', { input: { project: web.key, title: 'Two' } })
  await run(bot, 'add-dependency', { input: { task: createTask.task.key, dependsOn: one.key } })
  await run(bot, 'release-task', { input: { task: one.key, fence: claimTask.fence, note: 'back soon' } })
  const again = await run(bot, 'claim-task', { input: { task: one.key } })
  expect(again.claimTask.task).toMatchObject({ claims: [{ outcome: null }, { outcome: 'RELEASED', note: 'back soon' }] })
  const { completeTask } = await run(bot, 'complete-task', { input: { task: one.key, fence: again.claimTask.fence, summary: 'Done' } })
  expect(completeTask).toMatchObject({ task: { status: 'COMPLETED' }, unblockedTasks: [{ key: createTask.task.key }] })
  const { inbox } = await run(ann, 'inbox')
  expect(inbox.nodes[0]).toMatchObject({ reason: 'UPDATE', task: { key: one.key } })
  expect(await run(ann, 'mark-notifications', { input: { seqs: [inbox.nodes[0].seq], state: 'DONE' } })).toMatchObject({
    markNotifications: { unreadCount: 0 },
  })
})

describe('a request that names a document', () => {
  let server: Awaited<ReturnType<typeof openServer>>
  let headers: Record<string, string>
  beforeAll(async () => {
    headers = { authorization: (await agentWithToken('caller')).authorization }
    server = await openServer()
  })
  afterAll(() => server.close())

  it('runs it', async () => {
    expect(await post(server.url, { documentId: 'me' }, headers)).toMatchObject({ status: 200, data: { me: { handle: 'caller' } } })
    const variables = { input: { task: 'NONE-1' } }
    expect(await post(server.url, { documentId: 'claim-task', variables }, headers)).toMatchObject({
      data: { claimTask: { __typename: 'NotFoundError', code: 'NOT_FOUND' } },
    })
  })

  it('that is not there learns which are', async () => {
    const { status, errors } = await post(server.url, { documentId: 'claim' }, headers)
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
    expect(errors?.[0]?.message).toContain('claim-task')
  })

  it('and sends one too is refused', async () => {
    const answer = await post(server.url, { documentId: 'me', query: '{ unreadCount }' }, headers)
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
  })
})
