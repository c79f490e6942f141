import type { Notification } from './reasons.ts'

/** A notification about a task, for tests. */
export function notification(
  seq: number,
  reason: Notification['reason'],
  task: string,
  state: Notification['state'] = 'READ',
): Notification {
  const createdAt = '2026-01-01T00:00:00.000Z'
  return {
    id: `ntf_${seq}`,
    seq,
    reason,
    state,
    snoozedUntil: null,
    createdAt,
    event: null,
    project: null,
    entry: null,
    question: null,
    task: {
      id: task,
      key: `WEB-${task}`,
      title: task,
      status: 'PENDING',
      priority: 'MEDIUM',
      isBlocked: false,
      openBlockers: 0,
      openDependents: 0,
      tags: [],
      estimatedHours: null,
      deadline: null,
      deletedAt: null,
      updatedAt: createdAt,
      version: 1,
      assignee: null,
      hold: null,
      claim: null,
      blockers: [],
      viewerCan: [],
      viewerWatch: 'DEFAULT',
    },
  }
}
