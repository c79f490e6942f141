import { afterAll, beforeAll, expect, it } from 'vitest'
import { db, dialect } from '#lib/db.ts'
import { task } from '../builders.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rounds } from '../rounds.ts'
import { bundleServer, type ServerProcess, startServer } from '../server-process.ts'
import { Clients, sum } from './clients.ts'
import { expectKept, scene } from './scene.ts'

let database: TestDatabase
let clients: Clients
const servers: ServerProcess[] = []
beforeAll(async () => {
  database = await testDatabase()
  const file = await bundleServer()
  for (let i = 0; i < (dialect() === 'postgres' ? 2 : 1); i++) servers.push(startServer(file, { DATABASE_URL: database.url }))
  clients = await Clients.start(4)
}, 120_000)
afterAll(() => {
  clients.stop()
  for (const { child } of servers) child.kill('SIGKILL')
})

it('100 claimers of one task, as HTTP requests from four processes: exactly one wins', { timeout: 300_000 }, async () => {
  const urls = await Promise.all(servers.map((server) => server.ready))
  const { owner, place, holders } = await scene(100)
  for (let round = 0; round < rounds(20); round++) {
    const { id } = await task(owner, place)
    const claims = holders.map(({ token }, i) => ({ token, url: urls[i % urls.length] ?? '' }))
    const jobs = [0, 1, 2, 3].map((part) => ({ kind: 'claim' as const, task: id, claims: claims.filter((_, i) => i % 4 === part) }))
    expect(sum(await clients.run(jobs))).toEqual({ ClaimTaskSuccess: 1, ALREADY_CLAIMED: 99 })
    const won = await db().claim.findMany({ where: { taskId: id } })
    expect(won).toMatchObject([{ fence: 1, endedAt: null }])
    expect(await db().task.findUnique({ where: { id } })).toMatchObject({ status: 'IN_PROGRESS', assigneeId: won[0]?.holderId })
  }
  await expectKept([])
})
