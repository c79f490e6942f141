import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dialect } from '#lib/db.ts'
import { task } from '../builders.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rounds } from '../rounds.ts'
import { bundleServer, type ServerProcess, startServer } from '../server-process.ts'
import { Clients, sum } from './clients.ts'
import { expectKept, factsIn, scene } from './scene.ts'

let database: TestDatabase
let clients: Clients
const servers: ServerProcess[] = []
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-writers-'))
beforeAll(async () => {
  database = await testDatabase()
  const file = await bundleServer()
  for (let i = 0; i < (dialect() === 'postgres' ? 2 : 1); i++) servers.push(startServer(file, { DATABASE_URL: database.url }))
  clients = await Clients.start(5)
}, 120_000)
afterAll(() => {
  clients.stop()
  for (const { child } of servers) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

it('50 concurrent writers mixing all mutations lose nothing', { timeout: 300_000 }, async () => {
  const urls = await Promise.all(servers.map((server) => server.ready))
  const { owner, place, holders } = await scene(50)
  for (let round = 0; round < rounds(5); round++) {
    const pool = await Promise.all(Array.from({ length: 25 }, () => task(owner, place)))
    const writers = await Promise.all(
      holders.map(async ({ caller, token }, seed) => {
        const { id: own } = await task(owner, place)
        return { token, seed, own, handle: caller.handle, url: urls[seed % urls.length] ?? '' }
      }),
    )
    const logs = [0, 1, 2, 3, 4].map((part) => join(folder, `${round}-${part}.jsonl`))
    for (const log of logs) writeFileSync(log, '')
    const jobs = logs.map((log, part) => ({
      ...{ kind: 'mix' as const, project: place.id, pool: pool.map((each) => each.id), log },
      writers: writers.filter((_, i) => i % 5 === part),
    }))
    const results = await clients.run(jobs)
    expect(results.map((result) => result.unanswered)).toEqual([0, 0, 0, 0, 0])
    const outcomes = sum(results)
    expect(Object.keys(outcomes)).not.toContain('INTERNAL')
    const facts = factsIn(logs)
    for (const fact of ['created', 'title', 'entry', 'edge', 'deleted'])
      expect(facts.filter((each) => each.fact === fact).length).toBeGreaterThan(10)
    await expectKept(facts)
  }
})
