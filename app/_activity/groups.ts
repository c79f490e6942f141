import type { Action } from './words.ts'

/** What people look for in a log, in plain words. */
export const GROUPS = {
  work: 'Work on tasks',
  plan: 'Tasks and plans',
  block: 'Holds and blockers',
  talk: 'Questions and notes',
  file: 'Files',
  project: 'Project and members',
  extension: 'Webhooks, hooks and plugins',
  person: 'People',
  access: 'Sign-ins and passwords',
  agent: 'Agents and tokens',
} as const
export type Group = keyof typeof GROUPS

/** An action of the API without a group fails the type check. */
const GROUP_OF: Record<Action, Group> = {
  TASK_CLAIMED: 'work',
  TASK_STARTED: 'work',
  TASK_COMPLETED: 'work',
  TASK_RELEASED: 'work',
  TASK_FAILED: 'work',
  CLAIM_ENDED: 'work',
  CLAIM_TAKEN_OVER: 'work',
  CRITERION_MARKED: 'work',
  FEEDBACK_GIVEN: 'work',
  TASK_CREATED: 'plan',
  TASK_UPDATED: 'plan',
  TASK_ASSIGNED: 'plan',
  TASK_CANCELLED: 'plan',
  TASK_REOPENED: 'plan',
  TASK_DELETED: 'plan',
  TASK_RESTORED: 'plan',
  DEPENDENCY_ADDED: 'plan',
  DEPENDENCY_REMOVED: 'plan',
  IMPORTED: 'plan',
  PROJECT_COORDINATED: 'plan',
  TASK_HELD: 'block',
  HOLD_RELEASED: 'block',
  TASK_BLOCKED: 'block',
  TASK_UNBLOCKED: 'block',
  DEPENDENCY_RELEASED: 'block',
  QUESTION_ASKED: 'talk',
  QUESTION_ANSWERED: 'talk',
  QUESTION_DECLINED: 'talk',
  QUESTION_WITHDRAWN: 'talk',
  CONTEXT_ADDED: 'talk',
  FILE_ADDED: 'file',
  FILE_REMOVED: 'file',
  FILES_CONFLICT: 'file',
  FILES_IMPACTED: 'file',
  PROJECT_CREATED: 'project',
  PROJECT_UPDATED: 'project',
  TAG_CHANGED: 'project',
  TEMPLATE_SAVED: 'project',
  TEMPLATE_CHANGED: 'project',
  TEMPLATE_DELETED: 'project',
  MEMBER_ADDED: 'project',
  MEMBER_CHANGED: 'project',
  MEMBER_REMOVED: 'project',
  WEBHOOK_CREATED: 'extension',
  WEBHOOK_CHANGED: 'extension',
  WEBHOOK_SECRET_CHANGED: 'extension',
  WEBHOOK_DISABLED: 'extension',
  WEBHOOK_DELETED: 'extension',
  PLUGIN_CHANGED: 'extension',
  PLUGIN_COMMAND_RUN: 'extension',
  PLUGIN_EVENT_SKIPPED: 'extension',
  PLUGIN_ENABLED: 'extension',
  PLUGIN_DISABLED: 'extension',
  HOOK_RAN: 'extension',
  PERSON_INVITED: 'person',
  INVITATION_REVOKED: 'person',
  PERSON_JOINED: 'person',
  PERSON_UPDATED: 'person',
  PERSON_DEACTIVATED: 'person',
  PERSON_REACTIVATED: 'person',
  ADMIN_CHANGED: 'person',
  SIGNED_IN: 'access',
  SIGNED_OUT: 'access',
  SIGN_IN_FAILED: 'access',
  SESSION_REVOKED: 'access',
  PASSWORD_RESET: 'access',
  PASSWORD_RESET_OFFERED: 'access',
  AGENT_CREATED: 'agent',
  AGENT_UPDATED: 'agent',
  AGENT_RETIRED: 'agent',
  TOKEN_CREATED: 'agent',
  TOKEN_REVOKED: 'agent',
}

export const ALL_ACTIONS = (Object.keys(GROUP_OF) as Action[]).toSorted()

export const actionsOf = (group: Group) => (Object.keys(GROUP_OF) as Action[]).filter((action) => GROUP_OF[action] === group)

/** What the two kinds of streams hold: a project's, and the workspace's. */
export const PROJECT_GROUPS: readonly Group[] = ['work', 'plan', 'block', 'talk', 'file', 'project', 'extension']
export const WORKSPACE_GROUPS: readonly Group[] = ['person', 'access', 'agent', 'project']

/** A choice of actions in a word or two: its groups where they are whole. */
export function choiceWords(chosen: readonly Action[], groups: readonly Group[]): string {
  if (chosen.length === 0) return 'All actions'
  const whole = groups.filter((group) => actionsOf(group).every((action) => chosen.includes(action)))
  const rest = chosen.length - whole.reduce((sum, group) => sum + actionsOf(group).length, 0)
  const parts = [...whole.map((group) => GROUPS[group]), ...(rest > 0 ? [`${rest} ${rest === 1 ? 'action' : 'actions'}`] : [])]
  return parts.length > 2 ? `${chosen.length} actions` : parts.join(', ')
}
