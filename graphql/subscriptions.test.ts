import { createClient } from 'graphql-ws'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Caller } from '#lib/auth/caller.ts'
import { disconnect, transaction } from '#lib/db.ts'
import { caller, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent } from '#lib/testing/people.ts'
import type { ProjectRow } from './refs.ts'
import { act, type Answer } from './testing.ts'
import { uploaded } from './testing-acts-import.ts'
import { openServer } from './testing-server.ts'

let server: Awaited<ReturnType<typeof openServer>>
let ann: Caller
let web: ProjectRow
let watcher: Awaited<ReturnType<typeof agent>>
const open: (() => unknown)[] = []
beforeAll(async () => {
  await testDatabase()
  server = await openServer()
  ann = await person()
})
beforeEach(async () => {
  web = await project(ann)
  watcher = await agent(`watcher-${web.key.toLowerCase()}`)
  await act(ann, 'setMember', { project: web.id, actor: watcher.actorId, role: 'MEMBER' }, 'project { id }')
})
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})
afterAll(async () => {
  await server.close()
  await disconnect()
})

const EVENTS =
  'subscription ($project: ID!, $after: Int) { projectEvents(project: $project, after: $after) { __typename ... on Event { seq action task { title } changes { field new } } ... on Resync { seq message } } }'

/** The two transports, each as a function that subscribes with a token. */
const OVER = {
  WebSocket: (query: string, variables: object, authorization: string): AsyncIterator<Answer> => {
    const client = createClient({ url: server.socketUrl, webSocketImpl: WebSocket, connectionParams: { authorization }, retryAttempts: 0 })
    open.push(() => client.dispose())
    return client.iterate({ query, variables: { ...variables } }) as AsyncIterator<Answer>
  },
  SSE: (query: string, variables: object, authorization: string): AsyncIterator<Answer> => {
    const abort = new AbortController()
    open.push(() => abort.abort())
    return sse(query, variables, authorization, abort.signal)
  },
}

async function* sse(query: string, variables: object, authorization: string, signal: AbortSignal): AsyncGenerator<Answer> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream', authorization }
  const { body } = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }), signal })
  let text = ''
  for await (const chunk of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      if (part.includes('event: complete')) return
      const data = /^data: (.+)$/m.exec(part)?.[1]
      if (data) yield JSON.parse(data) as Answer
    }
  }
}

const valueOf = async (stream: AsyncIterator<Answer>) => {
  const { value, done } = await stream.next()
  return done ? 'complete' : (value as Answer)
}
const eventOf = async (stream: AsyncIterator<Answer>) => {
  const answer = await valueOf(stream)
  return answer === 'complete' ? answer : (answer.data?.projectEvents ?? answer)
}

