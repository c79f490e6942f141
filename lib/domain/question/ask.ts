import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { newId } from '#lib/id.ts'
import type { Recipient, Write } from '#lib/write.ts'
import { idempotencyKey, label, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { demand, onTask, taskEvent } from '../task/act.ts'
import { endClaim, requireFence } from '../task/claim-state.ts'
import { InvalidTransitionError } from '../task/errors.ts'
import { endLapsedClaim } from '../task/lapse.ts'
import { isOpen } from '../task/status.ts'
import { heldBy } from '../task/takable.ts'
import type { TaskRow } from '../task/types.ts'
import { holdFor } from './hold.ts'

const schema = z.object({
  task: ref,
  fence: z.int().nullish(),
  body: text(LIMITS.question).refine((body) => body.trim() !== '', 'must not be empty'),
  /** Answers to choose from; any other answer may be given all the same. */
  options: z
    .array(label(LIMITS.options.length))
    .max(LIMITS.options.most)
    .refine((options) => new Set(options).size === options.length, 'must differ from each other')
    .nullish(),
  idempotencyKey,
})

/**
 * Asks the project's people. The task is on hold until they answer, decline, or release the hold. The holder's claim ends as ASKED,
 * which is no attempt, and the holder stays its assignee. While a claim is open nobody else asks about the task; a task that is in
 * progress without a lease stays so.
 */
export async function askQuestion(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onTask(caller, { name: 'askQuestion', input: parsed, right: null }, async (w, found) => {
    // The late holder itself is refused by its fence instead, and told so.
    const subject = found.claim && found.claim.holderId !== caller.actorId ? await endLapsedClaim(w, found) : found
    const { task, claim } = subject
    if (parsed.fence !== null && parsed.fence !== undefined) await requireFence(w, subject, parsed.fence)
    demand('ASK', subject)
    if (claim && claim.holderId !== caller.actorId) throw await heldBy(w, task.key, claim.holderId, claim.expiresAt)
    await requireFence(w, subject, parsed.fence)
    requireAskable(task)
    const question = newId('qst')
    const holdReason = holdFor(parsed.body)
    const row = { id: question, projectId: task.projectId, taskId: task.id, askerId: caller.actorId, createdAt: w.now }
    await w.tx.question.create({ data: { ...row, body: parsed.body, options: JSON.stringify(parsed.options ?? []) } })
    if (claim) await endClaim(w, claim, 'ASKED', holdReason)
    const status = claim || task.status === 'PENDING' ? ('BLOCKED' as const) : task.status
    const version = task.version + 1
    await w.tx.task.updateMany({
      where: { id: task.id },
      data: { holdReason, heldById: caller.actorId, heldAt: w.now, isBlocked: true, status, version, updatedAt: w.now },
    })
    w.count(task.projectId, task.status, status)
    const changes = [{ field: 'hold', old: null as string | null, new: holdReason }]
    if (status !== task.status) changes.push({ field: 'status', old: task.status, new: status })
    const tell: Recipient[] = [...(await peopleAsked(w, task)), { actorId: task.assigneeId, reason: 'HELD' }]
    taskEvent(w, 'QUESTION_ASKED', { ...task, version }, { subjectId: question, changes, data: claim ? { fence: claim.fence } : {} }, tell)
    return { task: task.id, question, version }
  })
}

function requireAskable(task: TaskRow) {
  if (!isOpen(task.status)) throw new InvalidTransitionError(task.key, task.status, 'wait for an answer', 'Ask before a task is finished.')
  if (task.holdReason !== null)
    throw new InvalidTransitionError(
      task.key,
      `on hold (${task.holdReason})`,
      'wait for another answer',
      'One question or hold at a time: add to it with a context entry.',
    )
}

/** People who may answer, and the task's creator when that is a person. Agents are not asked. */
async function peopleAsked(w: Write, task: TaskRow): Promise<Recipient[]> {
  const memberships = { some: { projectId: task.projectId, role: { in: ['OWNER' as const, 'MEMBER' as const] } } }
  const people = await w.tx.actor.findMany({
    where: { kind: 'PERSON', retiredAt: null, OR: [{ memberships }, { id: task.createdById ?? '' }] },
    select: { id: true },
  })
  return people.map(({ id }) => ({ actorId: id, reason: 'QUESTION' }))
}
