import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Write } from '#lib/write.ts'
import { blockersOf, dependentsOf } from '../graph/neighbours.ts'
import { settle } from '../graph/settle.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { dropQuestion } from '../question/withdraw.ts'
import { onTask, taskEvent } from './act.ts'
import { endClaim } from './claim-state.ts'
import { HasDependentsError } from './errors.ts'
import { OPEN_STATUSES, waitingStatus } from './status.ts'
import type { TaskRow } from './types.ts'

const schema = z.object({ task: ref, idempotencyKey })

/** Hides a task and its edges; it can be restored for 30 days. Refused while open tasks or undeleted children depend on it. */
export async function deleteTask(caller: Caller, input: z.input<typeof schema>) {
  return onTask(caller, { name: 'deleteTask', input: parse(schema, input), right: 'DELETE' }, async (w, { task: found, claim }) => {
    await refuseDependents(w, found)
    const task = await dropQuestion(w, found)
    if (claim) await endClaim(w, claim, 'CANCELLED', 'The task was deleted.')
    const version = task.version + 1
    const status = task.status === 'IN_PROGRESS' ? waitingStatus(task.isBlocked) : task.status
    const assigneeId = claim ? claim.earlierAssigneeId : task.assigneeId
    await w.tx.task.updateMany({
      where: { id: task.id },
      data: { deletedAt: w.now, deletedById: caller.actorId, status, assigneeId, version, updatedAt: w.now },
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
    await settle(w, task.projectId, {
      gated: await dependentsOf(w, [task.id]),
      ranked: [task.id, ...(await blockersOf(w, [task.id]))],
    })
    return { task: task.id, version }
  })
}

async function refuseDependents(w: Write, task: TaskRow) {
  const edges = await w.tx.dependency.findMany({
    where: {
      dependsOnId: task.id,
      OR: [
        { kind: 'BLOCKS', releasedAt: null, task: { deletedAt: null, status: { in: [...OPEN_STATUSES] } } },
        { kind: 'PARENT', task: { deletedAt: null } },
      ],
    },
    include: { task: { select: { key: true } } },
    take: 20,
  })
  if (edges.length) throw new HasDependentsError(task.key, [...new Set(edges.map((edge) => edge.task.key))])
}
