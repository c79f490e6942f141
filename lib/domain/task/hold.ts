import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Write } from '#lib/write.ts'
import { idempotencyKey, label, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { onTask, taskEvent, type Subject } from './act.ts'
import { InvalidTransitionError } from './errors.ts'
import { isOpen } from './status.ts'

export const holding = z.object({ task: ref, reason: label(LIMITS.holdReason), idempotencyKey })

/** Puts an open task on hold: it is blocked until the hold is released. A task in progress goes on, and its holder is told. */
export async function holdTask(caller: Caller, input: z.input<typeof holding>) {
  const parsed = parse(holding, input)
  return onTask(caller, { name: 'holdTask', input: parsed, right: 'HOLD' }, (w, subject) => hold(w, subject, parsed))
}

/** Refuses before it writes. */
export async function hold(w: Write, { task, claim }: Subject, { reason }: z.output<typeof holding>) {
  if (!isOpen(task.status)) throw new InvalidTransitionError(task.key, task.status, 'be held', 'Only open tasks are held.')
  if (task.holdReason !== null) throw new InvalidTransitionError(task.key, task.status, 'be held twice', 'Release the present hold first.')
  const version = task.version + 1
  await w.tx.task.updateMany({
    where: { id: task.id },
    data: {
      holdReason: reason,
      heldById: w.caller.actorId,
      heldAt: w.now,
      isBlocked: true,
      ...(task.status === 'PENDING' ? { status: 'BLOCKED' } : {}),
      version,
      updatedAt: w.now,
    },
  })
  if (task.status === 'PENDING') w.count(task.projectId, 'PENDING', 'BLOCKED')
  const changes = [{ field: 'hold', old: null as string | null, new: reason }]
  if (task.status === 'PENDING') changes.push({ field: 'status', old: 'PENDING', new: 'BLOCKED' })
  taskEvent(w, 'TASK_HELD', { ...task, version }, { changes }, [
    { actorId: claim?.holderId, reason: 'HELD' },
    { actorId: task.assigneeId ?? task.createdById, reason: 'HELD' },
  ])
  return { task: task.id, version }
}
