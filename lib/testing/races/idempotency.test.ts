import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect, db, disconnect } from '#lib/db.ts'
import { grouped } from '#lib/domain/grouped.ts'
import { createPlan } from '#lib/domain/plan/create.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rounds } from '../rounds.ts'
import { bundleServer, type ServerProcess, startServer } from '../server-process.ts'
import { Clients } from './clients.ts'
import type { Call } from './protocol.ts'
import { act } from './request.ts'
import { expectKept, factsIn, type Holder, scene } from './scene.ts'

const KEYS = process.env.ROUNDS === 'full' ? 500 : 160
const COPIES = 3
const CLIENTS = 6

let database: TestDatabase
let file: string
let clients: Clients
let place: ProjectRow
let holders: Holder[]
const servers: ServerProcess[] = []
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-idempotency-'))
beforeAll(async () => {
  database = await testDatabase()
  file = await bundleServer()
  clients = await Clients.start(CLIENTS)
  ;({ place, holders } = await scene(10))
}, 120_000)
afterAll(() => {
  clients.stop()
  for (const { child } of servers) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

describe('every key has one effect and one answer', () => {
  it(`${KEYS} keys in three copies each, while a server is killed by kill -9`, { timeout: 900_000 }, async () => {
    for (let round = 0; round < rounds(10); round++) {
      const acts = await prepare(round)
      // Nobody but the servers has the file open when one is killed.
      await disconnect()
      const logs = Array.from({ length: CLIENTS }, (_, i) => join(folder, `${round}-${i}.jsonl`))
      for (const log of logs) writeFileSync(log, '')
      const urls = await serve()
      const calls = acts.flatMap((each, i) =>
        Array.from({ length: COPIES }, (_, copy) => ({ ...each, copy: `${i}-${copy}`, url: urls[copy % urls.length] ?? '' })),
      )
      await storm(calls, logs, round)
      const answered = new Set(answersIn(logs).map(({ copy }) => copy))
      const left = calls.filter(({ copy }) => !answered.has(copy))
      const [url = ''] = await serve()
      await send(
        left.map((call) => ({ ...call, url })),
        logs,
      )
      await stop()
      await connect(database.url)
      const lost = expectOneAnswer(acts.length, logs)
      await expectOneEffect(acts)
      await expectKept([])
      console.info(`round ${round + 1}: ${left.length} calls sent again, ${lost} keys were kept whose first answer nobody got`)
      expect(left.length).toBeGreaterThan(0)
    }
  })

  it('a server killed after the commit and before anybody heard of it: the next one says what was done', { timeout: 300_000 }, async () => {
    const keys = Array.from({ length: 40 }, (_, i) => `unheard-${i}`)
    const calls = keys.map((idempotencyKey, i) => {
      const token = holders[i % holders.length]?.token ?? ''
      return { token, input: { project: place.id, title: idempotencyKey, idempotencyKey } }
    })
    const [first = ''] = await serve()
    for (const { token, input } of calls) sendDeaf(first, token, 'createTask', input)
    await vi.waitFor(async () => expect(await db().idempotencyKey.count({ where: { key: { in: keys } } })).toBe(keys.length), {
      timeout: 60_000,
    })
    await kill(0)
    const before = await db().event.count()
    const [next = ''] = await serve()
    const answers = await Promise.all(calls.map(({ token, input }) => act(next, token, 'createTask', input)))
    await stop()
    expect(answers).toEqual(keys.map(() => expect.objectContaining({ __typename: 'CreateTaskSuccess', replayed: true })))
    const made = await db().task.findMany({ where: { title: { in: keys } }, select: { id: true, title: true } })
    expect(new Map(made.map(({ id, title }) => [title, id]))).toEqual(
      new Map(answers.map((answer, i) => [keys[i], (answer?.['task'] as { id: string } | undefined)?.id])),
    )
    expect([made.length, await db().event.count()]).toEqual([keys.length, before])
    await expectKept([])
  })
})

interface Act {
  token: string
  name: string
  input: Record<string, unknown>
  /** How often its effect is found; once, if all is well. */
  effects: () => Promise<number>
}

/** The acts of a round, each under a key and on a task of its own. */
async function prepare(round: number): Promise<Act[]> {
  const { tasks } = await createPlan(holders[0]?.caller ?? fail(), {
    project: place.id,
    tasks: Array.from({ length: KEYS }, (_, i) => ({ title: `${round} ${i}` })),
  })
  return tasks.map((task, i) => {
    const [key, holder] = [`key ${round} ${i}`, holders[i % holders.length] ?? fail()]
    const eventsOf = (action: string) => () => db().event.count({ where: { taskId: task, action } })
    const kinds: Omit<Act, 'token'>[] = [
      {
        name: 'createTask',
        input: { project: place.id, title: key, dependsOn: [task] },
        effects: () => db().task.count({ where: { title: key } }),
      },
      {
        name: 'createPlan',
        input: {
          project: place.id,
          tasks: [
            { ref: 'a', title: key },
            { ref: 'b', title: 'beside', dependsOn: ['a'] },
          ],
        },
        effects: () => db().task.count({ where: { title: key } }),
      },
      { name: 'addContext', input: { task, body: key }, effects: () => db().contextEntry.count({ where: { body: key } }) },
      { name: 'claimTask', input: { task }, effects: () => db().claim.count({ where: { taskId: task } }) },
      { name: 'completeTask', input: { task, summary: key }, effects: eventsOf('TASK_COMPLETED') },
      { name: 'updateTask', input: { task, description: key }, effects: eventsOf('TASK_UPDATED') },
      { name: 'updateTasks', input: { tasks: [{ task, description: key }] }, effects: eventsOf('TASK_UPDATED') },
      { name: 'addFileReference', input: { task, path: 'src/a.ts' }, effects: () => db().fileReference.count({ where: { taskId: task } }) },
    ]
    const kind = kinds[i % kinds.length] ?? fail()
    return { ...kind, token: holder.token, input: { ...kind.input, idempotencyKey: key } }
  })
}

function fail(): never {
  throw new Error('nothing there')
}

/** Starts what is missing of the servers: one, or two on PostgreSQL. */
async function serve(): Promise<string[]> {
  while (servers.length < (database.dialect === 'postgres' ? 2 : 1))
    servers.push(startServer(file, { DATABASE_URL: database.url, RATE_LIMIT: '100000' }))
  return Promise.all(servers.map((server) => server.ready))
}

async function kill(which: number) {
  const [server] = servers.splice(which, 1)
  if (!server) return
  server.child.kill('SIGKILL')
  await once(server.child, 'close')
}

async function stop() {
  for (const { child, ended } of servers.splice(0)) {
    child.kill('SIGTERM')
    await ended
  }
}

/** All copies at once, and the end of a server at a random moment among them. */
async function storm(calls: Call[], logs: string[], round: number) {
  const sent = send(calls, logs)
  await clients.acknowledged(50 + Math.floor(Math.random() * (calls.length / 2)))
  await kill(round % servers.length)
  await sent
}

async function send(calls: Call[], logs: string[]) {
  const jobs = logs.map((log, i) => ({ kind: 'copies' as const, lanes: 25, log, calls: calls.filter((_, at) => at % CLIENTS === i) }))
  for (const { outcomes } of await clients.run(jobs)) expect(Object.keys(outcomes).filter((name) => !name.endsWith('Success'))).toEqual([])
}

const answersIn = (logs: string[]) => factsIn(logs).flatMap((fact) => (fact.fact === 'answered' ? [fact] : []))

/** Every copy of every key was answered, and alike. Answers how many keys were only ever answered from memory. */
function expectOneAnswer(keys: number, logs: string[]) {
  const byKey = grouped(answersIn(logs), ({ copy }) => copy.split('-')[0])
  expect(byKey.size).toBe(keys)
  let lost = 0
  for (const answers of byKey.values()) {
    expect(answers).toHaveLength(COPIES)
    expect(new Set(answers.map(({ answer }) => answer)).size).toBe(1)
    const acted = answers.filter(({ replayed }) => !replayed).length
    expect(acted).toBeLessThanOrEqual(1)
    if (acted === 0) lost++
  }
  return lost
}

async function expectOneEffect(acts: Act[]) {
  const found = await Promise.all(acts.map(async ({ input, effects }) => [input['idempotencyKey'], await effects()]))
  expect(found.filter(([, count]) => count !== 1)).toEqual([])
}

/** Sends an act and never hears what comes of it. */
function sendDeaf(url: string, token: string, name: string, input: Record<string, unknown>) {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const query = `mutation ($input: ${title}Input!) { ${name}(input: $input) { __typename } }`
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const sent = request(`${url}/graphql`, { method: 'POST', headers })
  sent.on('error', () => {})
  sent.end(JSON.stringify({ query, variables: { input } }))
}
