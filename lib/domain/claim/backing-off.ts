import type { Tx } from '#lib/db.ts'
import type { Write } from '#lib/write.ts'
import type { ClaimRow, TaskRow } from '../task/types.ts'
import { BackingOffError } from './errors.ts'

const MINUTE_MS = 60_000
const LONGEST_MS = 60 * MINUTE_MS
/** More failures than it takes to come to the longest wait. */
const LOOKED_AT = 8

/** When an agent may claim the task again that it has just failed: at once, unless it failed it in the same words before. */
export async function backOff(w: Write, claim: ClaimRow, reason: string): Promise<Date | null> {
  if (w.caller.kind !== 'AGENT' || claim.fence === 1) return null
  const failures = 1 + sameAs(reason, await failuresOf(w.tx, claim.taskId, claim.holderId))
  if (failures === 1) return null
  return new Date(w.now.getTime() + Math.min(MINUTE_MS * 2 ** (failures - 2), LONGEST_MS))
}

/** Throws BackingOffError while the caller waits after failing the task repeatedly in the same words. */
export async function refuseBackingOff(w: Write, task: Pick<TaskRow, 'id' | 'key' | 'fence'>) {
  if (w.caller.kind !== 'AGENT' || task.fence < 2) return
  const failed = await failuresOf(w.tx, task.id, w.caller.actorId)
  const [last] = failed
  const waits = last?.retryAt ? last.retryAt.getTime() - w.now.getTime() : 0
  if (last && waits > 0) throw new BackingOffError(task.key, sameAs(last.note, failed), Math.min(waits, LONGEST_MS))
}

/** An actor's last failures of a task, newest first. */
const failuresOf = (tx: Pick<Tx, 'claim'>, taskId: string, holderId: string) =>
  tx.claim.findMany({
    where: { taskId, holderId, outcome: 'FAILED' },
    orderBy: { fence: 'desc' },
    take: LOOKED_AT,
    select: { note: true, retryAt: true },
  })

/** How many of the newest ones have this reason, one after another. */
function sameAs(reason: string, failed: readonly { note: string }[]) {
  const other = failed.findIndex(({ note }) => normal(note) !== normal(reason))
  return other === -1 ? failed.length : other
}

/** Case, punctuation and spacing make no other reason. */
const normal = (reason: string) =>
  reason
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
