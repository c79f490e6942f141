import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Change } from '#lib/events.ts'
import type { Write } from '#lib/write.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { demand, onTask, taskEvent, type Subject } from './act.ts'
import { endClaim, requireFence } from './claim-state.ts'
import { InvalidTransitionError } from './errors.ts'
import { canMove, waitingStatus } from './status.ts'
import type { ClaimRow, TaskRow } from './types.ts'

export const giving = z.object({ task: ref, fence: z.int().nullish(), note: text(LIMITS.note).nullish(), idempotencyKey })

/** Gives a task back unfinished; it waits again, and its earlier assignee returns. */
export async function releaseTask(caller: Caller, input: z.input<typeof giving>) {
  const parsed = parse(giving, input)
  return onTask(caller, { name: 'releaseTask', input: parsed, right: null }, (w, subject) => release(w, subject, parsed))
}

/** Refuses before it writes. */
export async function release(w: Write, subject: Subject, parsed: z.output<typeof giving>) {
  const { task, claim } = subject
  if (parsed.fence !== null && parsed.fence !== undefined) await requireFence(w, subject, parsed.fence)
  demand('RELEASE_CLAIM', subject)
  if (!canMove('release', task.status))
    throw new InvalidTransitionError(task.key, task.status, 'be released', 'Only a task in progress is released.')
  await requireFence(w, subject, parsed.fence)
  if (claim) await endClaim(w, claim, 'RELEASED', parsed.note ?? '')
  const { task: waiting, changes } = await stop(w, task, claim)
  taskEvent(w, 'TASK_RELEASED', waiting, { subjectId: claim?.id ?? null, changes, data: parsed.note ? { note: parsed.note } : {} })
  return { task: task.id, version: waiting.version }
}

type Stop = Partial<Pick<TaskRow, 'assigneeId' | 'attempts' | 'holdReason' | 'heldById' | 'heldAt' | 'isBlocked'>>

/** A task stops being in progress unfinished: its status is computed again and its earlier assignee returns. Answers the row as it is then. */
export async function stop(w: Write, task: TaskRow, claim: ClaimRow | null, more: Stop = {}) {
  const status = waitingStatus(more.isBlocked ?? task.isBlocked)
  const assigneeId = claim ? claim.earlierAssigneeId : null
  const data = { status, assigneeId, version: task.version + 1, updatedAt: w.now, ...more }
  await w.tx.task.updateMany({ where: { id: task.id }, data })
  w.count(task.projectId, task.status, status)
  const changes: Change[] = [{ field: 'status', old: task.status, new: status }]
  if (data.assigneeId !== task.assigneeId) changes.push({ field: 'assignee', old: task.assigneeId, new: data.assigneeId })
  return { task: { ...task, ...data }, changes }
}
