import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Write } from '#lib/write.ts'
import { reportTurns } from '../graph/report.ts'
import { blockersOf, dependentsOf } from '../graph/neighbours.ts'
import { settle } from '../graph/settle.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onTask, taskEvent, type Subject } from './act.ts'
import { InvalidTransitionError } from './errors.ts'

const schema = z.object({ task: ref, idempotencyKey })
export const RESTORABLE_MS = 30 * 24 * 3600_000

/** Brings a deleted task and its edges back, up to 30 days after. */
export async function restoreTask(caller: Caller, input: z.input<typeof schema>) {
  return onTask(caller, { name: 'restoreTask', input: parse(schema, input), right: 'RESTORE' }, async (w, subject) => {
    const { touched: _, ...restored } = await restore(w, subject)
    return restored
  })
}

/** Refuses before it writes; `touched` are the tasks whose derived columns may be others now. */
export async function restore(w: Write, { task }: Subject) {
  if (task.deletedAt === null) throw new InvalidTransitionError(task.key, task.status, 'be restored', 'It is not deleted.')
  if (w.now.getTime() - task.deletedAt.getTime() > RESTORABLE_MS)
    throw new InvalidTransitionError(task.key, task.status, 'be restored after 30 days', 'Create it anew.')
  const version = task.version + 1
  await w.tx.task.updateMany({ where: { id: task.id }, data: { deletedAt: null, deletedById: null, version, updatedAt: w.now } })
  w.count(task.projectId, null, task.status)
  taskEvent(w, 'TASK_RESTORED', { ...task, version })
  const touched = await dependentsOf(w, [task.id])
  const turns = await settle(w, task.projectId, {
    gated: [task.id, ...touched],
    ranked: [task.id, ...(await blockersOf(w, [task.id]))],
  })
  await reportTurns(w, task.projectId, turns, task)
  return { task: task.id, version, touched }
}
