import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const WINDOW_S = 15 * 60

/** Every attempt counts until it succeeds: guesses sent at the same moment count one by one, and a success costs nothing. */
const perAccount = new RateLimiterMemory({ points: 10, duration: WINDOW_S })
const perAddress = new RateLimiterMemory({ points: 100, duration: WINDOW_S })

export type Attempt = { retryAfterSeconds: number } | { retryAfterSeconds: 0; succeeded(): Promise<void> }

/** @param account what is being guessed for, such as an e-mail address */
export async function attempt(address: string | null, account: string): Promise<Attempt> {
  const from = address ?? 'local'
  const both = [
    { limiter: perAccount, key: `${from} ${account.trim().toLowerCase()}` },
    { limiter: perAddress, key: from },
  ]
  const results = await Promise.allSettled(both.map(({ limiter, key }) => limiter.consume(key)))
  const waits = results.flatMap(({ status, ...rest }) => (status === 'rejected' && 'reason' in rest ? [waitOf(rest.reason)] : []))
  if (waits.length) return { retryAfterSeconds: Math.max(1, ...waits) }
  return { retryAfterSeconds: 0, succeeded: async () => void (await Promise.all(both.map(({ limiter, key }) => limiter.reward(key)))) }
}

function waitOf(reason: unknown) {
  if (reason instanceof RateLimiterRes) return Math.ceil(reason.msBeforeNext / 1000)
  throw reason
}
