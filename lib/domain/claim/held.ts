import { ForbiddenError } from '#lib/errors.ts'
import type { Write } from '#lib/write.ts'
import { demand, type Subject } from '../task/act.ts'
import { requireFence } from '../task/claim-state.ts'
import { TASK_ACTS } from '../task/policy.ts'
import type { ClaimRow } from '../task/types.ts'

/** The caller's open claim, for an act that only its holder does. A fence that is no longer good is refused before anything else. */
export async function heldClaim(
  w: Write,
  subject: Subject,
  act: 'FAIL' | 'HEARTBEAT',
  fence: number | null | undefined,
): Promise<ClaimRow> {
  if (fence !== null && fence !== undefined) await requireFence(w, subject, fence)
  demand(act, subject)
  await requireFence(w, subject, fence)
  if (!subject.claim) throw new ForbiddenError(TASK_ACTS[act].rule)
  return subject.claim
}
