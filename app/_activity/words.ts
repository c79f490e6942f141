import type { IconName } from '#app/_ui/glyphs.ts'
import type { ProjectEvent } from './documents.ts'

type Action = ProjectEvent['action']

/** How each action reads after its actor's name: "kestrel claimed BDS-12". `task: false` where no task belongs. */
export const ACTION: Record<Action, { word: string; icon: IconName }> = {
  TASK_CREATED: { word: 'created', icon: 'plus' },
  TASK_UPDATED: { word: 'changed', icon: 'update' },
  TASK_ASSIGNED: { word: 'assigned', icon: 'person' },
  TASK_STARTED: { word: 'started', icon: 'status-in-progress' },
  TASK_CLAIMED: { word: 'claimed', icon: 'claim' },
  TASK_RELEASED: { word: 'released', icon: 'undo' },
  TASK_COMPLETED: { word: 'completed', icon: 'status-completed' },
  TASK_CANCELLED: { word: 'cancelled', icon: 'status-cancelled' },
  TASK_REOPENED: { word: 'reopened', icon: 'undo' },
  TASK_HELD: { word: 'put on hold', icon: 'hold' },
  HOLD_RELEASED: { word: 'took off hold', icon: 'unblocked' },
  TASK_DELETED: { word: 'deleted', icon: 'close' },
  TASK_RESTORED: { word: 'restored', icon: 'undo' },
  TASK_UNBLOCKED: { word: 'freed', icon: 'unblocked' },
  TASK_BLOCKED: { word: 'blocked', icon: 'status-blocked' },
  DEPENDENCY_ADDED: { word: 'added a dependency to', icon: 'blocked-by' },
  DEPENDENCY_REMOVED: { word: 'removed a dependency from', icon: 'cleared' },
  DEPENDENCY_RELEASED: { word: 'released a dependency of', icon: 'cleared' },
  CLAIM_ENDED: { word: 'ended the claim of', icon: 'expired' },
  CLAIM_TAKEN_OVER: { word: 'took over', icon: 'claim' },
  TASK_FAILED: { word: 'gave up', icon: 'warning' },
  QUESTION_ASKED: { word: 'asked about', icon: 'question' },
  QUESTION_ANSWERED: { word: 'answered about', icon: 'check' },
  QUESTION_DECLINED: { word: 'declined to answer about', icon: 'check' },
  QUESTION_WITHDRAWN: { word: 'withdrew a question about', icon: 'question' },
  CRITERION_MARKED: { word: 'marked a criterion of', icon: 'flag' },
  FEEDBACK_GIVEN: { word: 'gave feedback on', icon: 'note' },
  PROJECT_COORDINATED: { word: 'coordinated the project', icon: 'flag' },
  CONTEXT_ADDED: { word: 'wrote on', icon: 'note' },
  FILE_ADDED: { word: 'added a file to', icon: 'file' },
  FILE_REMOVED: { word: 'removed a file from', icon: 'file' },
  FILES_CONFLICT: { word: 'found a conflict of files on', icon: 'warning' },
  FILES_IMPACTED: { word: 'changed lines that are touched by', icon: 'file' },
  PROJECT_CREATED: { word: 'created the project', icon: 'flag' },
  PROJECT_UPDATED: { word: 'changed the project', icon: 'flag' },
  TAG_CHANGED: { word: 'changed a tag of', icon: 'flag' },
  MEMBER_ADDED: { word: 'added a member', icon: 'person' },
  MEMBER_CHANGED: { word: 'changed a member', icon: 'person' },
  MEMBER_REMOVED: { word: 'removed a member', icon: 'person' },
  IMPORTED: { word: 'imported', icon: 'inbox' },
  PERSON_INVITED: { word: 'invited a person', icon: 'person' },
  INVITATION_REVOKED: { word: 'took back an invitation', icon: 'stop' },
  PERSON_JOINED: { word: 'joined', icon: 'person' },
  PERSON_UPDATED: { word: 'changed their name', icon: 'person' },
  SIGNED_IN: { word: 'signed in', icon: 'person' },
  SIGNED_OUT: { word: 'signed out', icon: 'person' },
  SIGN_IN_FAILED: { word: 'failed to sign in', icon: 'warning' },
  SESSION_REVOKED: { word: 'ended a session', icon: 'stop' },
  AGENT_CREATED: { word: 'created an agent', icon: 'agent' },
  AGENT_UPDATED: { word: 'changed an agent', icon: 'agent' },
  AGENT_RETIRED: { word: 'retired an agent', icon: 'agent' },
  TOKEN_CREATED: { word: 'made a token', icon: 'fence' },
  TOKEN_REVOKED: { word: 'revoked a token', icon: 'fence' },
  PASSWORD_RESET: { word: 'reset a password', icon: 'private' },
  PASSWORD_RESET_OFFERED: { word: 'made a link for a new password', icon: 'private' },
  ADMIN_CHANGED: { word: 'changed who is an admin', icon: 'person' },
  PERSON_DEACTIVATED: { word: 'deactivated a person', icon: 'stop' },
  PERSON_REACTIVATED: { word: 'let a person in again', icon: 'person' },
}

/** Those that a project's stream holds, for its filter. */
export const PROJECT_ACTIONS = (Object.keys(ACTION) as Action[]).slice(0, (Object.keys(ACTION) as Action[]).indexOf('PERSON_INVITED'))

const FIELD: Record<string, string> = {
  estimatedHours: 'estimate',
  actualHours: 'actual hours',
  requiredCapabilities: 'needs',
  completionSummary: 'summary',
  impactNotes: 'impact notes',
  leaseMinutes: 'lease',
  maxAttempts: 'attempts',
}
export const fieldWord = (field: string) => FIELD[field] ?? field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

const LONGEST = 160

/** A stored value in words. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return value.slice(0, 16).replace('T', ' ')
    if (/^[A-Z][A-Z_]{2,}$/.test(value)) return value.toLowerCase().replaceAll('_', ' ')
    return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
  }
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(valueWords).join(', ')
  if (typeof value === 'object') {
    const fields = Object.entries(value)
    const name = fields.find(([key]) => key === 'handle' || key === 'text' || key === 'key')
    const state = fields.find(([key, of]) => key === 'state' && of !== 'UNKNOWN')
    if (name) return valueWords(name[1]) + (state ? ` (${valueWords(state[1])})` : '')
    return valueWords(fields.map(([key, of]) => `${key}: ${valueWords(of)}`).join('; '))
  }
  return JSON.stringify(value) ?? 'nothing'
}
