import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Write } from '#lib/write.ts'
import { reportTurns } from '../graph/report.ts'
import { blockersOf, dependentsOf } from '../graph/neighbours.ts'
import { settle } from '../graph/settle.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onTask, taskEvent, type Subject } from './act.ts'
import { InvalidTransitionError } from './errors.ts'
import { canMove, waitingStatus } from './status.ts'

const schema = z.object({ task: ref, idempotencyKey })

/** Opens a finished task again. Dependents that had not started are blocked again; holders of started ones are told. */
export async function reopenTask(caller: Caller, input: z.input<typeof schema>) {
  return onTask(caller, { name: 'reopenTask', input: parse(schema, input), right: 'REOPEN' }, async (w, subject) => {
    const { touched: _, ...reopened } = await reopen(w, subject)
    return reopened
  })
}

/** Refuses before it writes; `touched` are the tasks whose derived columns may be others now. */
export async function reopen(w: Write, { task }: Subject) {
  if (!canMove('reopen', task.status)) throw new InvalidTransitionError(task.key, task.status, 'be reopened', 'It is open already.')
  const [status, version] = [waitingStatus(task.isBlocked), task.version + 1]
  await w.tx.task.updateMany({ where: { id: task.id }, data: { status, completedAt: null, version, updatedAt: w.now } })
  w.count(task.projectId, task.status, status)
  taskEvent(w, 'TASK_REOPENED', { ...task, version }, { changes: [{ field: 'status', old: task.status, new: status }] }, [
    { actorId: task.assigneeId, reason: 'REOPENED' },
  ])
  const touched = await dependentsOf(w, [task.id])
  const turns = await settle(w, task.projectId, {
    gated: [task.id, ...touched],
    ranked: [task.id, ...(await blockersOf(w, [task.id]))],
  })
  await reportTurns(w, task.projectId, turns, task, new Set([task.id]))
  return { task: task.id, version, blocked: turns.filter((turn) => turn.isBlocked && turn.id !== task.id).map((turn) => turn.id), touched }
}
