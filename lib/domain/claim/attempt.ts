import type { Change } from '#lib/events.ts'
import type { NewEvent, Recipient, Write } from '#lib/write.ts'
import { LIMITS } from '../limits.ts'
import { taskEvent, type Subject } from '../task/act.ts'
import { endClaim } from '../task/claim-state.ts'
import { stop } from '../task/release.ts'
import type { ClaimRow, TaskRow } from '../task/types.ts'

interface Attempt extends Pick<Subject, 'task' | 'project'> {
  claim: ClaimRow
}
interface Ending {
  outcome: 'FAILED' | 'EXPIRED'
  note?: string
  retryAt?: Date | null
}
interface Report extends Pick<NewEvent, 'action' | 'actorId' | 'data'> {
  tell?: Recipient[]
}

/**
 * Ends a claim as an attempt that came to nothing, and reports it. The task waits again; after as many as the project allows it is
 * on hold for a person. Answers the row as it is then.
 */
export async function endAttempt(w: Write, attempt: Attempt, ending: Ending, { tell, ...report }: Report): Promise<TaskRow> {
  const { project, claim } = attempt
  const attempts = attempt.task.attempts + 1
  const isLast = attempts >= project.maxAttempts && attempt.task.holdReason === null
  const holdReason = isLast ? await reasonsOf(w, attempts, { ...claim, note: '', ...ending }) : null
  await endClaim(w, claim, ending.outcome, ending)
  const hold = holdReason === null ? null : { holdReason, heldById: null, heldAt: w.now, isBlocked: true }
  const { task, changes } = await stop(w, attempt.task, claim, { attempts, ...hold })
  const data = { outcome: ending.outcome, fence: claim.fence, attempts, ...report.data }
  taskEvent(w, report.action, task, { ...report, subjectId: claim.id, changes, data }, tell)
  if (holdReason !== null) await callPerson(w, task, holdReason)
  return task
}

/** The people who decide how the task goes on: its creator and the owners of its project. */
async function callPerson(w: Write, task: TaskRow, holdReason: string) {
  const owns = { memberships: { some: { projectId: task.projectId, role: 'OWNER' as const } } }
  const people = await w.tx.actor.findMany({
    where: { kind: 'PERSON', retiredAt: null, OR: [{ id: task.createdById ?? '' }, owns] },
    select: { id: true },
  })
  const changes: Change[] = [{ field: 'hold', old: null, new: holdReason }]
  const tell: Recipient[] = people.map(({ id }) => ({ actorId: id, reason: 'NEEDS_PERSON' }))
  taskEvent(w, 'TASK_HELD', task, { actorId: null, changes, data: { attempts: task.attempts } }, tell)
}

const LISTED = 10

/** What came of each attempt since the count began, oldest first, within the length that a hold's reason may have. */
async function reasonsOf(w: Write, attempts: number, last: Pick<ClaimRow, 'taskId' | 'fence' | 'holderId' | 'outcome' | 'note'>) {
  const earlier = await w.tx.claim.findMany({
    where: { taskId: last.taskId, fence: { lt: last.fence }, outcome: { in: ['FAILED', 'EXPIRED'] } },
    orderBy: { fence: 'desc' },
    take: Math.min(attempts, LISTED) - 1,
  })
  const claims = [...earlier.reverse(), last]
  const holders = await w.tx.actor.findMany({
    where: { id: { in: claims.map(({ holderId }) => holderId) } },
    select: { id: true, handle: true },
  })
  const handles = new Map(holders.map(({ id, handle }) => [id, handle]))
  const first = attempts - claims.length + 1
  const head = attempts === 1 ? 'It failed and waits for a person.' : `It failed ${attempts} times and waits for a person.`
  const room = Math.floor((LIMITS.holdReason - head.length) / claims.length) - '\n1000. : '.length
  const lines = claims.map(({ holderId, outcome, note }, i) => {
    const what = outcome === 'EXPIRED' ? 'the lease ran out' : note.trim().replace(/\s+/gu, ' ')
    return `${first + i}. ${cut(`${handles.get(holderId) ?? 'unknown'}: ${what}`, room)}`
  })
  return [head, ...lines].join('\n')
}

function cut(text: string, length: number) {
  const points = [...text]
  return points.length > length ? `${points.slice(0, length - 1).join('')}…` : text
}
