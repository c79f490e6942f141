import { STATUS } from '#app/_ui/status.tsx'
import { tell } from '#app/_ui/toast.tsx'
import type { Change } from './change.ts'
import type { TaskRow } from './task.ts'
import { did } from './undo.tsx'
import type { Hands } from './use-task-acts.ts'

interface Completion {
  /** Past what stands in the way, for this reason. */
  reason?: string
  summary?: string | null
  actualHours?: number | null
  /** What the fields above were, for undoing. */
  before?: Pick<Change, 'completionSummary' | 'actualHours'>
}

const CLAIM_STAYS = 'The claim that it ended stays ended.'

/** Starting, claiming, completing, holding, giving back. */
export function moveActs({ act, back, isMe }: Hands) {
  /** Nobody else can be made to go on: only what I had in progress without a lease is started again. */
  const goOn = async (before: TaskRow) => {
    if (before.status !== 'IN_PROGRESS' || before.claim) return true
    if (!isMe(before.assignee)) return `It waits for ${before.assignee?.handle ?? 'somebody'} to start it again.`
    return (await back.start({ task: before.id })) !== null
  }
  return {
    async start(task: TaskRow) {
      if (!(await act.start({ task: task.id }))) return false
      did(`${task.key} started`, async () => {
        if (!(await back.release({ task: task.id }))) return false
        return task.assignee === null || (await back.assign({ task: task.id, assignee: task.assignee.id })) !== null
      })
      return true
    },
    async claim(task: TaskRow) {
      const done = await act.claim({ task: task.id })
      if (!done) return false
      const minutes = Math.round((Date.parse(done.task.claim?.expiresAt ?? '') - Date.now()) / 60_000)
      did(`${task.key} claimed, fence ${done.fence}`, async () => (await back.release({ task: task.id, fence: done.fence })) !== null, {
        detail: minutes > 0 ? `The lease runs out in ${minutes} min.` : undefined,
      })
      return true
    },
    async complete(task: TaskRow, { reason, summary, actualHours, before = {} }: Completion = {}) {
      const done = await act.complete({
        task: task.id,
        fence: task.claim?.fence,
        expectedVersion: task.version,
        force: reason !== undefined,
        reason,
        summary,
        actualHours,
      })
      if (!done) return false
      const freed = done.unblockedTasks.map(({ key }) => key)
      did(
        `${task.key} completed${freed.length ? `, ${freed.length} ${freed.length === 1 ? 'task' : 'tasks'} freed` : ''}`,
        async () => {
          if (!(await back.reopen({ task: task.id }))) return false
          if (Object.keys(before).length > 0 && !(await back.update({ task: task.id, ...before }))) return false
          return goOn(task)
        },
        {
          detail: freed.length
            ? `Freed ${freed.slice(0, 5).join(', ')}${freed.length > 5 ? ` and ${freed.length - 5} more` : ''}.`
            : undefined,
          lasting: task.claim ? CLAIM_STAYS : undefined,
        },
      )
      return true
    },
    async release(task: TaskRow) {
      const done = await act.release({ task: task.id, fence: task.claim?.fence })
      if (!done) return false
      const text = `${task.key} released, ${STATUS[done.task.status].word.toLowerCase()}`
      if (done.task.isBlocked) tell(text, { detail: 'It is blocked now, so it cannot be taken again.' })
      else if (task.claim)
        did(text, async () => {
          const again = await back.claim({ task: task.id })
          return again !== null && `It is a new claim, fence ${again.fence}.`
        })
      else
        did(text, async () => {
          if (isMe(task.assignee)) return (await back.start({ task: task.id })) !== null
          if (!task.assignee) return true
          return (await back.assign({ task: task.id, assignee: task.assignee.id })) !== null && goOn(task)
        })
      return true
    },
    async takeOver(task: TaskRow, reason: string, assign: string | null) {
      const done = await act.takeOver({ task: task.id, reason, assign })
      if (!done) return false
      const holder = task.claim?.holder.handle ?? 'its holder'
      tell(`${task.key} taken over from ${holder}`, {
        detail: `${holder} has your reason. This cannot be undone: its fence is worthless now.`,
      })
      return true
    },
    async hold(task: TaskRow, reason: string) {
      if (!(await act.hold({ task: task.id, reason }))) return false
      did(`${task.key} is on hold`, async () => (await back.releaseHold({ task: task.id })) !== null)
      return true
    },
    async releaseHold(task: TaskRow) {
      const done = await act.releaseHold({ task: task.id })
      if (!done) return false
      const hold = task.hold
      const isAsked = done.task.questions.some(({ state, closedAt }) => state === 'WITHDRAWN' && closedAt === done.task.updatedAt)
      const lasting = isAsked ? 'The question that had set the hold stays withdrawn.' : undefined
      if (hold) did(`${task.key} is off hold`, async () => (await back.hold({ task: task.id, reason: hold.reason })) !== null, { lasting })
      else tell(`${task.key} is off hold`)
      return true
    },
  }
}
