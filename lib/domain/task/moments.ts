import type { EventAction } from '#lib/events.ts'

export type Moment = 'CREATED' | 'UPDATED' | 'COMPLETED'

/** What each event is in the life of its task, for whoever is called at such a moment: plugins and script hooks. */
export const MOMENTS: Partial<Record<EventAction, Moment>> = {
  TASK_CREATED: 'CREATED',
  TASK_UPDATED: 'UPDATED',
  TASK_ASSIGNED: 'UPDATED',
  TASK_STARTED: 'UPDATED',
  TASK_CLAIMED: 'UPDATED',
  TASK_RELEASED: 'UPDATED',
  TASK_FAILED: 'UPDATED',
  TASK_COMPLETED: 'COMPLETED',
  TASK_CANCELLED: 'UPDATED',
  TASK_REOPENED: 'UPDATED',
  TASK_HELD: 'UPDATED',
  HOLD_RELEASED: 'UPDATED',
  TASK_UNBLOCKED: 'UPDATED',
  TASK_BLOCKED: 'UPDATED',
  CLAIM_ENDED: 'UPDATED',
  CLAIM_TAKEN_OVER: 'UPDATED',
  TAG_CHANGED: 'UPDATED',
}
