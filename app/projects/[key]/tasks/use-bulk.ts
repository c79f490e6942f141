'use client'
import { useMemo, useState } from 'react'
import { useAct } from '#app/_graphql/acts.ts'
import * as moves from '#app/_tasks/moves-documents.ts'
import type { TaskRow } from '#app/_tasks/task.ts'
import { useUndo } from '#app/_tasks/undo.tsx'
import { PRIORITY, type Priority } from '#app/_ui/status.tsx'
import { AssignTasksDocument, CompleteTasksDocument, UpdateTasksDocument } from './bulk-documents.ts'
import { inBulk, oneByOne, outcomeWords, type Outcome } from './bulk.ts'
import { dueDay } from './deadlines.ts'
import { meanwhile } from './patches.ts'

type Assignee = NonNullable<TaskRow['assignee']>
type Sent = Promise<object | null>

export interface Progress {
  doing: string
  count: number
  of: number
}

/** Acts on all that is selected, each with what became of every task and a way back. `onOutcome` gets those that were refused. */
export function useBulk(onOutcome: (outcome: Outcome, words: string) => void) {
  const { did } = useUndo()
  const [progress, setProgress] = useState<Progress | null>(null)
  const update = useAct(UpdateTasksDocument)
  const assign = useAct(AssignTasksDocument)
  const complete = useAct(CompleteTasksDocument)
  const completeOne = useAct(moves.CompleteTaskDocument)
  const start = useAct(moves.StartTaskDocument)
  const release = useAct(moves.ReleaseTaskDocument)
  const hold = useAct(moves.HoldTaskDocument)
  const releaseHold = useAct(moves.ReleaseHoldDocument)
  const reopen = useAct(moves.ReopenTaskDocument)
  const cancel = useAct(moves.CancelTaskDocument)
  const remove = useAct(moves.DeleteTaskDocument)
  const restore = useAct(moves.RestoreTaskDocument)

  const acts = useMemo(() => {
    type Run = (onProgress: (count: number) => void) => Promise<Outcome>

    async function run(tasks: readonly TaskRow[], doing: string, run: Run) {
      setProgress({ doing, count: 0, of: tasks.length })
      try {
        return await run((count) => setProgress({ doing, count, of: tasks.length }))
      } finally {
        setProgress(null)
      }
    }
    /** Tells what came of it, and keeps the way back for what was done. */
    async function act(
      tasks: readonly TaskRow[],
      [doing, what]: [doing: string, what: string],
      forth: Run,
      back: (done: TaskRow[]) => Run,
    ) {
      const outcome = await run(tasks, doing, forth)
      const words = outcomeWords(outcome, what)
      onOutcome(outcome, words)
      if (!outcome.done.length) return
      did(words, async () => {
        const undone = await run(outcome.done, 'Undoing', back(outcome.done))
        if (undone.refused.length) onOutcome(undone, outcomeWords(undone, 'put back'))
        return undone.refused.length === 0
      })
    }
    const each =
      (tasks: readonly TaskRow[], send: (task: TaskRow) => Sent): Run =>
      (onProgress) =>
        oneByOne(tasks, send, onProgress)
    const updating =
      (tasks: readonly TaskRow[], change: (task: TaskRow) => Partial<Pick<TaskRow, 'priority' | 'tags' | 'deadline'>>): Run =>
      (onProgress) =>
        shown(
          tasks,
          change,
          inBulk(tasks, (some) => update({ tasks: some.map((task) => ({ task: task.id, ...change(task) })) }), onProgress),
        )
    const assigning =
      (tasks: readonly TaskRow[], to: (task: TaskRow) => Assignee | null): Run =>
      (onProgress) => {
        const send = (some: readonly TaskRow[]) =>
          assign({ tasks: some.map((task) => ({ task: task.id, assignee: to(task)?.id ?? null })) })
        return shown(tasks, (task) => ({ assignee: to(task) }), inBulk(tasks, send, onProgress))
      }

    return {
      setPriority: (tasks: TaskRow[], priority: Priority) =>
        act(
          tasks,
          ['Changing the priority', `${tasks.length === 1 ? 'has' : 'have'} ${PRIORITY[priority].word.toLowerCase()} priority`],
          updating(tasks, () => ({ priority })),
          (done) => updating(done, (task) => ({ priority: task.priority })),
        ),
      setDeadline: (tasks: TaskRow[], deadline: string | null) =>
        act(
          tasks,
          ['Changing the deadline', deadline ? `due ${dueDay(deadline)}` : 'without a deadline'],
          updating(tasks, () => ({ deadline })),
          (done) => updating(done, (task) => ({ deadline: task.deadline })),
        ),
      changeTags: (tasks: TaskRow[], added: string[], removed: string[]) =>
        act(
          tasks,
          [
            'Changing tags',
            [added.length && `tagged ${added.join(', ')}`, removed.length && `without ${removed.join(', ')}`].filter(Boolean).join(', '),
          ],
          updating(tasks, (task) => ({ tags: [...new Set([...task.tags.filter((tag) => !removed.includes(tag)), ...added])] })),
          (done) => updating(done, (task) => ({ tags: task.tags })),
        ),
      assign: (tasks: TaskRow[], to: Assignee | null) =>
        act(
          tasks,
          ['Assigning', to ? `assigned to ${to.handle}` : 'unassigned'],
          assigning(tasks, () => to),
          (done) => assigning(done, (task) => task.assignee),
        ),
      complete: (tasks: TaskRow[]) =>
        act(
          tasks,
          ['Completing', 'completed'],
          (onProgress) => {
            const send = (some: readonly TaskRow[]) =>
              complete({ tasks: some.map((task) => ({ task: task.id, fence: task.claim?.fence })) })
            return shown(tasks, () => ({ status: 'COMPLETED' }), inBulk(tasks, send, onProgress))
          },
          (done) => each(done, (task) => reopen({ task: task.id })),
        ),
      start: (tasks: TaskRow[]) =>
        act(
          tasks,
          ['Starting', 'started'],
          each(tasks, (task) => start({ task: task.id })),
          (done) => each(done, (task) => release({ task: task.id })),
        ),
      reopen: (tasks: TaskRow[]) =>
        act(
          tasks,
          ['Reopening', 'reopened'],
          each(tasks, (task) => reopen({ task: task.id })),
          (done) =>
            each(done, ({ id, status }) =>
              status === 'CANCELLED' ? cancel({ task: id, policy: 'KEEP_BLOCKED' }) : completeOne({ task: id }),
            ),
        ),
      hold: (tasks: TaskRow[], reason: string) =>
        act(
          tasks,
          ['Holding', 'on hold'],
          each(tasks, (task) => hold({ task: task.id, reason })),
          (done) => each(done, (task) => releaseHold({ task: task.id })),
        ),
      releaseHold: (tasks: TaskRow[]) =>
        act(
          tasks,
          ['Taking off hold', 'off hold'],
          each(tasks, (task) => releaseHold({ task: task.id })),
          (done) => each(done, (task) => hold({ task: task.id, reason: task.hold?.reason ?? '' })),
        ),
      cancel: (tasks: TaskRow[], reason: string) =>
        act(
          tasks,
          ['Cancelling', 'cancelled'],
          each(tasks, (task) => cancel({ task: task.id, policy: 'KEEP_BLOCKED', reason: reason || null })),
          (done) => each(done, (task) => reopen({ task: task.id })),
        ),
      remove: (tasks: TaskRow[]) =>
        act(
          tasks,
          ['Deleting', 'deleted'],
          each(tasks, (task) => remove({ task: task.id })),
          (done) => each(done, (task) => restore({ task: task.id })),
        ),
      restore: (tasks: TaskRow[]) =>
        act(
          tasks,
          ['Restoring', 'restored'],
          each(tasks, (task) => restore({ task: task.id })),
          (done) => each(done, (task) => remove({ task: task.id })),
        ),
    }
  }, [onOutcome, did, update, assign, complete, completeOne, start, release, hold, releaseHold, reopen, cancel, remove, restore])
  return { acts, progress }
}

export type BulkActs = ReturnType<typeof useBulk>['acts']

function shown(tasks: readonly TaskRow[], change: (task: TaskRow) => Partial<TaskRow>, outcome: Promise<Outcome>) {
  for (const task of tasks) void meanwhile(task.id, change(task), outcome)
  return outcome
}
