import { randomUUID } from 'node:crypto'
import { setTimeout as passed } from 'node:timers/promises'
import { now, transaction, type Tx } from '#lib/db.ts'
import { isGone, thisProcess } from '#lib/living.ts'
import { log } from '#lib/log.ts'

export interface Job {
  /** Its row: one process at a time holds it. */
  name: string
  /** The longest pause between two runs, in milliseconds. */
  everyMs: number
  /** Does what is due and answers in how many milliseconds there will be more. It is safe even if two processes should run it at once. */
  run(signal: AbortSignal): Promise<number>
}

const LEASE_MS = 30_000

/** Runs a job for as long as this process holds its lease. Answers the function that stops it, after the run that is under way, and lets go of it. */
export function keepJob({ name, everyMs, run }: Job): () => Promise<void> {
  const lease = new Lease(name)
  const stopping = new AbortController()
  const pause = (ms: number) =>
    passed(Math.min(Math.max(ms, 0), everyMs), undefined, { signal: stopping.signal, ref: false }).catch(() => {})
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        const busyMs = await lease.take()
        await pause(busyMs > 0 ? busyMs : await lease.during(stopping.signal, run))
      } catch (error) {
        log.error({ err: error, job: name }, 'a job failed and runs again later')
        await pause(everyMs)
      }
    }
    await lease.letGo().catch((error: unknown) => log.warn({ err: error, job: name }, 'the lease of a job was left to run out'))
  }
  const ended = loop()
  return async () => {
    stopping.abort()
    await ended
  }
}

class Lease {
  readonly #holder = `${thisProcess()} ${randomUUID()}`
  /** Until when the row is ours, by the time that the process has run. */
  #until = -Infinity

  constructor(private readonly name: string) {}

  /** Takes or prolongs it; answers 0, or for how long another process may still hold it. */
  async take(): Promise<number> {
    const asked = performance.now()
    if (this.#until - asked > LEASE_MS / 2) return 0
    const busyMs = await transaction([], (tx) => this.#takeRow(tx))
    this.#until = busyMs > 0 ? -Infinity : asked + LEASE_MS
    return busyMs
  }

  async #takeRow(tx: Tx): Promise<number> {
    const time = await now(tx)
    const { name } = this
    const row = await tx.job.findUnique({ where: { name } })
    const left = row && row.holder !== this.#holder && !isGone(row.holder) ? row.leaseUntil.getTime() - time.getTime() : 0
    // One that reaches further than a lease does was written by a clock that has been set back since.
    if (left > 0 && left <= LEASE_MS) return left
    const data = { holder: this.#holder, leaseUntil: new Date(time.getTime() + LEASE_MS), ranAt: time }
    await tx.job.upsert({ where: { name }, create: { name, ...data }, update: data })
    return 0
  }

  /** Runs while the lease is kept; a run that loses it is told to end. */
  async during(stopping: AbortSignal, run: Job['run']): Promise<number> {
    const lost = new AbortController()
    const keep = () => this.take().then((busyMs) => (busyMs > 0 ? lost.abort() : undefined))
    const timer = setInterval(() => void keep().catch(() => lost.abort()), LEASE_MS / 3)
    try {
      return await run(AbortSignal.any([stopping, lost.signal]))
    } finally {
      clearInterval(timer)
    }
  }

  /** So that another process need not wait for the lease to run out. */
  async letGo(): Promise<void> {
    if (this.#until === -Infinity) return
    await transaction([], async (tx) => {
      const time = await now(tx)
      await tx.job.updateMany({ where: { name: this.name, holder: this.#holder }, data: { leaseUntil: time, ranAt: time } })
    })
  }
}
