'use client'
import { useMemo } from 'react'
import { useAct } from '#app/_graphql/acts.ts'
import type { TaskRow } from '#app/_tasks/task.ts'
import * as documents from './bulk-documents.ts'
import type { Send } from './bulk.ts'

export type Assignee = NonNullable<TaskRow['assignee']>
export type Fields = Partial<Pick<TaskRow, 'priority' | 'tags' | 'deadline'>>

/** What the API can be asked to do with many tasks in one write. */
export function useSends() {
  const update = useAct(documents.UpdateTasksDocument)
  const assign = useAct(documents.AssignTasksDocument)
  const complete = useAct(documents.CompleteTasksDocument)
  const start = useAct(documents.StartTasksDocument)
  const release = useAct(documents.ReleaseTasksDocument)
  const hold = useAct(documents.HoldTasksDocument)
  const releaseHold = useAct(documents.ReleaseHoldsDocument)
  const cancel = useAct(documents.CancelTasksDocument)
  const reopen = useAct(documents.ReopenTasksDocument)
  const remove = useAct(documents.DeleteTasksDocument)
  const restore = useAct(documents.RestoreTasksDocument)
  return useMemo(() => {
    const chosen = (tasks: readonly TaskRow[]) => ({ tasks: tasks.map(({ id }) => ({ task: id })) })
    return {
      update:
        (change: (task: TaskRow) => Fields): Send =>
        (tasks) =>
          update({ tasks: tasks.map((task) => ({ task: task.id, ...change(task) })) }),
      assign:
        (to: (task: TaskRow) => Assignee | null): Send =>
        (tasks) =>
          assign({ tasks: tasks.map((task) => ({ task: task.id, assignee: to(task)?.id ?? null })) }),
      complete: ((tasks) => complete({ tasks: tasks.map(({ id, claim }) => ({ task: id, fence: claim?.fence })) })) satisfies Send,
      start: ((tasks) => start(chosen(tasks))) satisfies Send,
      release: ((tasks) => release(chosen(tasks))) satisfies Send,
      hold:
        (reason: (task: TaskRow) => string): Send =>
        (tasks) =>
          hold({ tasks: tasks.map((task) => ({ task: task.id, reason: reason(task) })) }),
      releaseHold: ((tasks) => releaseHold(chosen(tasks))) satisfies Send,
      cancel:
        (reason: string | null): Send =>
        (tasks) =>
          cancel({ tasks: tasks.map(({ id }) => ({ task: id, policy: 'KEEP_BLOCKED', reason })) }),
      reopen: ((tasks) => reopen(chosen(tasks))) satisfies Send,
      remove: ((tasks) => remove(chosen(tasks))) satisfies Send,
      restore: ((tasks) => restore(chosen(tasks))) satisfies Send,
    }
  }, [update, assign, complete, start, release, hold, releaseHold, cancel, reopen, remove, restore])
}

export type Sends = ReturnType<typeof useSends>
