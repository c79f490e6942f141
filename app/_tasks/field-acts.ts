import type { Priority } from '#app/_ui/status.tsx'
import type { Change } from './change.ts'
import type { TaskRow } from './task.ts'
import { did } from './undo.tsx'
import type { Hands } from './use-task-acts.ts'

/** Changing fields. Undoing is refused, and says by whom, when somebody has changed the same fields since. */
export function fieldActs({ act, back }: Hands) {
  async function update(task: TaskRow, change: Change, before: Change, text: string) {
    const done = await act.update({ task: task.id, expectedVersion: task.version, ...change })
    if (!done) return false
    const { version } = done.task
    did(text, async () => (await back.update({ task: task.id, expectedVersion: version, ...before })) !== null)
    return true
  }
  return {
    update,
    setPriority: (task: TaskRow, priority: Priority) =>
      update(task, { priority }, { priority: task.priority }, `${task.key} has ${priority.toLowerCase()} priority`),
    setTags: (task: TaskRow, tags: string[]) =>
      update(task, { tags }, { tags: task.tags }, tags.length ? `${task.key} is tagged ${tags.join(', ')}` : `${task.key} has no tags`),
    async assign(task: TaskRow, to: { id: string; handle: string } | null) {
      const done = await act.assign({ task: task.id, assignee: to?.id ?? null, expectedVersion: task.version })
      if (!done) return false
      const { version } = done.task
      const assignee = task.assignee?.id ?? null
      did(
        to ? `${task.key} assigned to ${to.handle}` : `${task.key} unassigned`,
        async () => (await back.assign({ task: task.id, assignee, expectedVersion: version })) !== null,
      )
      return true
    },
  }
}
