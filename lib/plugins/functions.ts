import { type Moment, MOMENTS } from '#lib/domain/task/moments.ts'
import type { EventAction } from '#lib/events.ts'
import type { PluginEvent } from './api.ts'
import type { Handler } from './messages.ts'

const FUNCTION = { CREATED: 'onTaskCreated', UPDATED: 'onTaskUpdated', COMPLETED: 'onTaskCompleted' } satisfies Record<Moment, Handler>

/** The functions that hear of an event, in their order. */
export function functionsFor(handlers: readonly Handler[], { action, task }: Pick<PluginEvent, 'action' | 'task'>): Handler[] {
  const moment = task ? MOMENTS[action as EventAction] : undefined
  return [...(moment ? [FUNCTION[moment]] : []), 'on' as const].filter((handler) => handlers.includes(handler))
}
