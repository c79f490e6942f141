import { chunks } from '#lib/chunks.ts'
import type { Recipient, Write } from '#lib/write.ts'
import { taskEvent } from '../task/act.ts'
import type { TaskRow } from '../task/types.ts'
import type { Turn } from './settle.ts'

/** Writes one event for each task that turned, and tells those who wait for it. `by` is the task that caused it. */
export async function reportTurns(
  w: Write,
  projectId: string,
  turns: Turn[],
  by: Pick<TaskRow, 'id' | 'key'>,
  except: ReadonlySet<string> = new Set(),
) {
  const holders = await holdersOf(
    w,
    turns.filter((turn) => turn.from === 'IN_PROGRESS').map((turn) => turn.id),
  )
  for (const turn of turns) {
    if (except.has(turn.id)) continue
    const reason = turn.isBlocked ? ('BLOCKED' as const) : ('UNBLOCKED' as const)
    const tell: Recipient[] = [{ actorId: holders.get(turn.id) ?? turn.assigneeId ?? turn.createdById, reason }]
    taskEvent(
      w,
      turn.isBlocked ? 'TASK_BLOCKED' : 'TASK_UNBLOCKED',
      { id: turn.id, key: turn.key, projectId, version: turn.version },
      { subjectId: by.id, changes: turn.from === turn.to ? [] : [{ field: 'status', old: turn.from, new: turn.to }], data: { by: by.key } },
      turn.isBlocked && turn.from !== 'IN_PROGRESS' ? [] : tell,
    )
  }
}

async function holdersOf(w: Write, taskIds: string[]) {
  const holders = new Map<string, string>()
  for (const some of chunks(taskIds)) {
    const claims = await w.tx.claim.findMany({ where: { taskId: { in: some }, endedAt: null }, select: { taskId: true, holderId: true } })
    for (const claim of claims) holders.set(claim.taskId, claim.holderId)
  }
  return holders
}
