import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { onTask } from '../task/act.ts'
import { endAttempt } from './attempt.ts'
import { backOff } from './backing-off.ts'
import { heldClaim } from './held.ts'

const reason = text(LIMITS.note, 1).refine((value) => value.trim() !== '', 'must not be empty')
const schema = z.object({ task: ref, fence: z.int().nullish(), reason, idempotencyKey })

/**
 * Gives a task up as failed. It waits again and its earlier assignee returns; after as many attempts as the project allows it is
 * on hold for a person. An agent that fails a task again in the same words waits before it may claim it: 1, 2, 4 … minutes, at most 60.
 */
export async function failTask(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onTask(caller, { name: 'failTask', input: parsed, right: null }, async (w, subject) => {
    const claim = await heldClaim(w, subject, 'FAIL', parsed.fence)
    const retryAt = await backOff(w, claim, parsed.reason)
    const data = { reason: parsed.reason, ...(retryAt && { retryAt: retryAt.toISOString() }) }
    const ending = { outcome: 'FAILED' as const, note: parsed.reason, retryAt }
    const task = await endAttempt(w, { ...subject, claim }, ending, { action: 'TASK_FAILED', data })
    return {
      task: task.id,
      claim: claim.id,
      version: task.version,
      attempts: task.attempts,
      needsPerson: task.holdReason !== null && subject.task.holdReason === null,
      retryAt: retryAt?.toISOString() ?? null,
    }
  })
}
