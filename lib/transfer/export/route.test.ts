import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { createToken } from '#lib/domain/actor/create-token.ts'
import { createPlan } from '#lib/domain/plan/create.ts'
import { setMember } from '#lib/domain/project/set-member.ts'
import { createTask } from '#lib/domain/task/create.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openSite, send } from '#lib/testing/site.ts'
import { FILES } from '../files.ts'
import { exportsRunning, PATIENCE } from './route.ts'

let site: Awaited<ReturnType<typeof openSite>>
let owner: Caller
let small: ProjectRow
let large: ProjectRow
let authorization: string
let stranger: string

beforeAll(async () => {
  await testDatabase()
  site = await openSite({ files: FILES })
  owner = await person()
  small = await project(owner, { key: 'SMALL' })
  large = await project(owner, { key: 'LARGE' })
  await task(owner, small, { title: 'One' })
  const text = 'x'.repeat(5000)
  for (let i = 0; i < 6; i++) {
    const tasks = Array.from({ length: 200 }, (_, n) => ({ ref: `t${n}`, title: `Task ${i} ${n}`, description: text, impactNotes: text }))
    await createPlan(owner, { project: large.id, tasks })
  }
  const worker = await agent(owner, { project: small })
  await setMember(owner, { project: large.id, actor: worker.actorId, role: 'VIEWER' })
  authorization = await tokenOf(worker)
  stranger = await tokenOf(await agent(owner))
})
afterAll(() => site.site.server.close())

async function tokenOf({ actorId }: Caller) {
  const { secret } = await createToken(owner, { agent: actorId, name: 'export', scopes: ['READ'] })
  return `Bearer ${secret}`
}

const path = (query: string) => `/files/export?${query}`
const read = (query: string, more: { method?: string; authorization?: string } = {}) =>
  send(site.port, path(query), { method: more.method ?? 'GET', headers: { authorization: more.authorization ?? authorization } })

/** A client that has the head of its answer and reads nothing of the rest. */
async function lazy(query: string) {
  const request = get({ port: site.port, host: '127.0.0.1', path: path(query), headers: { authorization }, agent: false })
  request.on('error', () => {})
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { request, response }
}

async function until(fact: () => boolean) {
  for (let tries = 0; !fact(); tries++) {
    if (tries > 400) throw new Error('It did not come about.')
    await wait(25)
  }
}

describe('GET /files/export', () => {
  it('answers a file by its format, from a thread of its own', async () => {
    const whole = await read('project=small')
    expect(whole).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    })
    expect(whole.headers['content-disposition']).toMatch(/^attachment; filename="SMALL-\d{4}-\d\d-\d\d\.json"$/)
    expect(JSON.parse(whole.body)).toMatchObject({ projects: ['SMALL'], counts: { project: 1, task: 1 } })
    const csv = await read('project=SMALL&format=csv&filter=%7B%22text%22%3A%22one%22%7D')
    expect(csv.headers['content-disposition']).toContain('.csv"')
    expect(csv.body).toContain('SMALL-1,')
    expect(await read('project=SMALL&format=dot', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
    expect(exportsRunning()).toBe(0)
  })

  it('refuses with a code and a hint', async () => {
    const code = async (query: string, more = {}) => {
      const { status, body } = await read(query, more)
      return [status, (JSON.parse(body) as { code: string }).code]
    }
    expect(await code('project=SMALL', { authorization: 'Bearer no' })).toEqual([401, 'UNAUTHENTICATED'])
    expect(await code('project=SMALL', { authorization: stranger })).toEqual([404, 'NOT_FOUND'])
    expect(await code('project=NONE')).toEqual([404, 'NOT_FOUND'])
    expect(await code('project=SMALL&format=exe')).toEqual([400, 'INVALID_INPUT'])
    expect(await code('project=SMALL&format=csv&filter=%7B')).toEqual([400, 'INVALID_INPUT'])
    expect(await code('project=SMALL', { method: 'POST' })).toEqual([405, 'BAD_REQUEST'])
    expect(exportsRunning()).toBe(0)
  })

  it('holds as much as the client has taken, and what was there when it began', async () => {
    const { response } = await lazy('project=LARGE')
    await until(() => exportsRunning() === 1)
    response.setEncoding('utf8')
    const [first] = (await once(response, 'data')) as [string]
    response.pause()
    await createTask(owner, { project: large.id, title: 'Too late' })
    let text = first
    for await (const part of response) text += String(part)
    expect(JSON.parse(text)).toMatchObject({ counts: { task: 1200 } })
    expect(text).not.toContain('Too late')
    await until(() => exportsRunning() === 0)
  })

  it('ends its thread when the client goes away', async () => {
    const { request } = await lazy('project=LARGE')
    await until(() => exportsRunning() === 1)
    request.destroy()
    await until(() => exportsRunning() === 0)
    expect((await read('project=SMALL')).status).toBe(200)
  })

  it('gives up a client that takes nothing any more, and never runs more than two of one actor', async () => {
    const earlier = PATIENCE.stallMs
    PATIENCE.stallMs = 1000
    try {
      const clients = await Promise.all([lazy('project=LARGE'), lazy('project=LARGE')])
      await until(() => exportsRunning() === 2)
      expect(await read('project=SMALL')).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
      await until(() => exportsRunning() === 0)
      for (const { response } of clients) {
        const ended = once(response, 'error').catch(() => {})
        response.resume()
        await ended
        expect(response.complete).toBe(false)
      }
    } finally {
      PATIENCE.stallMs = earlier
    }
    expect((await read('project=SMALL')).status).toBe(200)
  })
})
