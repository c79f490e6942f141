import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { chunks } from '#lib/chunks.ts'
import type { Write } from '#lib/write.ts'
import { blockersOf, dependentsOf } from '../graph/neighbours.ts'
import { settle } from '../graph/settle.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { oneOf } from '../one-of.ts'
import { dropQuestion } from '../question/withdraw.ts'
import { onTask, taskEvent, type Subject } from './act.ts'
import { endClaim } from './claim-state.ts'
import { HasDependentsError } from './errors.ts'
import { may } from './policy.ts'
import { OPEN_STATUSES, waitingStatus } from './status.ts'
import type { TaskRow } from './types.ts'

const schema = z.object({ task: ref, idempotencyKey })

/** Hides a task and its edges; it can be restored for 30 days. Refused while open tasks or undeleted children depend on it. */
export async function deleteTask(caller: Caller, input: z.input<typeof schema>) {
  return onTask(caller, { name: 'deleteTask', input: parse(schema, input), right: 'DELETE' }, async (w, subject) => {
    await refuseDependents(w, subject.task)
    const version = await remove(w, subject)
    await settleDeleted(w, subject.task.projectId, [subject.task.id])
    return { task: subject.task.id, version }
  })
}

/** Hides it; `settleDeleted` belongs to it, once for all of a write. Answers its version then. */
export async function remove(w: Write, { task: found, claim }: Subject): Promise<number> {
  const task = await dropQuestion(w, found)
  if (claim) await endClaim(w, claim, 'CANCELLED', 'The task was deleted.')
  const version = task.version + 1
  const status = task.status === 'IN_PROGRESS' ? waitingStatus(task.isBlocked) : task.status
  const assigneeId = claim ? claim.earlierAssigneeId : task.assigneeId
  await w.tx.task.updateMany({
    where: { id: task.id },
    data: { deletedAt: w.now, deletedById: w.caller.actorId, status, assigneeId, version, updatedAt: w.now },
  })
  w.count(task.projectId, task.status, null)
  taskEvent(
    w,
    'TASK_DELETED',
    { ...task, version },
    { changes: status === task.status ? [] : [{ field: 'status', old: task.status, new: status }] },
    [
      { actorId: claim?.holderId, reason: 'CLAIM_ENDED' },
      { actorId: task.assigneeId, reason: 'CANCELLED' },
    ],
  )
  return version
}

export async function settleDeleted(w: Write, projectId: string, ids: string[]) {
  await settle(w, projectId, {
    gated: [...ids, ...(await dependentsOf(w, ids))],
    ranked: [...ids, ...(await blockersOf(w, ids))],
  })
}

export async function refuseDependents(w: Write, { id, key }: TaskRow) {
  const edges = await w.tx.dependency.findMany({ where: needing([id]), include: { task: { select: { key: true } } }, take: 20 })
  if (edges.length) throw new HasDependentsError(key, [...new Set(edges.map((edge) => edge.task.key))])
}

/** Those of the tasks that may be deleted and that nothing but others of them needs. */
export async function leavingTogether(w: Write, subjects: readonly Subject[]): Promise<Set<string>> {
  const leaving = new Set(subjects.flatMap(({ task, rights }) => (may('DELETE', rights) ? [task.id] : [])))
  const edges = []
  for (const some of chunks([...leaving]))
    edges.push(...(await w.tx.dependency.findMany({ where: needing(some), select: { taskId: true, dependsOnId: true } })))
  let staying = edges.filter(({ taskId }) => !leaving.has(taskId))
  while (staying.length) {
    for (const { dependsOnId } of staying) leaving.delete(dependsOnId)
    staying = edges.filter(({ taskId, dependsOnId }) => leaving.has(dependsOnId) && !leaving.has(taskId))
  }
  return leaving
}

/** The edges that keep tasks from being deleted. */
const needing = (ids: string[]) => ({
  dependsOnId: oneOf(ids),
  OR: [
    { kind: 'BLOCKS' as const, releasedAt: null, task: { deletedAt: null, status: { in: [...OPEN_STATUSES] } } },
    { kind: 'PARENT' as const, task: { deletedAt: null } },
  ],
})
