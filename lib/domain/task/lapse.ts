import type { Write } from '#lib/write.ts'
import { endAttempt } from '../claim/attempt.ts'
import { hasLapsed } from '../claim/lease.ts'
import type { Subject } from './act.ts'

/** A lease that ran out holds nothing: the reaper, or whoever acts next on the task, ends its claim. Answers the task as it stands then. */
export async function endLapsedClaim(w: Write, subject: Subject): Promise<Subject> {
  const { claim, rights, ...rest } = subject
  if (!claim || !hasLapsed(claim, w.now)) return subject
  const tell = [{ actorId: claim.holderId, reason: 'LEASE_EXPIRED' as const }]
  const task = await endAttempt(w, { ...rest, claim }, { outcome: 'EXPIRED' }, { action: 'CLAIM_ENDED', actorId: null, tell })
  return { ...rest, task, claim: null, rights: { ...rights, task, holderId: null } }
}
