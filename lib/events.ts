/** What can happen. One event row per occurrence; the API's enum is made from this list. */
export const EVENT_ACTIONS = {
  TASK_CREATED: 'A task was created.',
  TASK_UPDATED: 'Fields of a task changed.',
  TASK_ASSIGNED: 'A task got another assignee, or none.',
  TASK_STARTED: 'A person started a task without a lease.',
  TASK_CLAIMED: 'An actor claimed a task under a lease.',
  TASK_RELEASED: 'A holder gave a task back unfinished.',
  TASK_FAILED: 'A holder gave a task up as failed.',
  TASK_COMPLETED: 'A task was completed.',
  TASK_CANCELLED: 'A task was cancelled.',
  TASK_REOPENED: 'A finished task was reopened.',
  TASK_HELD: 'A task was put on hold.',
  HOLD_RELEASED: 'A hold was released.',
  TASK_DELETED: 'A task was deleted (restorable for 30 days).',
  TASK_RESTORED: 'A deleted task was restored.',
  TASK_UNBLOCKED: 'The last thing that blocked a task is gone.',
  TASK_BLOCKED: 'A task became blocked again.',
  DEPENDENCY_ADDED: 'A dependency was added.',
  DEPENDENCY_REMOVED: 'A dependency was removed.',
  DEPENDENCY_RELEASED: 'A cancelled blocker was released: the dependency gates no more.',
  CLAIM_ENDED: 'A claim ended without an act of its holder: expired, cancelled, or its holder left.',
  CLAIM_TAKEN_OVER: 'An owner ended a claim and took the task over.',
  QUESTION_ASKED: 'An actor asked a question; the task waits for the answer.',
  QUESTION_ANSWERED: 'A question was answered.',
  QUESTION_DECLINED: 'A question was declined.',
  QUESTION_WITHDRAWN: 'A question lost its point: its hold was released, or its task ended.',
  CRITERION_MARKED: 'A success criterion was marked as met, not met or unknown.',
  FEEDBACK_GIVEN: 'A completed task got feedback.',
  PROJECT_COORDINATED: 'Ready work of a project was assigned by coordination.',
  CONTEXT_ADDED: 'A context entry was added.',
  FILE_ADDED: 'A file reference was added.',
  FILE_REMOVED: 'A file reference was removed.',
  FILES_CONFLICT: 'Another task in progress touches the same lines as this one, which is in progress too.',
  FILES_IMPACTED: 'Another task, which touches the same lines, was completed.',
  PROJECT_CREATED: 'A project was created.',
  PROJECT_UPDATED: 'Fields of a project changed.',
  TAG_CHANGED: 'A task got another tag, or lost one, because the tag was renamed, merged or removed everywhere.',
  TEMPLATE_SAVED: 'A template was saved.',
  TEMPLATE_CHANGED: 'A template was changed, or is for other people now.',
  TEMPLATE_DELETED: 'A template was deleted.',
  MEMBER_ADDED: 'An actor became a member.',
  MEMBER_CHANGED: "A member's role changed.",
  MEMBER_REMOVED: 'A member was removed.',
  IMPORTED: 'A task came in by an import.',
  WEBHOOK_CREATED: 'A webhook was added to a project.',
  WEBHOOK_CHANGED: 'A webhook was changed, or switched on or off.',
  WEBHOOK_SECRET_CHANGED: 'A webhook got a new secret.',
  WEBHOOK_DISABLED: 'A webhook was switched off because its address kept failing.',
  WEBHOOK_DELETED: 'A webhook was removed.',
  HOOK_RAN: 'A script hook ran after something happened to a task.',
  PLUGIN_CHANGED: 'A plugin was switched on or off in a project, or set otherwise.',
  PLUGIN_COMMAND_RUN: 'A command of a plugin was run.',
  PLUGIN_EVENT_SKIPPED: 'An event that a plugin kept failing at was skipped.',
  PLUGIN_ENABLED: 'A plugin was switched on.',
  PLUGIN_DISABLED: 'A plugin was switched off.',
  PERSON_INVITED: 'A person was invited.',
  INVITATION_REVOKED: 'An invitation was taken back.',
  PERSON_JOINED: 'A person set a password and joined.',
  PERSON_UPDATED: "A person's name changed.",
  SIGNED_IN: 'A person signed in.',
  SIGN_IN_FAILED: 'A sign-in was refused.',
  SIGNED_OUT: 'A person signed out.',
  SESSION_REVOKED: 'A session was ended by someone else.',
  PASSWORD_RESET: 'A password was reset.',
  PASSWORD_RESET_OFFERED: 'A link to set a new password was made.',
  ADMIN_CHANGED: 'A person became an admin, or is one no more.',
  PERSON_DEACTIVATED: 'A person was deactivated.',
  PERSON_REACTIVATED: 'A person was let in again.',
  AGENT_CREATED: 'An agent was registered.',
  AGENT_UPDATED: "An agent's name, type or capabilities changed.",
  AGENT_RETIRED: 'An agent was retired.',
  TOKEN_CREATED: 'A token was issued.',
  TOKEN_REVOKED: 'A token was revoked.',
} as const
export type EventAction = keyof typeof EVENT_ACTIONS

