import type { Write } from '#lib/write.ts'
import { hasLapsed } from '../claim/lease.ts'
import { taskEvent, type Subject } from './act.ts'
import { endClaim } from './claim-state.ts'
import { stop } from './release.ts'

/** A lease that ran out holds nothing: whoever acts next on the task ends its claim. Answers the task as it stands then. */
export async function endLapsedClaim(w: Write, subject: Subject): Promise<Subject> {
  const { task, claim, rights, ...rest } = subject
  if (!claim || !hasLapsed(claim, w.now)) return subject
  await endClaim(w, claim, 'EXPIRED')
  const { version, status, changes } = await stop(w, task, claim)
  const tell = [{ actorId: claim.holderId, reason: 'CLAIM_ENDED' as const }]
  taskEvent(
    w,
    'CLAIM_ENDED',
    { ...task, version },
    { actorId: null, subjectId: claim.id, changes, data: { outcome: 'EXPIRED', fence: claim.fence } },
    tell,
  )
  const freed = { ...task, version, status, assigneeId: claim.earlierAssigneeId }
  return { ...rest, task: freed, claim: null, rights: { ...rights, task: freed, holderId: null } }
}
