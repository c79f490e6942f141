import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, db, disconnect } from '#lib/db.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rounds } from '../rounds.ts'
import { bundleServer, startServer } from '../server-process.ts'
import { Clients } from './clients.ts'
import { expectKept, factsIn, type Holder, scene } from './scene.ts'

const CLIENTS = 8
const LANES = 4
const LEAST = 50

let database: TestDatabase
let clients: Clients
let file: string
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-kill-'))
const logs = Array.from({ length: CLIENTS }, (_, i) => join(folder, `${i}.jsonl`))
beforeAll(async () => {
  database = await testDatabase()
  file = await bundleServer()
  clients = await Clients.start(CLIENTS)
  for (const log of logs) writeFileSync(log, '')
}, 120_000)
afterAll(() => {
  clients.stop()
  rmSync(folder, { recursive: true, force: true })
})

it(
  'kill -9 under the load of eight clients loses nothing that was acknowledged, and does nothing twice',
  { timeout: 900_000 },
  async () => {
    const { place, holders } = await scene(CLIENTS)
    for (let round = 0; round < rounds(20); round++) {
      // Nobody but the server has the file open when it is killed, so that the next to open it finds it as the kill left it.
      await disconnect()
      const { acknowledged, unanswered, ms } = await oneLife(place.id, holders)
      console.info(`round ${round + 1}: killed after ${Math.round(ms)} ms, ${acknowledged} acknowledged, ${unanswered} unanswered`)
      expect(acknowledged).toBeGreaterThanOrEqual(LEAST)
      expect(unanswered).toBeGreaterThanOrEqual(1)
      await connect(database.url)
      await expectKept(factsIn(logs))
    }
    await disconnect()
    await sendAgain(holders)
    await connect(database.url)
    const facts = factsIn(logs)
    await expectKept(facts)
    const titles = facts.flatMap((fact) => (fact.fact === 'created' ? [fact.title] : []))
    expect(new Set(titles).size).toBe(await db().task.count())
    const bodies = facts.flatMap((fact) => (fact.fact === 'entry' ? [fact.body] : []))
    expect(new Set(bodies).size).toBe(await db().contextEntry.count())
  },
)

/** A server from its start, under load until enough is acknowledged, to its end at a random moment in the 50 to 500 ms of load that follow. */
async function oneLife(project: string, holders: Holder[]) {
  const server = startServer(file, { DATABASE_URL: database.url })
  const url = await server.ready
  await clients.run(holders.map(({ token }, i) => ({ kind: 'again' as const, url, token, log: logs[i] ?? '' })))
  const storm = clients.run(
    holders.map(({ token }, i) => ({ kind: 'storm' as const, url, token, project, lanes: LANES, log: logs[i] ?? '' })),
  )
  await clients.acknowledged(LEAST)
  const start = performance.now()
  await passed(50 + Math.random() * 450)
  server.child.kill('SIGKILL')
  const ms = performance.now() - start
  await once(server.child, 'close')
  const results = await storm
  return {
    ms,
    acknowledged: results.reduce((total, { outcomes }) => total + Object.values(outcomes).reduce((a, b) => a + b, 0), 0),
    unanswered: results.reduce((total, result) => total + result.unanswered, 0),
  }
}

/** What the last life left unanswered, to a server that stays: it answers from memory or acts now. */
async function sendAgain(holders: Holder[]) {
  const server = startServer(file, { DATABASE_URL: database.url })
  const url = await server.ready
  const results = await clients.run(holders.map(({ token }, i) => ({ kind: 'again' as const, url, token, log: logs[i] ?? '' })))
  server.child.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0 })
  expect(results.map((result) => result.unanswered)).toEqual(results.map(() => 0))
}
