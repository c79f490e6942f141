import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Write } from '#lib/write.ts'
import { tellConflicts } from '../file/conflict.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onTask, taskEvent, type Subject } from './act.ts'
import { endLapsedClaim } from './lapse.ts'
import { requireTakable } from './takable.ts'

const schema = z.object({ task: ref, idempotencyKey })

/** A person starts a ready task without a lease and becomes its assignee. */
export async function startTask(caller: Caller, input: z.input<typeof schema>) {
  return onTask(caller, { name: 'startTask', input: parse(schema, input), right: 'START' }, start)
}

/** Refuses before it writes anything but the end of a lease that ran out. */
export async function start(w: Write, found: Subject) {
  const subject = await endLapsedClaim(w, found)
  await requireTakable(w, subject, 'start')
  const { task } = subject
  const version = task.version + 1
  await w.tx.task.updateMany({
    where: { id: task.id },
    data: { status: 'IN_PROGRESS', assigneeId: w.caller.actorId, startedAt: task.startedAt ?? w.now, version, updatedAt: w.now },
  })
  w.count(task.projectId, task.status, 'IN_PROGRESS')
  const changes = [{ field: 'status', old: task.status as string | null, new: 'IN_PROGRESS' }]
  if (task.assigneeId !== w.caller.actorId) changes.push({ field: 'assignee', old: task.assigneeId, new: w.caller.actorId })
  taskEvent(w, 'TASK_STARTED', { ...task, version }, { changes })
  await tellConflicts(w, { ...task, version }, w.caller.actorId)
  return { task: task.id, version }
}
