import type { Write } from '#lib/write.ts'
import { AlreadyClaimedError } from '../claim/errors.ts'
import type { Subject } from './act.ts'
import { InvalidTransitionError, TaskBlockedError } from './errors.ts'
import { canMove } from './status.ts'

/** Refuses a task that is held, assigned to another, blocked, or not ready, each with its reason. */
export async function requireTakable(w: Write, { task, claim, rights }: Subject, move: 'claim' | 'start') {
  if (claim) throw await heldBy(w, task.key, claim.holderId, claim.expiresAt)
  if (task.status === 'IN_PROGRESS') throw await heldBy(w, task.key, task.assigneeId ?? '', null)
  if (task.status === 'BLOCKED') throw await blockedBy(w, task)
  if (!canMove(move, task.status)) throw new InvalidTransitionError(task.key, task.status, move, 'Reopen it first if there is more to do.')
  if (task.assigneeId !== null && task.assigneeId !== rights.actorId) throw await heldBy(w, task.key, task.assigneeId, null)
}

/** The refusal that names who holds the task. */
export async function heldBy(w: Pick<Write, 'tx'>, key: string, holderId: string, expiresAt: Date | null) {
  const holder = await w.tx.actor.findUnique({ where: { id: holderId }, select: { handle: true } })
  return new AlreadyClaimedError(key, holderId, holder?.handle ?? 'nobody', expiresAt)
}

/** The refusal that names the open blockers and the hold. */
export async function blockedBy(w: Pick<Write, 'tx'>, task: { id: string; key: string; holdReason: string | null }) {
  const edges = await w.tx.dependency.findMany({
    where: { taskId: task.id, kind: 'BLOCKS', releasedAt: null, dependsOn: { deletedAt: null, status: { not: 'COMPLETED' } } },
    select: { dependsOn: { select: { id: true, key: true } } },
    orderBy: { createdAt: 'asc' },
    take: 20,
  })
  const blockers = edges.map((edge) => edge.dependsOn)
  return new TaskBlockedError(
    task.key,
    blockers.map((b) => b.id),
    blockers.map((b) => b.key),
    task.holdReason,
  )
}