describe.each(Object.keys(OVER) as (keyof typeof OVER)[])('over %s', (transport) => {
  const watch = (variables: object, query = EVENTS, authorization = watcher.authorization) =>
    OVER[transport](query, variables, authorization)

  it('events come from a cursor on, in order, and then live', async () => {
    await task(ann, web, { title: 'Before' })
    const stream = watch({ project: web.key, after: 2 })
    expect(await eventOf(stream)).toMatchObject({ seq: 3, action: 'TASK_CREATED', task: { title: 'Before' } })
    const { id } = await task(ann, web, { title: 'Live' })
    expect(await eventOf(stream)).toMatchObject({ seq: 4, action: 'TASK_CREATED', task: { title: 'Live' } })
    await act(ann, 'updateTask', { task: id, title: 'Newer' }, 'task { id }')
    expect(await eventOf(stream)).toEqual({
      __typename: 'Event',
      seq: 5,
      action: 'TASK_UPDATED',
      task: { title: 'Newer' },
      changes: [{ field: 'title', new: 'Newer' }],
    })
  })

  it('nothing is lost between two streams that share a cursor', async () => {
    const first = watch({ project: web.id, after: 0 })
    const { seq } = await eventOf(first)
    await first.return?.()
    await act(ann, 'createPlan', { project: web.id, tasks: [{ title: 'A' }, { title: 'B' }] }, 'taskCount')
    const second = watch({ project: web.id, after: seq })
    const seqs = []
    for (let i = 0; i < 3; i++) seqs.push((await eventOf(second)).seq)
    expect(seqs).toEqual([seq + 1, seq + 2, seq + 3])
  })

  it('a cursor ahead of the stream is told to begin anew', async () => {
    const stream = watch({ project: web.key, after: 99 })
    expect(await eventOf(stream)).toEqual({ __typename: 'Resync', seq: 2, message: expect.stringContaining('99') })
    await task(ann, web)
    expect(await eventOf(stream)).toMatchObject({ seq: 3 })
  })

  it('taskChanged carries the events of its task alone', async () => {
    const { id } = await task(ann, web)
    const stream = watch(
      { task: id },
      'subscription ($task: ID!) { taskChanged(task: $task, after: 0) { ... on Event { seq action taskId } } }',
    )
    expect(await valueOf(stream)).toMatchObject({ data: { taskChanged: { action: 'TASK_CREATED', taskId: id } } })
    await task(ann, web)
    await act(ann, 'holdTask', { task: id, reason: 'wait' }, 'task { id }')
    expect(await valueOf(stream)).toMatchObject({ data: { taskChanged: { action: 'TASK_HELD', taskId: id, seq: 5 } } })
  })

  it('importChanged carries an import as it is, then as it comes further, to nobody else', async () => {
    const query = 'subscription ($import: ID!) { importChanged(import: $import) { id state } }'
    const mover = await agent(`mover-${web.key.toLowerCase()}`, { scopes: ['READ', 'MANAGE'] })
    const own = caller({ actorId: mover.actorId, handle: 'mover', kind: 'AGENT' })
    const id = await uploaded(own)
    const stream = watch({ import: id }, query, mover.authorization)
    expect(await valueOf(stream)).toEqual({ data: { importChanged: { id, state: 'UPLOADED' } } })
    const next = valueOf(stream)
    await act(own, 'cancelImport', { import: id }, 'import { id }')
    expect(await next).toEqual({ data: { importChanged: { id, state: 'CANCELLED' } } })
    const refused = valueOf(watch({ import: id }, query)).catch((error: unknown) => ({ errors: error }))
    expect(await refused).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
  })

  it('notificationReceived carries what reaches the caller', async () => {
    const stream = watch(
      {},
      'subscription { notificationReceived(after: 0) { ... on Notification { seq reason task { title } event { action } } } }',
    )
    await task(ann, web, { title: 'Yours', assignee: watcher.actorId })
    expect(await valueOf(stream)).toEqual({
      data: { notificationReceived: { seq: 1, reason: 'ASSIGNED', task: { title: 'Yours' }, event: { action: expect.any(String) } } },
    })
  })

  it('a hidden project is NOT_FOUND', async () => {
    const other = await project(await person())
    const refused = Promise.resolve(valueOf(watch({ project: other.key }))).catch((error: unknown) => ({ errors: error }))
    expect(await refused).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
  })

  it('it ends for a member who is removed', async () => {
    const stream = watch({ project: web.key, after: 0 })
    await eventOf(stream)
    await act(ann, 'removeMember', { project: web.id, actor: watcher.actorId }, 'project { id }')
    const rest = []
    for (let event = await eventOf(stream); event !== 'complete'; event = await eventOf(stream)) rest.push(event.action)
    expect(rest).not.toContain('MEMBER_REMOVED')
  })

  it('a token without READ watches nothing', async () => {
    const blind = await agent(`blind-${web.key.toLowerCase()}`, { scopes: ['WORK'] })
    const refused = valueOf(watch({ project: web.key }, EVENTS, blind.authorization)).catch((error: unknown) => ({ errors: error }))
    expect(await refused).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
  })
})

it('over SSE a revoked token meets UNAUTHENTICATED, and then the end', async () => {
  const stream = OVER.SSE(EVENTS, { project: web.key, after: 0 }, watcher.authorization)
  await eventOf(stream)
  await eventOf(stream)
  const next = valueOf(stream)
  await act({ ...ann, isAdmin: true }, 'revokeToken', { token: watcher.tokenId }, 'token { id }')
  expect(await next).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  expect(await valueOf(stream)).toBe('complete')
})

it('an open stream asks again each minute whether its caller is still let in', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const stream = OVER.SSE(EVENTS, { project: web.key, after: 1 }, watcher.authorization)
  await eventOf(stream)
  const next = valueOf(stream)
  await transaction([], (tx) => tx.token.update({ where: { id: watcher.tokenId }, data: { expiresAt: new Date(Date.now() - 1) } }))
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  expect(await next).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
})

it('a thousand events before a slow reader are all there, in order', async () => {
  const tasks = Array.from({ length: 500 }, (_, i) => ({ title: `T${i}` }))
  const stream = OVER.WebSocket(EVENTS, { project: web.key, after: 2 }, watcher.authorization)
  for (let i = 0; i < 2; i++) await act(caller({ ...ann, kind: 'PERSON' }), 'createPlan', { project: web.id, tasks }, 'taskCount')
  for (let seq = 3; seq < 1_003; seq++) expect((await eventOf(stream)).seq).toBe(seq)
})
