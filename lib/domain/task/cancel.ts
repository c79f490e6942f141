import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { chunks } from '#lib/chunks.ts'
import { ForbiddenError } from '#lib/errors.ts'
import type { Change } from '#lib/events.ts'
import type { Recipient, Write } from '#lib/write.ts'
import { reportTurns } from '../graph/report.ts'
import { blockersOf, dependentsOf } from '../graph/neighbours.ts'
import { settle } from '../graph/settle.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { dropQuestion } from '../question/withdraw.ts'
import { onTask, readBeside, taskEvent, type Subject } from './act.ts'
import { endClaim } from './claim-state.ts'
import { InvalidTransitionError } from './errors.ts'
import { may, TASK_ACTS } from './policy.ts'
import { canMove, OPEN_STATUSES } from './status.ts'

export const cancelling = z.object({
  task: ref,
  policy: z
    .enum(['KEEP_BLOCKED', 'RELEASE', 'CANCEL'])
    .nullish()
    .transform((policy) => policy ?? 'KEEP_BLOCKED'),
  reason: text(LIMITS.note).nullish(),
  dryRun: z.boolean().nullish(),
  idempotencyKey,
})

/**
 * Cancels a task. KEEP_BLOCKED: its dependents stay blocked until released. RELEASE: its edges to them gate no more.
 * CANCEL: every open task reachable over unreleased BLOCKS edges is cancelled too, or none. A dry run changes nothing.
 */
export async function cancelTask(caller: Caller, input: z.input<typeof cancelling>) {
  const parsed = parse(cancelling, input)
  const dryRun = parsed.dryRun ?? false
  const act = { name: 'cancelTask', input: dryRun ? { ...parsed, idempotencyKey: null } : parsed, right: 'CANCEL' as const }
  return onTask(caller, act, async (w, subject) => {
    const task = subject.task.id
    if (dryRun) {
      const cancelled = (await requireCancellable(w, subject, parsed)).map((each) => each.task.id)
      return { task, cancelled, freed: parsed.policy === 'RELEASE' ? await freedBy(w, task) : [], dryRun }
    }
    const { cancelled, turns } = await cancel(w, subject, parsed)
    return { task, cancelled, freed: turns.filter((turn) => !turn.isBlocked).map((turn) => turn.id), dryRun }
  })
}

type Cancelling = Pick<z.output<typeof cancelling>, 'policy' | 'reason'>

/** Refuses before it writes; `touched` are the tasks whose derived columns may be others now. */
export async function cancel(w: Write, subject: Subject, input: Cancelling) {
  const { task } = subject
  const subjects = await requireCancellable(w, subject, input)
  const cancelled = subjects.map((each) => each.task.id)
  for (const each of subjects) each.task = await dropQuestion(w, each.task)
  await cancelAll(w, subjects, input.reason ?? '')
  if (input.policy === 'KEEP_BLOCKED') await tellDependents(w, subject)
  const dependents = await dependentsOf(w, cancelled)
  const upstream = await blockersOf(w, cancelled)
  if (input.policy === 'RELEASE') await releaseEdges(w, subject)
  const turns = await settle(w, task.projectId, { gated: dependents, ranked: [...cancelled, ...upstream] })
  await reportTurns(w, task.projectId, turns, task)
  return { cancelled, turns, touched: dependents }
}

/** Answers all that would be cancelled, itself first. */
async function requireCancellable(w: Write, subject: Subject, { policy }: Cancelling) {
  const { task } = subject
  if (!canMove('cancel', task.status))
    throw new InvalidTransitionError(task.key, task.status, 'be cancelled', 'Only open tasks are cancelled.')
  const subjects = [subject, ...(policy === 'CANCEL' ? await downstream(w, subject) : [])]
  refuseUnlessAll(subjects)
  return subjects
}

