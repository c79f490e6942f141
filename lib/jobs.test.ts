import { spawnSync } from 'node:child_process'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { db, transaction } from '#lib/db.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { keepJob } from './jobs.ts'
import { thisProcess } from './living.ts'

beforeAll(async () => void (await testDatabase()))

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
  vi.useRealTimers()
})

/** A process with a job that is due again at once. `ran(n)` resolves when it has run so often. */
function node(name: string, run: (signal: AbortSignal) => Promise<void> = async () => {}) {
  let runs = 0
  const waiting = new Map<number, () => void>()
  const stop = keepJob({
    name,
    everyMs: 5,
    run: async (signal) => {
      runs++
      waiting.get(runs)?.()
      await run(signal)
      return 0
    },
  })
  stops.push(stop)
  return {
    stop,
    runs: () => runs,
    ran: (times: number) => new Promise<void>((resolve) => (runs >= times ? resolve() : waiting.set(times, resolve))),
  }
}

const held = (name: string, leaseMs: number, holder = 'another') =>
  transaction([], (tx) => tx.job.create({ data: { name, holder, leaseUntil: new Date(Date.now() + leaseMs) } }))

test('of two processes one runs a job, and the other goes on at once when it stops', async () => {
  const first = node('shared')
  await first.ran(1)
  const second = node('shared')
  await first.ran(first.runs() + 20)
  expect(second.runs()).toBe(0)
  await first.stop()
  const last = first.runs()
  await second.ran(2)
  expect(first.runs()).toBe(last)
  expect(await db().job.findUnique({ where: { name: 'shared' } })).toMatchObject({ ranAt: expect.any(Date) })
})

test('a lease that another process holds is waited for, one that ran out is taken', async () => {
  await held('kept', 20_000)
  await held('lost', -1)
  const [kept, lost] = [node('kept'), node('lost')]
  await lost.ran(20)
  expect(kept.runs()).toBe(0)
})

test('a lease of a process that was killed on this machine is taken at once, one of another machine is waited for', async () => {
  const dead = `${thisProcess().replace(/\d+$/, '')}${spawnSync(process.execPath, ['-e', '']).pid}`
  await held('killed', 20_000, `${dead} one`)
  await held('elsewhere', 20_000, `another-${dead} one`)
  await held('living', 20_000, `${thisProcess()} one`)
  const [killed, elsewhere, living] = [node('killed'), node('elsewhere'), node('living')]
  await killed.ran(20)
  expect([elsewhere.runs(), living.runs()]).toEqual([0, 0])
})

test('a lease from before the clock was set back is not waited for', async () => {
  await held('future', 3600_000)
  await node('future').ran(1)
})

test('a run that fails is followed by another', async () => {
  await node('failing', () => Promise.reject(new Error('as the test wants it'))).ran(3)
})

test('stopping tells a run that is under way, and waits for its end', async () => {
  let ended = false
  const busy = node('busy', async (signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    ended = true
  })
  await busy.ran(1)
  await busy.stop()
  expect(ended).toBe(true)
})

test('a run that has lost its lease is told', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  const told = new Promise<void>((resolve) => {
    const slow = node('slow', (signal) => new Promise((done) => signal.addEventListener('abort', () => done(resolve()))))
    void slow.ran(1).then(async () => {
      const data = { holder: 'another', leaseUntil: new Date(Date.now() + 20_000) }
      await transaction([], (tx) => tx.job.update({ where: { name: 'slow' }, data }))
      vi.advanceTimersByTime(20_000)
    })
  })
  await told
})
