import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { liftHold } from '../question/hold.ts'
import { withdrawQuestion } from '../question/withdraw.ts'
import { onTask, taskEvent, type Subject } from './act.ts'
import { InvalidTransitionError } from './errors.ts'

const schema = z.object({ task: ref, idempotencyKey })

/** Releases a hold; the task is ready unless blockers are open. A question that had set it is withdrawn. */
export async function releaseHold(caller: Caller, input: z.input<typeof schema>) {
  return onTask(caller, { name: 'releaseHold', input: parse(schema, input), right: 'RELEASE_HOLD' }, lift)
}

/** Refuses before it writes. */
export async function lift(w: Write, { task, claim }: Subject) {
  if (task.holdReason === null) throw new InvalidTransitionError(task.key, task.status, 'be released from a hold', 'It is not on hold.')
  const question = await withdrawQuestion(w, task)
  const { task: lifted, changes } = await liftHold(w, task)
  const told = [claim?.holderId, task.assigneeId ?? task.createdById].filter((actorId) => actorId !== question?.askerId)
  taskEvent(
    w,
    'HOLD_RELEASED',
    lifted,
    { changes },
    told.map((actorId) => ({ actorId, reason: 'HOLD_RELEASED' })),
  )
  if (question) taskEvent(w, 'QUESTION_WITHDRAWN', lifted, { subjectId: question.id }, [{ actorId: question.askerId, reason: 'ANSWER' }])
  return { task: task.id, version: lifted.version }
}
