import type { Write } from '#lib/write.ts'
import { waitingStatus } from '../task/status.ts'
import type { TaskRow } from '../task/types.ts'

const QUOTED = 200

/** The reason of the hold that a question sets. */
export function holdFor(body: string) {
  const text = [...body.trim().replace(/\s+/gu, ' ')]
  return `Waiting for a person to answer: ${text.length > QUOTED ? `${text.slice(0, QUOTED - 1).join('')}…` : text.join('')}`
}

/** Takes a task off its hold: it is ready unless blockers are open. Answers the row as it is then, and what changed. */
export async function liftHold(w: Write, task: TaskRow) {
  const isBlocked = task.openBlockers > 0
  const status = task.status === 'BLOCKED' ? waitingStatus(isBlocked) : task.status
  // Nobody set the hold: it came after too many attempts, and a person has decided that there may be as many again.
  const attempts = task.heldById === null ? 0 : task.attempts
  const data = { holdReason: null, heldById: null, heldAt: null, isBlocked, status, attempts, version: task.version + 1, updatedAt: w.now }
  await w.tx.task.updateMany({ where: { id: task.id }, data })
  w.count(task.projectId, task.status, status)
  const changes = [{ field: 'hold', old: task.holdReason, new: null as string | null }]
  if (status !== task.status) changes.push({ field: 'status', old: task.status, new: status })
  return { task: { ...task, ...data }, changes }
}
