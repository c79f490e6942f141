import type { TaskRow } from '#app/_tasks/task.ts'
import { PRIORITY, type Priority } from '#app/_ui/status.tsx'
import type { Part } from './bulk.ts'
import { dueDay } from './deadlines.ts'
import type { Hands } from './use-bulk.ts'
import type { Assignee, Fields } from './use-sends.ts'

/** Changing fields of many. */
export function bulkFields({ act, sends }: Hands) {
  const updating = (tasks: TaskRow[], shown: (task: TaskRow) => Fields): Part => ({ tasks, send: sends.update(shown), shown })
  const assigning = (tasks: TaskRow[], to: (task: TaskRow) => Assignee | null): Part => ({
    tasks,
    send: sends.assign(to),
    shown: (task) => ({ assignee: to(task) }),
  })
  return {
    setPriority: (tasks: TaskRow[], priority: Priority) =>
      act(
        ['Changing the priority', `${tasks.length === 1 ? 'has' : 'have'} ${PRIORITY[priority].word.toLowerCase()} priority`],
        updating(tasks, () => ({ priority })),
        (done) => [updating(done, (task) => ({ priority: task.priority }))],
      ),
    setDeadline: (tasks: TaskRow[], deadline: string | null) =>
      act(
        ['Changing the deadline', deadline ? `due ${dueDay(deadline)}` : 'without a deadline'],
        updating(tasks, () => ({ deadline })),
        (done) => [updating(done, (task) => ({ deadline: task.deadline }))],
      ),
    changeTags: (tasks: TaskRow[], added: string[], removed: string[]) =>
      act(
        [
          'Changing tags',
          [added.length && `tagged ${added.join(', ')}`, removed.length && `without ${removed.join(', ')}`].filter(Boolean).join(', '),
        ],
        updating(tasks, (task) => ({ tags: [...new Set([...task.tags.filter((tag) => !removed.includes(tag)), ...added])] })),
        (done) => [updating(done, (task) => ({ tags: task.tags }))],
      ),
    assign: (tasks: TaskRow[], to: Assignee | null) =>
      act(
        ['Assigning', to ? `assigned to ${to.handle}` : 'unassigned'],
        assigning(tasks, () => to),
        (done) => [assigning(done, (task) => task.assignee)],
      ),
  }
}
