import { afterAll, beforeAll, expect, it } from 'vitest'
import { dialect, disconnect } from '#lib/db.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rounds } from '../rounds.ts'
import { bundleServer } from '../server-process.ts'
import { drain } from './drain.ts'

let database: TestDatabase
let file: string
beforeAll(async () => {
  database = await testDatabase()
  file = await bundleServer()
}, 120_000)
afterAll(disconnect)

const isFull = process.env.ROUNDS === 'full'
const crews = isFull ? [10, 50, 200] : [20]
// One server of its own is what SQLite has; beside each other they are PostgreSQL's harder case.
const together = process.env.TEST_DIALECT !== 'postgres' ? [1] : isFull ? [1, 2] : [2]
const cases = crews.flatMap((agents) => together.map((servers) => ({ agents, servers })))

it.each(cases)(
  '$agents agents on $servers servers drain a project: each task once, none before its blockers',
  { timeout: 900_000 },
  async (crew) => {
    const tasks = rounds(5_000)
    const { claims, others, health, faults } = await drain(file, database.url, { tasks, ...crew })
    expect(faults).toEqual([])
    expect(claims.length).toBeGreaterThan(0)
    expect(Object.keys(others)).toEqual(['NothingReady'])
    expect(health.asked).toBeGreaterThan(5)
    // The other tests run at the same time, unless all rounds are asked for.
    expect(health.slowest).toBeLessThan(isFull ? 250 : 2_000)
    expect(dialect()).toBe(process.env.TEST_DIALECT ?? 'sqlite')
  },
)
