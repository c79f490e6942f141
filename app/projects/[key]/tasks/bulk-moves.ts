import type { TaskRow } from '#app/_tasks/task.ts'
import type { Hands } from './use-bulk.ts'

/** Moving many on and back. */
export function bulkMoves({ act, sends }: Hands) {
  return {
    complete: (tasks: TaskRow[]) =>
      act(['Completing', 'completed'], { tasks, send: sends.complete, shown: () => ({ status: 'COMPLETED' }) }, (done) => [
        { tasks: done, send: sends.reopen },
      ]),
    start: (tasks: TaskRow[]) =>
      act(['Starting', 'started'], { tasks, send: sends.start, shown: () => ({ status: 'IN_PROGRESS' }) }, (done) => [
        { tasks: done, send: sends.release },
        { tasks: done.filter(({ assignee }) => assignee), send: sends.assign(({ assignee }) => assignee) },
      ]),
    reopen: (tasks: TaskRow[]) =>
      act(['Reopening', 'reopened'], { tasks, send: sends.reopen }, (done) => [
        { tasks: done.filter(({ status }) => status === 'COMPLETED'), send: sends.complete },
        { tasks: done.filter(({ status }) => status === 'CANCELLED'), send: sends.cancel(null) },
      ]),
    hold: (tasks: TaskRow[], reason: string) =>
      act(['Holding', 'on hold'], { tasks, send: sends.hold(() => reason) }, (done) => [{ tasks: done, send: sends.releaseHold }]),
    releaseHold: (tasks: TaskRow[]) =>
      act(['Taking off hold', 'off hold'], { tasks, send: sends.releaseHold }, (done) => [
        { tasks: done, send: sends.hold(({ hold }) => hold?.reason ?? '') },
      ]),
    cancel: (tasks: TaskRow[], reason: string) =>
      act(['Cancelling', 'cancelled'], { tasks, send: sends.cancel(reason || null) }, (done) => [{ tasks: done, send: sends.reopen }]),
    remove: (tasks: TaskRow[]) =>
      act(['Deleting', 'deleted'], { tasks, send: sends.remove }, (done) => [{ tasks: done, send: sends.restore }]),
    restore: (tasks: TaskRow[]) =>
      act(['Restoring', 'restored'], { tasks, send: sends.restore }, (done) => [{ tasks: done, send: sends.remove }]),
  }
}
