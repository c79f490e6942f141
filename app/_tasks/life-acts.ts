import { STATUS } from '#app/_ui/status.tsx'
import type { TaskRow } from './task.ts'
import { did } from './undo.tsx'
import type { Hands } from './use-task-acts.ts'

export type CancelPolicy = 'KEEP_BLOCKED' | 'RELEASE' | 'CANCEL'

/** Cancelling, reopening, deleting, restoring. */
export function lifeActs({ act, back }: Hands) {
  return {
    async cancel(task: TaskRow, policy: CancelPolicy, reason: string) {
      const done = await act.cancel({ task: task.id, policy, reason: reason || null })
      if (!done) return false
      const others = done.cancelledTasks.filter(({ id }) => id !== task.id)
      // What this act released carries its time.
      const released = done.task.dependents.filter(({ releasedAt }) => releasedAt !== null && releasedAt === done.task.updatedAt)
      did(
        `${task.key} cancelled${others.length ? ` with ${others.length} that waited for it` : ''}`,
        async () => {
          for (const { id } of [task, ...others]) if (!(await back.reopen({ task: id }))) return false
          for (const edge of released) if (!(await back.depend({ task: edge.task.id, dependsOn: task.id }))) return false
          return released.length >= EDGES_SHOWN ? `Of what waited for it, ${released.length} wait again; the others stay released.` : true
        },
        { lasting: task.status === 'IN_PROGRESS' || others.length ? 'What was in progress waits to be started again.' : undefined },
      )
      return true
    },
    /** The tasks that cancelling with the policy CANCEL would end, or null when it was refused. */
    async wouldCancel(task: TaskRow) {
      return (await act.cancel({ task: task.id, policy: 'CANCEL', dryRun: true }))?.cancelledTasks ?? null
    },
    async reopen(task: TaskRow) {
      const done = await act.reopen({ task: task.id })
      if (!done) return false
      const isForced = done.task.isBlocked || !done.task.viewerCan.includes('COMPLETE')
      did(
        `${task.key} reopened, ${STATUS[done.task.status].word.toLowerCase()}`,
        async () => {
          if (task.status === 'CANCELLED') return (await back.cancel({ task: task.id, policy: 'KEEP_BLOCKED' })) !== null
          const force = isForced ? { force: true, reason: 'It had been completed before; reopening it is undone.' } : {}
          return (await back.complete({ task: task.id, ...force })) !== null
        },
        { lasting: task.status === 'COMPLETED' ? 'Its time of completion is new.' : undefined },
      )
      return true
    },
    /** Deletes it. */
    async remove(task: TaskRow) {
      if (!(await act.remove({ task: task.id }))) return false
      did(`${task.key} deleted`, async () => (await back.restore({ task: task.id })) !== null, {
        lasting: task.status === 'IN_PROGRESS' ? 'Restored, it waits to be started again.' : undefined,
      })
      return true
    },
    async restore(task: TaskRow) {
      if (!(await act.restore({ task: task.id }))) return false
      did(`${task.key} restored`, async () => (await back.remove({ task: task.id })) !== null)
      return true
    },
  }
}

/** The API gives at most so many edges of a task. */
const EDGES_SHOWN = 200