/** Open tasks reachable from it over unreleased BLOCKS edges. */
async function downstream(w: Write, start: Subject): Promise<Subject[]> {
  // Raw: one recursive statement instead of one a level.
  const rows = await w.tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE down(id) AS (
      SELECT "id" FROM "Task" WHERE "id" = ${start.task.id}
      UNION SELECT t."id" FROM down JOIN "Dependency" d ON d."dependsOnId" = down.id JOIN "Task" t ON t."id" = d."taskId"
      WHERE d."kind" = 'BLOCKS' AND d."releasedAt" IS NULL AND t."deletedAt" IS NULL AND t."status" IN ('PENDING', 'BLOCKED', 'IN_PROGRESS')
    ) SELECT id FROM down WHERE id <> ${start.task.id}`
  return readBeside(
    w.caller,
    w.tx,
    start,
    rows.map((row) => row.id),
  )
}

function refuseUnlessAll(subjects: Subject[]) {
  const refused = subjects.filter((each) => !may('CANCEL', each.rights)).map((each) => each.task.key)
  if (refused.length) throw new ForbiddenError(`${TASK_ACTS.CANCEL.rule}; this would also cancel ${refused.slice(0, 5).join(', ')}`)
}

async function cancelAll(w: Write, subjects: Subject[], reason: string) {
  for (const some of chunks(subjects)) {
    const where = { id: { in: some.map((each) => each.task.id) } }
    await w.tx.task.updateMany({ where, data: { status: 'CANCELLED', completedAt: null, version: { increment: 1 }, updatedAt: w.now } })
  }
  for (const { task, claim } of subjects) {
    const changes: Change[] = [{ field: 'status', old: task.status, new: 'CANCELLED' }]
    if (claim) {
      await endClaim(w, claim, 'CANCELLED', reason)
      const assigneeId = claim.earlierAssigneeId
      if (assigneeId !== task.assigneeId) changes.push({ field: 'assignee', old: task.assigneeId, new: assigneeId })
      await w.tx.task.updateMany({ where: { id: task.id }, data: { assigneeId } })
    }
    w.count(task.projectId, task.status, 'CANCELLED')
    const tell: Recipient[] = [
      { actorId: claim?.holderId, reason: 'CLAIM_ENDED' },
      { actorId: task.assigneeId, reason: 'CANCELLED' },
    ]
    taskEvent(w, 'TASK_CANCELLED', { ...task, version: task.version + 1 }, { changes, data: reason ? { reason } : {} }, tell)
  }
}

/** A cancelled blocker counts as open: those who wait for it are told to decide. */
async function tellDependents(w: Write, { task }: Subject) {
  const open = { deletedAt: null, status: { in: [...OPEN_STATUSES] } }
  for (const some of chunks(await dependentsOf(w, [task.id])))
    for (const dependent of await w.tx.task.findMany({ where: { id: { in: some }, ...open } })) {
      const tell: Recipient[] = [dependent.assigneeId, dependent.createdById].map((actorId) => ({ actorId, reason: 'CANCELLED' }))
      taskEvent(w, 'TASK_BLOCKED', dependent, { subjectId: task.id, data: { by: task.key, cancelled: true } }, tell)
    }
}

async function releaseEdges(w: Write, { task }: Subject) {
  const edges = await w.tx.dependency.findMany({
    where: { dependsOnId: task.id, kind: 'BLOCKS', releasedAt: null, task: { deletedAt: null } },
    include: { task: { select: { id: true, key: true, projectId: true, version: true } } },
  })
  for (const some of chunks(edges))
    await w.tx.dependency.updateMany({ where: { id: { in: some.map((edge) => edge.id) } }, data: { releasedAt: w.now } })
  for (const edge of edges)
    taskEvent(w, 'DEPENDENCY_RELEASED', edge.task, { subjectId: edge.id, data: { dependsOn: task.id, dependsOnKey: task.key } })
}

/** What RELEASE would free: dependents for whom it is the only thing in the way. */
async function freedBy(w: Write, taskId: string) {
  const free = { deletedAt: null, openBlockers: 1, holdReason: null, status: { in: [...OPEN_STATUSES] } }
  const rows = []
  for (const some of chunks(await dependentsOf(w, [taskId])))
    rows.push(...(await w.tx.task.findMany({ where: { id: { in: some }, ...free }, select: { id: true } })))
  return rows.map((row) => row.id)
}
