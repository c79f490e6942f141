import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidTransitionError } from '#lib/errors.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onTask, taskEvent } from './act.ts'
import { waitingStatus } from './status.ts'

const schema = z.object({ task: ref, idempotencyKey })

/** Releases a hold; the task is ready unless blockers are open. */
export async function releaseHold(caller: Caller, input: z.input<typeof schema>) {
  return onTask(caller, { name: 'releaseHold', input: parse(schema, input), right: 'RELEASE_HOLD' }, async (w, { task, claim }) => {
    if (task.holdReason === null) throw new InvalidTransitionError(task.key, task.status, 'be released from a hold', 'It is not on hold.')
    const isBlocked = task.openBlockers > 0
    const status = task.status === 'BLOCKED' ? waitingStatus(isBlocked) : task.status
    const version = task.version + 1
    await w.tx.task.update({
      where: { id: task.id },
      data: { holdReason: null, heldById: null, heldAt: null, isBlocked, status, version, updatedAt: w.now },
    })
    w.count(task.projectId, task.status, status)
    const changes = [{ field: 'hold', old: task.holdReason as string | null, new: null as string | null }]
    if (status !== task.status) changes.push({ field: 'status', old: task.status, new: status })
    taskEvent(w, 'HOLD_RELEASED', { ...task, version }, { changes }, [
      { actorId: claim?.holderId, reason: 'HOLD_RELEASED' },
      { actorId: task.assigneeId ?? task.createdById, reason: 'HOLD_RELEASED' },
    ])
    return { task: task.id, version }
  })
}