/** Why a notification reached its recipient. */
export const NOTIFICATION_REASONS = {
  ASSIGNED: 'A task was assigned to you.',
  UNASSIGNED: 'A task of yours was given to someone else, or to nobody.',
  UNBLOCKED: 'A task of yours can go on.',
  BLOCKED: 'A task of yours is blocked.',
  CANCELLED: 'A task of yours, or one it waits for, was cancelled.',
  REOPENED: 'A task of yours, or one it waits for, was reopened.',
  HELD: 'A task of yours was put on hold.',
  HOLD_RELEASED: 'The hold on a task of yours was released.',
  CLAIM_ENDED: 'Your claim was ended by someone else.',
  UPDATE: 'Someone wrote on a task of yours, or one you follow.',
  DISCOVERY: 'Something was found out that touches a task of yours.',
  MENTION: 'Someone named you.',
  QUESTION: 'An agent waits for an answer.',
  ANSWER: 'Your question was answered or declined, or lost its point.',
  LEASE_EXPIRED: 'Your lease ran out and the task was freed.',
  TAKEN_OVER: 'Your claim was taken over.',
  CONFLICT: 'Another task in progress touches the same lines as yours.',
  IMPACTED: 'A completed task touched lines that a task of yours touches.',
  NEEDS_PERSON: 'A task failed too often and waits for a person.',
  FOLLOWED: 'Something happened to a task that you follow.',
  FEEDBACK: 'Your work got feedback.',
  WEBHOOK_DISABLED: 'A webhook of a project that you own was switched off because its address kept failing.',
} as const
export type NotificationReason = keyof typeof NOTIFICATION_REASONS

/** What those who follow a task hear of it. */
const FOLLOWED: ReadonlySet<EventAction> = new Set<EventAction>([
  'TASK_UPDATED',
  'TASK_ASSIGNED',
  'TASK_STARTED',
  'TASK_CLAIMED',
  'TASK_RELEASED',
  'TASK_FAILED',
  'TASK_COMPLETED',
  'TASK_CANCELLED',
  'TASK_REOPENED',
  'TASK_HELD',
  'HOLD_RELEASED',
  'TASK_DELETED',
  'TASK_RESTORED',
  'TASK_UNBLOCKED',
  'TASK_BLOCKED',
  'CLAIM_ENDED',
  'CLAIM_TAKEN_OVER',
  'QUESTION_ASKED',
  'QUESTION_ANSWERED',
  'QUESTION_DECLINED',
  'QUESTION_WITHDRAWN',
  'CRITERION_MARKED',
  'FEEDBACK_GIVEN',
  'CONTEXT_ADDED',
])

/** Why an event reaches those who follow its task; null when it does not. */
export function reasonToFollowers(action: EventAction, data: Record<string, unknown> = {}): NotificationReason | null {
  if (action === 'CONTEXT_ADDED') return data.kind === 'DISCOVERY' ? 'DISCOVERY' : 'UPDATE'
  return FOLLOWED.has(action) ? 'FOLLOWED' : null
}

/** Reasons that reach an actor who muted the task all the same: they speak to that actor, of its own claim or question, or ask a person. */
export const PAST_MUTE: ReadonlySet<NotificationReason> = new Set<NotificationReason>([
  'ASSIGNED',
  'UNASSIGNED',
  'MENTION',
  'QUESTION',
  'ANSWER',
  'NEEDS_PERSON',
  'CLAIM_ENDED',
  'LEASE_EXPIRED',
  'TAKEN_OVER',
])

export const WORKSPACE_STREAM = 'workspace'

/** One changed field; values are JSON as the API shows them. */
export interface Change {
  field: string
  old: unknown
  new: unknown
}
