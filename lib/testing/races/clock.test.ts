import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { db } from '#lib/db.ts'
import { lapse, task } from '../builders.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rounds } from '../rounds.ts'
import { bundleServer, type ServerProcess, startServer } from '../server-process.ts'
import { act } from './request.ts'
import { expectKept, type Holder, scene } from './scene.ts'

const HOUR = 3600_000
const LEASE_S = 60

let database: TestDatabase
let file: string
let server: ServerProcess
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-clock-'))
const clock = join(folder, 'offset')
beforeAll(async () => {
  database = await testDatabase()
  file = await bundleServer()
  await start(0)
}, 120_000)
afterAll(() => {
  server.child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Starts a server whose clock is off by so many milliseconds. */
async function start(offset: number) {
  writeFileSync(clock, String(offset))
  const shim = pathToFileURL(join(import.meta.dirname, 'shifted-clock.mjs')).href
  server = startServer(file, { DATABASE_URL: database.url, CLOCK_FILE: clock, NODE_OPTIONS: `--import ${shim}` })
  await server.ready
}

/** Sets the clock of the running server, and answers when it shows it. */
async function set(offset: number) {
  rmSync(`${clock}.read`, { force: true })
  writeFileSync(clock, String(offset))
  server.child.kill('SIGUSR2')
  await vi.waitFor(() => expect(existsSync(`${clock}.read`) && readFileSync(`${clock}.read`, 'utf8')).toBe(String(offset)), 5000)
}

/** One mutation of a holder, by its outcome. */
async function outcome(by: Holder, name: string, input: Record<string, unknown>) {
  const answer = await act(await server.ready, by.token, name, input)
  return { name: answer?.code ?? answer?.__typename, fence: typeof answer?.fence === 'number' ? answer.fence : null }
}

const secondsLeft = async (taskId: string) => {
  const { expiresAt } = await db().claim.findFirstOrThrow({ where: { taskId }, orderBy: { fence: 'desc' } })
  return (expiresAt.getTime() - Date.now()) / 1000
}

describe('the clock of the server', { timeout: 600_000 }, () => {
  it('set back by an hour lengthens no lease, neither while it runs nor over a restart', async () => {
    const { owner, place, holders } = await scene(2)
    const [bot, rival] = [holders[0] as Holder, holders[1] as Holder]
    for (const how of ['running', 'stopped', 'killed'] as const) {
      const { id } = await task(owner, place)
      await set(0)
      const { fence } = await outcome(bot, 'claimTask', { task: id, leaseSeconds: LEASE_S })
      if (how === 'running') await set(-HOUR)
      else {
        server.child.kill(how === 'stopped' ? 'SIGTERM' : 'SIGKILL')
        await once(server.child, 'close')
        await start(-HOUR)
      }
      expect(await outcome(bot, 'heartbeat', { task: id, fence })).toMatchObject({ name: 'HeartbeatSuccess' })
      expect(await secondsLeft(id)).toBeLessThanOrEqual(LEASE_S + 2)
      expect(await outcome(rival, 'claimTask', { task: id })).toMatchObject({ name: 'ALREADY_CLAIMED' })
      await lapse(id, PAST_ANY_CORRECTION_MS)
      expect(await outcome(bot, 'addContext', { task: id, fence, body: 'late' })).toMatchObject({ name: 'STALE_CLAIM' })
      expect(await outcome(rival, 'claimTask', { task: id, leaseSeconds: LEASE_S })).toMatchObject({ name: 'ClaimTaskSuccess' })
      expect(await outcome(bot, 'completeTask', { task: id, fence })).toMatchObject({ name: 'STALE_CLAIM' })
    }
    await expectKept([])
  })

  it('jumping by an hour to and fro lets never two complete a task', async () => {
    const { owner, place, holders } = await scene(2)
    for (let round = 0; round < rounds(20); round++) {
      const { id } = await task(owner, place)
      await set(0)
      const fences = new Map<Holder, number>()
      for (const offset of jumps(round)) {
        for (const by of shuffled(holders)) {
          const { fence } = await outcome(by, 'claimTask', { task: id, leaseSeconds: LEASE_S })
          if (fence !== null) fences.set(by, fence)
        }
        expect(await accepted(holders, 'heartbeat', id, fences)).toBe(1)
        await set(offset)
        expect(await accepted(holders, 'addContext', id, fences)).toBeLessThanOrEqual(1)
      }
      for (const by of holders) {
        const { fence } = await outcome(by, 'claimTask', { task: id })
        if (fence !== null) fences.set(by, fence)
      }
      expect(await accepted(holders, 'completeTask', id, fences)).toBe(1)
      expect(await db().event.count({ where: { taskId: id, action: 'TASK_COMPLETED' } })).toBe(1)
      expect(await db().claim.count({ where: { taskId: id, endedAt: null } })).toBe(0)
    }
    await expectKept([])
  })
})

/** A kill leaves the latest time of a job up to half its lease behind. */
const PAST_ANY_CORRECTION_MS = 60_000

const jumps = (round: number) => (round % 2 ? [HOUR, -HOUR, 0] : [-HOUR, HOUR, 0])

/** How many of the holders may write with the last fence they got, all at once. */
async function accepted(holders: Holder[], name: string, task: string, fences: Map<Holder, number>) {
  const more = name === 'addContext' ? { body: 'here' } : {}
  const outcomes = await Promise.all(holders.map((by) => outcome(by, name, { task, fence: fences.get(by) ?? 0, ...more })))
  for (const { name: code } of outcomes) expect(code).toMatch(/Success$|^STALE_CLAIM$/)
  return outcomes.filter(({ name: code }) => code?.endsWith('Success')).length
}

const shuffled = <T>(list: readonly T[]) => (Math.random() < 0.5 ? [...list] : [...list].reverse())
