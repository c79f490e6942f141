import type { Write } from '#lib/write.ts'
import { taskEvent } from './act.ts'
import { endClaim } from './claim-state.ts'
import { waitingStatus } from './status.ts'

/** Ends the claims of an actor in a project and unassigns its open tasks; part of removing a member or retiring an agent. */
export async function withdraw(w: Write, projectId: string, actorId: string, why: string): Promise<string[]> {
  const tasks = await w.tx.task.findMany({
    where: { projectId, assigneeId: actorId, status: { in: ['PENDING', 'BLOCKED', 'IN_PROGRESS'] } },
    include: { claims: { where: { endedAt: null }, take: 1 } },
  })
  for (const { claims, ...task } of tasks) {
    const claim = claims[0]
    if (claim) await endClaim(w, claim, 'TAKEN_OVER', why)
    const status = task.status === 'IN_PROGRESS' ? waitingStatus(task.isBlocked) : task.status
    const assigneeId = claim && claim.earlierAssigneeId !== actorId ? claim.earlierAssigneeId : null
    const version = task.version + 1
    await w.tx.task.update({ where: { id: task.id }, data: { status, assigneeId, version, updatedAt: w.now } })
    if (task.deletedAt === null) w.count(projectId, task.status, status)
    const changes: { field: string; old: unknown; new: unknown }[] = [{ field: 'assignee', old: actorId, new: assigneeId }]
    if (status !== task.status) changes.push({ field: 'status', old: task.status, new: status })
    taskEvent(w, claim ? 'CLAIM_ENDED' : 'TASK_ASSIGNED', { ...task, version }, { changes, data: { why } })
  }
  return tasks.map((task) => task.id)
}
