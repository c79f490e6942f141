import type { TaskRow } from '#app/_tasks/task.ts'
import type { Hands } from './use-bulk.ts'

/** Whatever waits for each of these is settled with it: more of them in one write would hold up everybody else for seconds. */
const FEW = { atOnce: 100 }

/** Moving many on and back. */
export function bulkMoves({ act, sends }: Hands) {
  return {
    complete: (tasks: TaskRow[]) =>
      act(['Completing', 'completed'], { tasks, send: sends.complete, shown: () => ({ status: 'COMPLETED' }), ...FEW }, (done) => [
        { tasks: done, send: sends.reopen, ...FEW },
      ]),
    start: (tasks: TaskRow[]) =>
      act(['Starting', 'started'], { tasks, send: sends.start, shown: () => ({ status: 'IN_PROGRESS' }) }, (done) => [
        { tasks: done, send: sends.release },
        { tasks: done.filter(({ assignee }) => assignee), send: sends.assign(({ assignee }) => assignee) },
      ]),
    reopen: (tasks: TaskRow[]) =>
      act(['Reopening', 'reopened'], { tasks, send: sends.reopen, ...FEW }, (done) => [
        { tasks: done.filter(({ status }) => status === 'COMPLETED'), send: sends.complete, ...FEW },
        { tasks: done.filter(({ status }) => status === 'CANCELLED'), send: sends.cancel(null), ...FEW },
      ]),
    hold: (tasks: TaskRow[], reason: string) =>
      act(['Holding', 'on hold'], { tasks, send: sends.hold(() => reason) }, (done) => [{ tasks: done, send: sends.releaseHold }]),
    releaseHold: (tasks: TaskRow[]) =>
      act(['Taking off hold', 'off hold'], { tasks, send: sends.releaseHold }, (done) => [
        { tasks: done, send: sends.hold(({ hold }) => hold?.reason ?? '') },
      ]),
    cancel: (tasks: TaskRow[], reason: string) =>
      act(['Cancelling', 'cancelled'], { tasks, send: sends.cancel(reason || null), ...FEW }, (done) => [
        { tasks: done, send: sends.reopen, ...FEW },
      ]),
    remove: (tasks: TaskRow[]) =>
      act(['Deleting', 'deleted'], { tasks, send: sends.remove }, (done) => [{ tasks: done, send: sends.restore, ...FEW }]),
    restore: (tasks: TaskRow[]) =>
      act(['Restoring', 'restored'], { tasks, send: sends.restore, ...FEW }, (done) => [{ tasks: done, send: sends.remove }]),
  }
}
