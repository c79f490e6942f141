import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Recipient, Write } from '#lib/write.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { onTask, taskEvent } from '../task/act.ts'
import { assigneeByRef } from '../task/assignee.ts'
import { endClaim } from '../task/claim-state.ts'
import { InvalidTransitionError } from '../task/errors.ts'
import { stop } from '../task/release.ts'
import type { ClaimRow, TaskRow } from '../task/types.ts'

export const takeOverReason = text(LIMITS.note).refine((value) => value.trim() !== '', 'must not be empty')
const schema = z.object({ task: ref, reason: takeOverReason, assign: ref.nullish(), idempotencyKey })

/**
 * An OWNER ends the claim of another, who learns the reason from the inbox and from the next write. The task waits again, for
 * anybody or for whom it is assigned to. No attempt is counted.
 */
export async function takeOverTask(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onTask(caller, { name: 'takeOverTask', input: parsed, right: 'TAKE_OVER' }, async (w, subject) => {
    const { claim } = subject
    const { key, status, projectId } = subject.task
    if (!claim)
      throw new InvalidTransitionError(key, status, 'be taken over', 'Nobody holds it under a lease: assign or release it instead.')
    if (claim.holderId === caller.actorId)
      throw new InvalidTransitionError(key, status, 'be taken over from yourself', 'Release it instead.')
    const assigneeId = parsed.assign ? await assigneeByRef(w.tx, projectId, parsed.assign, 'assign') : null
    const task = await takeOver(w, subject.task, claim, parsed.reason, assigneeId)
    return { task: task.id, claim: claim.id, version: task.version }
  })
}

/** Ends a claim and tells its holder why, and whoever gets the task. Answers the row as it is then. */
export async function takeOver(w: Write, row: TaskRow, claim: ClaimRow, why: string, assigneeId: string | null): Promise<TaskRow> {
  await endClaim(w, claim, 'TAKEN_OVER', why)
  const { task, changes } = await stop(w, row, claim, { assigneeId })
  const tell: Recipient[] = [
    { actorId: claim.holderId, reason: 'TAKEN_OVER' },
    { actorId: assigneeId, reason: 'ASSIGNED' },
  ]
  taskEvent(w, 'CLAIM_TAKEN_OVER', task, { subjectId: claim.id, changes, data: { fence: claim.fence, reason: why } }, tell)
  return task
}
