'use client'
import { useMemo } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { STATUS, type Priority } from '#app/_ui/status.tsx'
import { tell } from '#app/_ui/toast.tsx'
import * as documents from './acts-documents.ts'
import type { TaskRow } from './task.ts'

export type CancelPolicy = 'KEEP_BLOCKED' | 'RELEASE' | 'CANCEL'

/** What a person does to a task from a list or a card. Each tells what came of it; true when it was done. */
export function useTaskActs() {
  const start = useAct(documents.StartTaskDocument)
  const complete = useAct(documents.CompleteTaskDocument)
  const cancel = useAct(documents.CancelTaskDocument)
  const reopen = useAct(documents.ReopenTaskDocument)
  const hold = useAct(documents.HoldTaskDocument)
  const releaseHold = useAct(documents.ReleaseHoldDocument)
  const release = useAct(documents.ReleaseTaskDocument)
  const update = useAct(documents.UpdateTaskDocument)
  const assign = useAct(documents.AssignTaskDocument)

  return useMemo(
    () => ({
      async start(task: TaskRow) {
        const result = await start({ task: task.id })
        if (result?.__typename !== 'StartTaskSuccess') return refused(result)
        return done(`${task.key} started`)
      },
      async complete(task: TaskRow, force?: { reason: string }) {
        const result = await complete({
          task: task.id,
          fence: task.claim?.fence,
          expectedVersion: task.version,
          force: !!force,
          reason: force?.reason,
        })
        if (result?.__typename !== 'CompleteTaskSuccess') return refused(result)
        const freed = result.unblockedTasks.length
        return done(`${task.key} completed${freed ? `, ${freed} ${freed === 1 ? 'task' : 'tasks'} freed` : ''}`)
      },
      async cancel(task: TaskRow, policy: CancelPolicy, reason: string) {
        const result = await cancel({ task: task.id, policy, reason: reason || null })
        if (result?.__typename !== 'CancelTaskSuccess') return refused(result)
        const others = result.cancelledTasks.filter(({ id }) => id !== task.id).length
        return done(`${task.key} cancelled${others ? ` with ${others} that waited for it` : ''}`)
      },
      /** The tasks that cancelling with the policy CANCEL would end, or null when it was refused. */
      async wouldCancel(task: TaskRow) {
        const result = await cancel({ task: task.id, policy: 'CANCEL', dryRun: true })
        return result?.__typename === 'CancelTaskSuccess' ? result.cancelledTasks : null
      },
      async reopen(task: TaskRow) {
        const result = await reopen({ task: task.id })
        if (result?.__typename !== 'ReopenTaskSuccess') return refused(result)
        return done(`${task.key} reopened, ${STATUS[result.task.status].word.toLowerCase()}`)
      },
      async hold(task: TaskRow, reason: string) {
        const result = await hold({ task: task.id, reason })
        if (result?.__typename !== 'HoldTaskSuccess') return refused(result)
        return done(`${task.key} is on hold`)
      },
      async releaseHold(task: TaskRow) {
        const result = await releaseHold({ task: task.id })
        if (result?.__typename !== 'ReleaseHoldSuccess') return refused(result)
        return done(`${task.key} is off hold`)
      },
      async release(task: TaskRow) {
        const result = await release({ task: task.id, fence: task.claim?.fence })
        if (result?.__typename !== 'ReleaseTaskSuccess') return refused(result)
        return done(`${task.key} released, ${STATUS[result.task.status].word.toLowerCase()}`)
      },
      async setPriority(task: TaskRow, priority: Priority) {
        const result = await update({ task: task.id, priority, expectedVersion: task.version })
        if (result?.__typename !== 'UpdateTaskSuccess') return refused(result)
        return done(`${task.key} has ${priority.toLowerCase()} priority`)
      },
      async assign(task: TaskRow, to: { id: string; handle: string } | null) {
        const result = await assign({ task: task.id, assignee: to?.id ?? null, expectedVersion: task.version })
        if (result?.__typename !== 'AssignTaskSuccess') return refused(result)
        return done(to ? `${task.key} assigned to ${to.handle}` : `${task.key} unassigned`)
      },
    }),
    [start, complete, cancel, reopen, hold, releaseHold, release, update, assign],
  )
}

export type TaskActs = ReturnType<typeof useTaskActs>

function done(text: string) {
  tell(text)
  return true
}

/** Null: `useAct` has told already. */
function refused(refusal: Parameters<typeof refuseBecause>[0] | null) {
  if (refusal) refuseBecause(refusal)
  return false
}
