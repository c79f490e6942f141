import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Change } from '#lib/events.ts'
import type { Write } from '#lib/write.ts'
import { AlreadyClaimedError } from '../claim/errors.ts'
import { markOf, planMarks, writeMarks, type Marking } from '../criterion/marks.ts'
import { tellImpacted } from '../file/impact.ts'
import { reportTurns } from '../graph/report.ts'
import { askBeforeCompletion } from '../gates.ts'
import { blockersOf, dependentsOf } from '../graph/neighbours.ts'
import { settle, type Turn } from '../graph/settle.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { dropQuestion } from '../question/withdraw.ts'
import { demand, onTask, taskEvent, type Subject } from './act.ts'
import { endClaim, requireFence } from './claim-state.ts'
import { CriteriaUnmetError, InvalidTransitionError } from './errors.ts'
import { endLapsedClaim } from './lapse.ts'
import { canMove } from './status.ts'
import { blockedBy } from './takable.ts'
import { requireVersion } from './version.ts'

export const completion = z
  .object({
    task: ref,
    fence: z.int().nullish(),
    summary: text(LIMITS.completionSummary).nullish(),
    actualHours: z.number().min(0).max(LIMITS.hours).nullish(),
    criteria: z.array(markOf).max(LIMITS.criteriaPerTask).nullish(),
    force: z.boolean().nullish(),
    reason: text(LIMITS.note).nullish(),
    expectedVersion: z.int().nullish(),
    idempotencyKey,
  })
  .refine((input) => !input.force || input.reason?.trim(), { path: ['reason'], message: 'forcing needs a reason' })
type Completion = z.output<typeof completion>

/** Completes a task and frees each dependent whose last open blocker it was, in the same transaction. */
export async function completeTask(caller: Caller, input: z.input<typeof completion>) {
  const parsed = parse(completion, input)
  for (const refusal of (await askBeforeCompletion(caller, [parsed], parsed.idempotencyKey)).values()) throw refusal
  return onTask(caller, { name: 'completeTask', input: parsed, right: null }, async (w, found) => {
    const { task, version, turns } = await complete(w, found, parsed)
    return { task, version, unblocked: freedBy(turns) }
  })
}

/** Refuses before it writes; answers also the open tasks whose isBlocked turned. */
export async function complete(w: Write, found: Subject, input: Completion) {
  // The late holder itself is refused by its fence instead, and told so.
  const subject = found.claim && found.claim.holderId !== w.caller.actorId ? await endLapsedClaim(w, found) : found
  const marking = await requireCompletable(w, subject, input)
  const { claim } = subject
  const task = await dropQuestion(w, subject.task)
  if (claim) await endClaim(w, claim, 'COMPLETED', input.summary ?? '')
  const version = task.version + 1
  const data = {
    ...(input.summary === undefined || input.summary === null ? {} : { completionSummary: input.summary }),
    ...(input.actualHours === undefined ? {} : { actualHours: input.actualHours }),
  }
  await w.tx.task.updateMany({
    where: { id: task.id },
    data: { ...data, status: 'COMPLETED', completedAt: w.now, version, updatedAt: w.now },
  })
  w.count(task.projectId, task.status, 'COMPLETED')
  const changes: Change[] = [{ field: 'status', old: task.status, new: 'COMPLETED' }]
  for (const [field, value] of Object.entries(data)) {
    const old = task[field as keyof typeof data]
    if (old !== value) changes.push({ field, old, new: value })
  }
  if (marking) await writeMarks(w, { ...task, version }, marking)
  taskEvent(w, 'TASK_COMPLETED', { ...task, version }, { changes, data: input.force ? { forced: true, reason: input.reason } : {} })
  await tellImpacted(w, task)
  const turns = await settle(w, task.projectId, {
    gated: await dependentsOf(w, [task.id]),
    ranked: [task.id, ...(await blockersOf(w, [task.id]))],
  })
  await reportTurns(w, task.projectId, turns, task)
  return { task: task.id, version, turns }
}

export const freedBy = (turns: readonly Turn[]) => turns.filter((turn) => !turn.isBlocked).map((turn) => turn.id)

/** Answers the criteria with their new marks, or null when nobody needs to look at them. */
async function requireCompletable(w: Write, subject: Subject, input: Completion): Promise<Marking | null> {
  const { task, claim, rights } = subject
  if (input.fence !== null && input.fence !== undefined) await requireFence(w, subject, input.fence)
  if (claim && claim.holderId !== rights.actorId) throw await claimedBy(w, subject)
  demand(input.force ? 'FORCE_COMPLETE' : 'COMPLETE', subject)
  await requireFence(w, subject, input.fence)
  const open = task.status === 'PENDING' || task.status === 'BLOCKED' || task.status === 'IN_PROGRESS'
  if (!open)
    throw new InvalidTransitionError(
      task.key,
      task.status,
      'be completed',
      task.status === 'COMPLETED' ? 'It is done already.' : 'Reopen it first.',
    )
  const { summary, actualHours, criteria: marks } = input
  const fields = [summary ? 'completionSummary' : '', actualHours === undefined ? '' : 'actualHours', marks?.length ? 'criteria' : '']
  await requireVersion(w, task, input.expectedVersion, ['status', ...fields])
  if (input.force && !marks?.length) return null
  const marking = await planMarks(w, task.id, marks ?? [], (i) => `criteria.${i}.criterion`)
  if (input.force) return marking
  if (task.isBlocked || !canMove('complete', task.status)) throw await blockedBy(w, task)
  const unmet = marking.criteria.filter((criterion) => criterion.state !== 'MET')
  if (unmet.length) throw new CriteriaUnmetError(task.key, unmet)
  return marking
}

async function claimedBy(w: Write, { task, claim }: Subject) {
  const holder = claim && (await w.tx.actor.findUnique({ where: { id: claim.holderId }, select: { handle: true } }))
  return new AlreadyClaimedError(task.key, claim?.holderId ?? '', holder?.handle ?? '', claim?.expiresAt ?? null)
}
