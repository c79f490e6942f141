import type { SortColumn } from '../keyset.ts'

interface Order {
  columns: readonly SortColumn[]
  /** Its index begins with the status, so each status is a range of its own. */
  byStatus?: true
  /** One project after the other, instead of all merged. */
  byProject?: true
  meaning: string
}

const id = { name: 'id', type: 'text' } as const satisfies SortColumn
const idDesc = { ...id, desc: true } as const

/** How lists of tasks are ordered; all end in a unique column. */
export const TASK_ORDERS = {
  READY: {
    columns: [
      { name: 'effectivePriority', type: 'int', desc: true },
      { name: 'openDependents', type: 'int', desc: true },
      { name: 'createdAt', type: 'date' },
      id,
    ],
    byStatus: true,
    meaning: 'What is most urgent to take first: by effective priority, then by how much waits for it, then the oldest.',
  },
  NEWEST: { columns: [{ name: 'createdAt', type: 'date', desc: true }, idDesc], meaning: 'The newest first.' },
  OLDEST: { columns: [{ name: 'createdAt', type: 'date' }, id], meaning: 'The oldest first.' },
  UPDATED: { columns: [{ name: 'updatedAt', type: 'date', desc: true }, idDesc], meaning: 'What changed last first.' },
  PRIORITY: { columns: [{ name: 'priority', type: 'int', desc: true }, idDesc], meaning: 'The highest priority of its own first.' },
  TITLE: { columns: [{ name: 'title', type: 'text' }, id], meaning: 'By title.' },
  DEADLINE: { columns: [{ name: 'deadline', type: 'date?' }, id], meaning: 'The nearest deadline first, those without one last.' },
  KEY: { columns: [{ name: 'number', type: 'int' }], byProject: true, meaning: 'By project, then by number.' },
} as const satisfies Record<string, Order>

export type TaskOrder = keyof typeof TASK_ORDERS

export const orderOf = (name: TaskOrder): Order => TASK_ORDERS[name]
