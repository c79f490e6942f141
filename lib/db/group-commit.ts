import type { SqlQueryable } from '@prisma/driver-adapter-utils'
import { setTimeout as sleep } from 'node:timers/promises'
import { Deferred } from './deferred.ts'
import { unavailable } from './unavailable.ts'

/** How many writes share a COMMIT, how long they may gather, and how long BEGIN waits for another process. */
export const LIMITS = { members: 64, gatherMs: 10, beginMs: 10_000 }

/** The connection that writes, reduced to what the gate needs of it. */
export interface Writer extends SqlQueryable {
  executeScript(script: string): Promise<void>
}

export interface Member {
  readonly batch: Batch
  /** Both answer when the batch has been committed, and refuse when it could not be. */
  keep(): Promise<void>
  undo(): Promise<void>
}

/** Writes that share one BEGIN and one COMMIT. */
export class Batch {
  members = 0
  /** Why all of it must be rolled back, once something has happened after which SQLite may have done so by itself. */
  fault: unknown = null
  readonly startedAt = performance.now()
  readonly settled = new Deferred()
}

/**
 * The one gate of a SQLite file. Writes wait here in the order they came; each runs alone, in a savepoint of the open
 * batch, and all of a batch are answered after its one COMMIT, so that one disk flush serves many.
 */
export class GroupCommit {
  readonly #writer: Writer
  readonly #limits: typeof LIMITS
  readonly #queue: Deferred[] = []
  #taken = false
  /** How often it has written to the disk. */
  commits = 0
  #batch: Batch | null = null

  constructor(writer: Writer, limits = LIMITS) {
    this.#writer = writer
    this.#limits = limits
  }

  /** The batch whose member is running now. */
  get current(): Batch | null {
    return this.#batch
  }

  async enter(): Promise<Member> {
    await this.#turn()
    const batch = (this.#batch ??= await this.#begin())
    batch.members += 1
    await this.#sql(batch, 'SAVEPOINT member')
    return {
      batch,
      keep: () => this.#leave(batch, 'RELEASE member'),
      undo: () => this.#leave(batch, 'ROLLBACK TO member; RELEASE member'),
    }
  }

  async #turn(): Promise<void> {
    if (this.#taken) {
      const place = new Deferred()
      this.#queue.push(place)
      return place.promise
    }
    this.#taken = true
  }

  #next() {
    const place = this.#queue.shift()
    if (place) place.resolve()
    else this.#taken = false
  }

  async #begin(): Promise<Batch> {
    try {
      // The driver is synchronous, so that writes one after another would leave the process no moment to hear its sockets;
      // and what arrives in this one joins the batch.
      await new Promise(setImmediate)
      await whenFree(() => this.#writer.executeScript('BEGIN IMMEDIATE'), this.#limits.beginMs)
      return new Batch()
    } catch (error) {
      // Whoever waits behind this one would wait as long and meet the same.
      for (const place of this.#queue.splice(0)) place.reject(unavailable(error))
      this.#next()
      throw unavailable(error)
    }
  }

  async #leave(batch: Batch, sql: string): Promise<void> {
    await this.#sql(batch, sql)
    const full = batch.members >= this.#limits.members || performance.now() - batch.startedAt >= this.#limits.gatherMs
    if (batch.fault !== null || full || this.#queue.length === 0) await this.#end(batch)
    this.#next()
    return batch.settled.promise
  }

  async #end(batch: Batch): Promise<void> {
    if (batch.fault === null) await this.#sql(batch, 'COMMIT')
    if (batch.fault === null) {
      this.commits += 1
      batch.settled.resolve()
    } else {
      // A failed COMMIT leaves the transaction open; without this the next BEGIN fails, and every one after it.
      await this.#rollback()
      batch.settled.promise.catch(() => {})
      batch.settled.reject(unavailable(batch.fault))
    }
    this.#batch = null
  }

  async #rollback(): Promise<void> {
    try {
      await this.#writer.executeScript('ROLLBACK')
    } catch {
      // SQLite had rolled back by itself.
    }
  }

  async #sql(batch: Batch, sql: string): Promise<void> {
    if (batch.fault !== null) return
    try {
      await this.#writer.executeScript(sql)
    } catch (error) {
      batch.fault = error
    }
  }
}

/** Tries until another process lets go of the file, without blocking this one. */
export async function whenFree<T>(attempt: () => Promise<T>, ms = LIMITS.beginMs): Promise<T> {
  for (const end = performance.now() + ms; ;) {
    try {
      return await attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error
      await sleep(2 + Math.random() * 10)
    }
  }
}

function isBusy(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : {}
  return typeof cause === 'object' && cause !== null && 'kind' in cause && cause.kind === 'SocketTimeout'
}
