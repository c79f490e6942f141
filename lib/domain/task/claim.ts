import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { newId } from '#lib/id.ts'
import type { Write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { refuseBackingOff } from '../claim/backing-off.ts'
import { hasLapsed, renew } from '../claim/lease.ts'
import { requireRoom } from '../claim/room.ts'
import { tellConflicts } from '../file/conflict.ts'
import { LIMITS } from '../limits.ts'
import { budgetSchema } from '../work/budget.ts'
import { onTask, taskEvent, type Subject } from './act.ts'
import { endLapsedClaim } from './lapse.ts'
import { requireTakable } from './takable.ts'

const { min, max } = LIMITS.leaseSeconds
const schema = z.object({ task: ref, leaseSeconds: z.int().min(min).max(max).nullish(), budget: budgetSchema, idempotencyKey })

/** Takes a ready task under a lease. Claiming one's own claim again answers the same claim. `budget` is for whoever answers it. */
export async function claimTask(caller: Caller, input: z.input<typeof schema>) {
  const { budget: _, ...parsed } = parse(schema, input)
  return onTask(caller, { name: 'claimTask', input: parsed, right: 'CLAIM' }, async (w, found) => {
    const { claim } = found
    if (claim && claim.holderId === caller.actorId && !hasLapsed(claim, w.now)) {
      await renew(w, claim)
      return outcome(found.task.id, claim)
    }
    const subject = await endLapsedClaim(w, found)
    await requireTakable(w, subject, 'claim')
    if (caller.kind === 'AGENT') await requireRoom(w)
    await refuseBackingOff(w, subject.task)
    return lease(w, subject, parsed.leaseSeconds ?? subject.project.leaseMinutes * 60)
  })
}

/** Gives the caller a task under a lease: the caller has made sure that it may be taken. */
export async function lease(w: Write, { task }: Pick<Subject, 'task'>, seconds: number) {
  const fence = task.fence + 1
  const claim = {
    id: newId('clm'),
    taskId: task.id,
    projectId: task.projectId,
    holderId: w.caller.actorId,
    fence,
    leasedAt: w.now,
    leaseSeconds: seconds,
    expiresAt: new Date(w.now.getTime() + seconds * 1000),
    earlierAssigneeId: task.assigneeId,
  }
  const version = task.version + 1
  await w.tx.claim.create({ data: claim, select: { id: true } })
  await w.tx.task.updateMany({
    where: { id: task.id },
    data: { status: 'IN_PROGRESS', assigneeId: w.caller.actorId, startedAt: task.startedAt ?? w.now, fence, version, updatedAt: w.now },
  })
  w.count(task.projectId, task.status, 'IN_PROGRESS')
  const changes = [{ field: 'status', old: task.status as string | null, new: 'IN_PROGRESS' }]
  if (task.assigneeId !== w.caller.actorId) changes.push({ field: 'assignee', old: task.assigneeId, new: w.caller.actorId })
  taskEvent(
    w,
    'TASK_CLAIMED',
    { ...task, version },
    { subjectId: claim.id, changes, data: { fence, expiresAt: claim.expiresAt.toISOString() } },
  )
  await tellConflicts(w, { ...task, version }, claim.holderId)
  return outcome(task.id, claim)
}

const outcome = (task: string, claim: { id: string; fence: number; expiresAt: Date }) => ({
  task,
  claim: claim.id,
  fence: claim.fence,
  expiresAt: claim.expiresAt.toISOString(),
})
