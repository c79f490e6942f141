import type { Write } from '#lib/write.ts'
import { LIMITS } from '../limits.ts'
import type { ClaimRow } from '../task/types.ts'

const NOTICEABLE_MS = 1000
const LONGEST_MS = LIMITS.leaseSeconds.max * 1000

/**
 * Whether a lease holds nothing any more. One that reaches further ahead than the longest was granted before the clock was set
 * back, and a step of the clock extends no lease.
 */
export const hasLapsed = ({ expiresAt }: Pick<ClaimRow, 'expiresAt'>, now: Date) =>
  expiresAt <= now || expiresAt.getTime() - now.getTime() > LONGEST_MS + NOTICEABLE_MS

/** The same as a condition on claims. */
export const lapsedAt = (now: Date) => [
  { expiresAt: { lte: now } },
  { expiresAt: { gt: new Date(now.getTime() + LONGEST_MS + NOTICEABLE_MS) } },
]

/** Starts the holder's lease anew. Nothing is written for less than a second, nor for a claim that has ended or lapsed. */
export async function renew(w: Write, claim: ClaimRow, seconds = claim.leaseSeconds) {
  if (claim.endedAt !== null || claim.holderId !== w.caller.actorId || hasLapsed(claim, w.now)) return
  const expiresAt = new Date(w.now.getTime() + seconds * 1000)
  if (seconds === claim.leaseSeconds && expiresAt.getTime() - claim.expiresAt.getTime() < NOTICEABLE_MS) return
  await w.tx.claim.updateMany({ where: { id: claim.id, endedAt: null }, data: { expiresAt, leaseSeconds: seconds } })
  claim.expiresAt = expiresAt
  claim.leaseSeconds = seconds
}
