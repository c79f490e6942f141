import type { EventAction } from '#lib/events.ts'
import type { PluginEvent } from './api.ts'
import type { Handler } from './messages.ts'

/** Which function of a plugin an event is for, besides `on`. */
const FUNCTION: Partial<Record<EventAction, Handler>> = {
  TASK_CREATED: 'onTaskCreated',
  TASK_COMPLETED: 'onTaskCompleted',
  TASK_UPDATED: 'onTaskUpdated',
  TASK_ASSIGNED: 'onTaskUpdated',
  TASK_STARTED: 'onTaskUpdated',
  TASK_CLAIMED: 'onTaskUpdated',
  TASK_RELEASED: 'onTaskUpdated',
  TASK_FAILED: 'onTaskUpdated',
  TASK_CANCELLED: 'onTaskUpdated',
  TASK_REOPENED: 'onTaskUpdated',
  TASK_HELD: 'onTaskUpdated',
  HOLD_RELEASED: 'onTaskUpdated',
  TASK_UNBLOCKED: 'onTaskUpdated',
  TASK_BLOCKED: 'onTaskUpdated',
  CLAIM_ENDED: 'onTaskUpdated',
  CLAIM_TAKEN_OVER: 'onTaskUpdated',
  TAG_CHANGED: 'onTaskUpdated',
}

/** The functions that hear of an event, in their order. */
export function functionsFor(handlers: readonly Handler[], { action, task }: Pick<PluginEvent, 'action' | 'task'>): Handler[] {
  const own = task && FUNCTION[action as EventAction]
  return [...(own ? [own] : []), 'on' as const].filter((handler) => handlers.includes(handler))
}
