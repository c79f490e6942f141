import { readFileSync } from 'node:fs'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { createToken } from '#lib/domain/actor/create-token.ts'
import { revokeToken } from '#lib/domain/actor/revoke-token.ts'
import { waitingCalls } from '#lib/domain/claim/waking.ts'
import { addContext } from '#lib/domain/context/add.ts'
import { completeTask } from '#lib/domain/task/complete.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { Drain } from '#lib/server/drain.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { act, ask } from './testing.ts'
import { openServer, post } from './testing-server.ts'

const document = readFileSync(new URL('operations/claim-next-task.graphql', import.meta.url), 'utf8')
const NOTHING = '... on NothingReady { message retryAfterMs nearestLeaseExpiry reasons { code count tasks capabilities until } }'

let ann: Caller
let bot: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})
beforeEach(async () => {
  web = await project(ann)
  bot = await agent(ann, { project: web })
})

describe('claimNextTask', () => {
  it('answers the published document with all that is needed, and nothing private of others', async () => {
    const blocker = await task(ann, web, { title: 'Before' })
    const other = await agent(ann, { project: web })
    await addContext(other, { task: blocker.id, kind: 'DISCOVERY', body: 'It rains' })
    await completeTask(ann, { task: blocker.id, summary: 'Dry now' })
    const { id, key } = await task(ann, web, {
      description: 'Details',
      dependsOn: [blocker.id],
      criteria: ['Works'],
      brief: { why: 'Because' },
    })
    await addContext(other, { task: id, kind: 'NOTE', body: 'a secret of another' })
    await addContext(bot, { task: id, kind: 'NOTE', body: 'my own' })
    const { claimNextTask: answer } = await ask(bot, document, { input: { project: web.key } })
    expect(answer).toMatchObject({
      ...{ __typename: 'ClaimNextTaskSuccess', fence: 1, resumed: false },
      package: {
        ...{ key, description: 'Details', brief: { why: 'Because' }, criteria: [{ text: 'Works', state: 'UNKNOWN' }] },
        blockers: [{ key: blocker.key, title: 'Before', status: 'COMPLETED', summary: 'Dry now' }],
        ...{ discoveries: [{ body: 'It rains' }], notes: [{ body: 'my own' }], omitted: [] },
        nextCalls: expect.arrayContaining([{ name: 'completeTask', input: { task: key, fence: 1 }, when: expect.any(String) }]),
      },
    })
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(JSON.stringify(answer).length).toBeLessThan(4_000)
    expect((await ask(bot, document, { input: {} })).claimNextTask).toMatchObject({ resumed: true, fence: 1 })
    const query = 'query ($task: ID!) { workPackage(task: $task) { key lease { fence } notes { body } } }'
    expect(await ask(bot, query, { task: key })).toEqual({ workPackage: { key, lease: { fence: 1 }, notes: [{ body: 'my own' }] } })
    expect((await ask(ann, query, { task: key })).workPackage.notes).toEqual([])
    expect(await ask(await agent(ann), query, { task: key })).toEqual({ workPackage: null })
  })

  it('with nothing ready says why, as no error', async () => {
    await task(ann, web, { requiredCapabilities: ['wings'] })
    expect(await act(bot, 'claimNextTask', { project: web.key }, 'fence', NOTHING)).toEqual({
      __typename: 'NothingReady',
      message: expect.stringContaining('wings'),
      retryAfterMs: 60_000,
      nearestLeaseExpiry: null,
      reasons: [{ code: 'CAPABILITIES', count: 1, tasks: [], capabilities: ['wings'], until: null }],
    })
  })

  it('refuses what is hidden, and input beyond its limits, before anything is claimed', async () => {
    const refused = (input: object) => act(bot, 'claimNextTask', { project: web.key, ...input }, 'fence')
    expect(await refused({ project: (await project(ann)).key })).toMatchObject({ code: 'NOT_FOUND' })
    await task(ann, web)
    for (const input of [
      { wait: 31 },
      { wait: -1 },
      { leaseSeconds: 1 },
      { budget: 10 },
      { projects: Array.from({ length: 51 }, () => web.key) },
    ])
      expect(await refused(input)).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await db().claim.count({ where: { projectId: web.id } })).toBe(0)
  })

  it('gives what the budget leaves', async () => {
    await task(ann, web, { description: 'd'.repeat(5_000) })
    const selection = 'package { description omitted { what count hint } }'
    const answer = await act(bot, 'claimNextTask', { project: web.key, budget: 1_000 }, selection)
    expect(answer.package.description.length).toBeLessThan(1_000)
    expect(answer.package.omitted).toMatchObject([{ what: 'characters of the description', count: expect.any(Number) }])
  })
})

describe('waiting over HTTP', () => {
  async function waiting() {
    const { secret, token } = await createToken(ann, { agent: bot.handle, name: 'wait', scopes: ['READ', 'WORK'] })
    const server = await openServer()
    const ended = new AbortController()
    const body = JSON.stringify({ query: document, variables: { input: { project: web.key, wait: 30 } } })
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` }
    const answer = fetch(server.url, { method: 'POST', headers, body, signal: ended.signal })
    await expect.poll(waitingCalls, { timeout: 10_000 }).toBe(1)
    return { server, answer, ended, token, authorization: headers.authorization }
  }
  const memberOf = async (answer: Promise<Response>) =>
    ((await (await answer).json()) as { data: { claimNextTask: { __typename: string; package?: { key: string } } } }).data.claimNextTask

  it('answers when something comes', async () => {
    const { server, answer } = await waiting()
    const { key } = await task(ann, web)
    expect(await memberOf(answer)).toMatchObject({ __typename: 'ClaimNextTaskSuccess', package: { key } })
    await server.close()
  })

  it('ends when the client goes away: nothing is claimed for nobody', async () => {
    const { server, answer, ended } = await waiting()
    ended.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(waitingCalls).toBe(0)
    await task(ann, web)
    expect(await db().claim.count({ where: { projectId: web.id } })).toBe(0)
    await server.close()
  })

  it('ends when the token is revoked', async () => {
    const { server, answer, token, authorization } = await waiting()
    await revokeToken(ann, { token })
    expect(await (await answer).json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    expect(await post(server.url, { query: '{ me { id } }' }, { authorization })).toMatchObject({ status: 401 })
    await server.close()
  })

  it('ends when the server stops', async () => {
    const { server, answer } = await waiting()
    const drain = new Drain()
    drain.enter(new ServerResponse(new IncomingMessage(new Socket())))
    await drain.wait(100)
    expect(await memberOf(answer)).toMatchObject({ __typename: 'NothingReady' })
    await server.close()
  })
})
