import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Caller } from '#lib/auth/caller.ts'

/** Counts requests and operations over sockets, by actor; those of strangers by address. */
export class RateLimit {
  #limiter: RateLimiterMemory

  constructor(perSecond: number) {
    this.#limiter = new RateLimiterMemory({ points: perSecond, duration: 1 })
  }

  /** Answers how many ms to wait, or 0 when there is room. */
  async waitMs(caller: Caller | null, address: string | null): Promise<number> {
    try {
      await this.#limiter.consume(caller?.actorId ?? `address ${address}`)
      return 0
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext)
      throw refused
    }
  }
}
