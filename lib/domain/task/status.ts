import type { TaskStatus } from './types.ts'

/** Which statuses each act may start from. Read by the acts, their tests and the docs. */
export const MOVES = {
  claim: ['PENDING'],
  start: ['PENDING'],
  release: ['IN_PROGRESS'],
  complete: ['PENDING', 'IN_PROGRESS'],
  forceComplete: ['PENDING', 'BLOCKED', 'IN_PROGRESS'],
  cancel: ['PENDING', 'BLOCKED', 'IN_PROGRESS'],
  reopen: ['COMPLETED', 'CANCELLED'],
} as const satisfies Record<string, readonly TaskStatus[]>

export type Move = keyof typeof MOVES

export const canMove = (move: Move, from: TaskStatus) => (MOVES[move] as readonly TaskStatus[]).includes(from)

export const OPEN_STATUSES = ['PENDING', 'BLOCKED', 'IN_PROGRESS'] as const satisfies readonly TaskStatus[]
export const isOpen = (status: TaskStatus) => (OPEN_STATUSES as readonly TaskStatus[]).includes(status)

/** The status of a task that is neither started nor finished. */
export const waitingStatus = (isBlocked: boolean) => (isBlocked ? ('BLOCKED' as const) : ('PENDING' as const))
