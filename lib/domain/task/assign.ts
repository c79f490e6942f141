import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { ForbiddenError, NotFoundError } from '#lib/errors.ts'
import type { Write } from '#lib/write.ts'
import { AlreadyClaimedError } from '../claim/errors.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { ProjectArchivedError } from '../project/errors.ts'
import { onTask, taskEvent, type Subject } from './act.ts'
import { assigneeByRef } from './assignee.ts'
import { InvalidTransitionError } from './errors.ts'
import { endLapsedClaim } from './lapse.ts'
import { may, mayAssign, requireMay, TASK_ACTS } from './policy.ts'
import { isOpen } from './status.ts'
import { requireVersion } from './version.ts'

export const assignment = z.object({ task: ref, assignee: ref.nullable(), expectedVersion: z.int().nullish(), idempotencyKey })

/** Assigns a task to a member, or to nobody. A member takes an unassigned task and gives back their own. */
export async function assignTask(caller: Caller, input: z.input<typeof assignment>) {
  const parsed = parse(assignment, input)
  return onTask(caller, { name: 'assignTask', input: parsed, right: null }, (w, found) => assign(w, found, parsed))
}

/** Refuses before it writes anything but the end of a lease that ran out. */
export async function assign(w: Write, found: Subject, input: z.output<typeof assignment>) {
  if (found.project.status === 'ARCHIVED') throw new ProjectArchivedError(found.project.key)
  if (found.task.deletedAt !== null) throw new NotFoundError('task', found.task.key)
  const { task, claim, rights } = await endLapsedClaim(w, found)
  if (!may('ASSIGN', rights) && !may('CLAIM', rights)) requireMay('ASSIGN', rights)
  const assigneeId = input.assignee === null ? null : await assigneeByRef(w.tx, task.projectId, input.assignee)
  if (!mayAssign(assigneeId, rights))
    throw new ForbiddenError(rights.scopes.includes('WORK') ? TASK_ACTS.ASSIGN.rule : 'it needs the token scope WORK')
  if (assigneeId === task.assigneeId) return { task: task.id, version: task.version }
  if (!isOpen(task.status))
    throw new InvalidTransitionError(task.key, task.status, 'be assigned', 'Reopen it first if there is more to do.')
  if (claim) {
    const holder = await w.tx.actor.findUniqueOrThrow({ where: { id: claim.holderId }, select: { handle: true } })
    throw new AlreadyClaimedError(task.key, claim.holderId, holder.handle, claim.expiresAt)
  }
  await requireVersion(w, task, input.expectedVersion, ['assignee'])
  const version = task.version + 1
  await w.tx.task.updateMany({ where: { id: task.id }, data: { assigneeId, version, updatedAt: w.now } })
  const changes = [{ field: 'assignee', old: task.assigneeId, new: assigneeId }]
  taskEvent(w, 'TASK_ASSIGNED', { ...task, version }, { changes }, [
    { actorId: assigneeId, reason: 'ASSIGNED' },
    { actorId: task.assigneeId, reason: 'UNASSIGNED' },
  ])
  return { task: task.id, version }
}
