import type { GraphTask } from './documents.ts'

/** A task as the graph reads it; its id is its key in small letters. */
export function graphTask(number: number, more: Partial<GraphTask> = {}): GraphTask {
  return {
    __typename: 'Task',
    id: `w-${number}`,
    key: `W-${number}`,
    number,
    title: `Task ${number}`,
    status: 'PENDING',
    priority: 'MEDIUM',
    isBlocked: false,
    openBlockers: 0,
    openDependents: 0,
    estimatedHours: null,
    assignee: null,
    claim: null,
    ...more,
  } as GraphTask
}

export const graphEdge = (from: number, to: number) => ({
  id: `${from}>${to}`,
  from: `w-${from}`,
  to: `w-${to}`,
  kind: 'BLOCKS' as const,
  isOpen: true,
})
