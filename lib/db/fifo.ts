import { UnavailableError } from '#lib/errors.ts'
import { Deferred } from './deferred.ts'

/** Queues by name: whoever asks first goes first, and one at a time. */
export class Fifo {
  readonly #tails = new Map<string, Promise<void>>()

  /** Waits for each name in order, so that two callers never wait for one another, and answers with what lets go of them. */
  async acquire(names: readonly string[], ms: number): Promise<() => void> {
    const held: (() => void)[] = []
    const release = () => held.forEach((free) => free())
    const deadline = performance.now() + ms
    try {
      for (const name of [...new Set(names)].sort()) held.push(await this.#one(name, deadline - performance.now()))
    } catch (error) {
      release()
      throw error
    }
    return release
  }

  async #one(name: string, ms: number): Promise<() => void> {
    const before = this.#tails.get(name)
    const mine = new Deferred()
    const tail = before ? before.then(() => mine.promise) : mine.promise
    this.#tails.set(name, tail)
    void tail.then(() => this.#tails.get(name) === tail && this.#tails.delete(name))
    if (before && !(await within(before, ms))) {
      mine.resolve()
      throw new UnavailableError()
    }
    return mine.resolve
  }
}

async function within(promise: Promise<void>, ms: number): Promise<boolean> {
  let timer
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, ms))
  })
  try {
    return await Promise.race([promise.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
