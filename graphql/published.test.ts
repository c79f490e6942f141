import { parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect } from '#lib/db.ts'
import { setMember } from '#lib/domain/project/set-member.ts'
import { answerQuestion } from '#lib/domain/question/answer.ts'
import { person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent as agentWithToken } from '#lib/testing/people.ts'
import { takesInput } from './parameters.ts'
import { LOOP, published } from './published.ts'
import { schema } from './schema.ts'
import { openServer, post } from './testing-server.ts'
import type { Answer } from './testing.ts'

beforeAll(async () => void (await testDatabase()))
afterAll(() => disconnect())
const documents = [...published.values()]

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

it('both ways to claim answer the same', () => {
  const packageOf = (name: string) => /^ {6}package \{$.*?^ {6}\}$/ms.exec(published.get(name)?.text ?? '')?.[0]
  expect(packageOf('claim-task')).toBe(packageOf('claim-next-task'))
  expect(packageOf('claim-task')).toContain('discoveries')
})

it('the loop is published', () => {
  expect(LOOP.filter((name) => !published.has(name))).toEqual([])
})

describe('over HTTP, by their names', () => {
  let server: Awaited<ReturnType<typeof openServer>>
  beforeAll(async () => void (server = await openServer()))
  afterAll(() => server.close())

  it('they are enough for an agent, and each of them works', async () => {
    const ann = await person()
    const web = await project(ann)
    const { actorId, authorization } = await agentWithToken('worker', { scopes: ['READ', 'WORK', 'PLAN'] })
    await setMember(ann, { project: web.id, actor: actorId, role: 'MEMBER' })
    const ran = new Set<string>()
    async function run(documentId: string, variables: Record<string, unknown> = {}) {
      ran.add(documentId)
      const { errors, data } = await post(server.url, { documentId, variables }, { authorization })
      expect([documentId, errors]).toEqual([documentId, undefined])
      return data
    }
    /** The one member of the union that an act answers with. */
    async function act(documentId: string, input: Record<string, unknown>) {
      const [result] = Object.values((await run(documentId, { input })) ?? {})
      return result as Answer['data']
    }

    expect(await run('me')).toMatchObject({
      me: { handle: 'worker', currentClaims: [] },
      access: { scopes: ['READ', 'WORK', 'PLAN'], projects: null },
      projects: [{ key: web.key, viewerRole: 'MEMBER' }],
      unreadCount: 0,
    })
    const plan = await act('create-plan', {
      project: web.key,
      tasks: [
        { ref: 'a', title: 'One' },
        { title: 'Two', dependsOn: ['a'] },
      ],
    })
    expect(plan).toMatchObject({ taskCount: 2, readyCount: 1, created: [{ ref: 'a', status: 'PENDING' }, { status: 'BLOCKED' }] })
    const [one, two]: [string, string] = plan.created.map(({ task }: { task: { key: string } }) => task.key)
    const three = (await act('create-task', { project: web.key, title: 'Three', criteria: ['It holds'] })).task.key
    expect(await act('update-task', { task: three, title: 'Three parcels', priority: 'HIGH', expectedVersion: 1 })).toMatchObject({
      task: { title: 'Three parcels', priority: 'HIGH', version: 2 },
    })
    const late = await act('update-task', { task: three, title: 'Third', expectedVersion: 1 })
    expect(late).toMatchObject({ code: 'VERSION_CONFLICT', conflicts: [{ field: 'title', new: 'Three parcels' }] })
    await act('add-dependency', { task: three, dependsOn: two })
    expect(await run('ready-tasks', { project: web.key })).toMatchObject({ tasks: { nodes: [{ key: one }] } })

    const claim = await act('claim-task', { task: one, idempotencyKey: 'a' })
    expect(claim).toMatchObject({ __typename: 'ClaimTaskSuccess', fence: 1, package: { key: one, title: 'One' } })
    expect(await act('heartbeat', { task: one, fence: 1, progress: 'Half.' })).toMatchObject({ isBlocked: false })
    await act('add-context', { task: one, fence: 1, kind: 'DISCOVERY', body: 'It is heavier than it looks.' })
    await act('add-file-reference', { task: one, path: 'ramp/scale.ts' })
    expect(await act('release-task', { task: one, fence: 1, note: 'Back soon.' })).toMatchObject({ task: { status: 'PENDING' } })
    await act('claim-task', { task: one })
    expect(await act('fail-task', { task: one, fence: 2, reason: 'No scale.' })).toMatchObject({ attempts: 1, needsPerson: false })
    await act('claim-task', { task: one })
    expect(await act('complete-task', { task: one, fence: 2, summary: 'Done' })).toMatchObject({ code: 'STALE_CLAIM' })
    expect(await act('complete-task', { task: one, fence: 3, summary: 'Done' })).toMatchObject({ unblockedTasks: [{ key: two }] })

    const next = await act('claim-next-task', { project: web.key })
    expect(next).toMatchObject({ __typename: 'ClaimNextTaskSuccess', fence: 1 })
    const { question } = await act('ask-question', { task: two, fence: 1, body: 'Which scale?' })
    await answerQuestion(ann, { question: question.id, answer: 'The new one.' })
    expect(await run('inbox')).toMatchObject({ inbox: { nodes: [{ seq: 1, reason: 'ANSWER', question: { answer: 'The new one.' } }] } })
    expect(await watch(server.url, authorization)).toMatchObject({ notificationReceived: { seq: 1, reason: 'ANSWER' } })
    ran.add('watch-inbox')
    expect(await act('mark-notifications', { seqs: [1], state: 'DONE' })).toEqual({
      __typename: 'MarkNotificationsSuccess',
      unreadCount: 0,
    })

    await act('claim-task', { task: two })
    await act('complete-task', { task: two, fence: 2 })
    await act('claim-task', { task: three })
    const unmet = await act('complete-task', { task: three, fence: 1 })
    expect(unmet).toMatchObject({ code: 'CRITERIA_UNMET', criteria: [{ state: 'UNKNOWN' }] })
    await act('mark-criterion', { task: three, fence: 1, criterion: unmet.criteria[0].id, state: 'MET', evidence: 'See for yourself.' })
    expect(await act('complete-task', { task: three, fence: 1 })).toMatchObject({ task: { status: 'COMPLETED' } })
    expect([...ran].sort()).toEqual([...published.keys()])
  })
})

/** The first thing that the stream of an inbox carries; leaving the loop ends the stream. */
async function watch(url: string, authorization: string) {
  const headers = { authorization, 'content-type': 'application/json', accept: 'text/event-stream' }
  const body = JSON.stringify({ documentId: 'watch-inbox', variables: { after: 0 } })
  const response = await fetch(url, { method: 'POST', headers, body })
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString()
    const found = /^data: (\{.*\})$/m.exec(text)?.[1]
    if (found) return (JSON.parse(found) as { data: unknown }).data
  }
  return null
}

describe('a request that names a document', () => {
  let server: Awaited<ReturnType<typeof openServer>>
  let headers: Record<string, string>
  beforeAll(async () => {
    headers = { authorization: (await agentWithToken('caller')).authorization }
    server = await openServer()
  })
  afterAll(() => server.close())

  it('runs it, also by the name of its mutation or its tool', async () => {
    expect(await post(server.url, { documentId: 'me' }, headers)).toMatchObject({ status: 200, data: { me: { handle: 'caller' } } })
    const variables = { input: { task: 'NONE-1' } }
    for (const documentId of ['claim-task', 'claimTask', 'claim_task'])
      expect(await post(server.url, { documentId, variables }, headers)).toMatchObject({
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
