import { chunks } from '#lib/chunks.ts'
import type { Change } from '#lib/events.ts'
import type { Write } from '#lib/write.ts'
import { taskEvent } from './act.ts'
import { enderOf } from './claim-state.ts'
import { OPEN_STATUSES, waitingStatus } from './status.ts'

/** Ends the claims of an actor in a project and unassigns its open tasks; part of removing a member or retiring an agent. */
export async function withdraw(w: Write, projectId: string, actorId: string, why: string): Promise<string[]> {
  const held = { projectId, holderId: actorId, endedAt: null }
  const claimed = new Set((await w.tx.claim.findMany({ where: held, select: { taskId: true } })).map((claim) => claim.taskId))
  await w.tx.claim.updateMany({ where: held, data: { endedAt: w.now, outcome: 'TAKEN_OVER', note: why, endedById: enderOf(w, actorId) } })
  const tasks = await w.tx.task.findMany({ where: { projectId, assigneeId: actorId, status: { in: [...OPEN_STATUSES] } } })
  for (const started of [true, false])
    for (const isBlocked of [true, false]) {
      const same = tasks.filter((task) => (task.status === 'IN_PROGRESS') === started && task.isBlocked === isBlocked)
      const status = started ? { status: waitingStatus(isBlocked) } : {}
      for (const some of chunks(same)) {
        const where = { id: { in: some.map((task) => task.id) } }
        await w.tx.task.updateMany({ where, data: { ...status, assigneeId: null, version: { increment: 1 }, updatedAt: w.now } })
      }
    }
  for (const task of tasks) {
    const changes: Change[] = [{ field: 'assignee', old: actorId, new: null }]
    const status = task.status === 'IN_PROGRESS' ? waitingStatus(task.isBlocked) : task.status
    if (status !== task.status) changes.push({ field: 'status', old: task.status, new: status })
    if (task.deletedAt === null) w.count(projectId, task.status, status)
    taskEvent(w, claimed.has(task.id) ? 'CLAIM_ENDED' : 'TASK_ASSIGNED', { ...task, version: task.version + 1 }, { changes, data: { why } })
  }
  return tasks.map((task) => task.id)
}
