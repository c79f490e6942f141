import type { IconName } from '#app/_ui/glyphs.ts'
import type { ProjectEvent } from './documents.ts'

export type Action = ProjectEvent['action']

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
  TEMPLATE_SAVED: { word: 'saved a template', icon: 'copy' },
  TEMPLATE_CHANGED: { word: 'changed a template', icon: 'copy' },
  TEMPLATE_DELETED: { word: 'deleted a template', icon: 'copy' },
  MEMBER_ADDED: { word: 'added a member', icon: 'person' },
  MEMBER_CHANGED: { word: 'changed a member', icon: 'person' },
  MEMBER_REMOVED: { word: 'removed a member', icon: 'person' },
  WEBHOOK_CREATED: { word: 'added a webhook', icon: 'external' },
  WEBHOOK_CHANGED: { word: 'changed a webhook', icon: 'external' },
  WEBHOOK_SECRET_CHANGED: { word: 'made a new secret for a webhook', icon: 'fence' },
  WEBHOOK_DISABLED: { word: 'switched off a webhook', icon: 'warning' },
  WEBHOOK_DELETED: { word: 'removed a webhook', icon: 'external' },
  PLUGIN_CHANGED: { word: 'changed a plugin', icon: 'flag' },
  PLUGIN_COMMAND_RUN: { word: 'ran a command', icon: 'flag' },
  PLUGIN_EVENT_SKIPPED: { word: 'skipped an event for a plugin', icon: 'flag' },
  PLUGIN_ENABLED: { word: 'switched on a plugin', icon: 'flag' },
  PLUGIN_DISABLED: { word: 'switched off a plugin', icon: 'flag' },
  HOOK_RAN: { word: 'ran a hook for', icon: 'activity' },
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

const FIELD: Record<string, string> = {
  estimatedHours: 'estimate',
  actualHours: 'actual hours',
  requiredCapabilities: 'needs',
  completionSummary: 'summary',
  impactNotes: 'impact notes',
  leaseMinutes: 'lease',
  maxAttempts: 'attempts',
  wipLimit: 'limit',
  agentType: 'kind',
  isAdmin: 'admin',
  holdReason: 'hold',
}
export const fieldWord = (field: string) => FIELD[field] ?? field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

/** A file and its lines: "lib/a.ts, lines 3 to 9". */
export function fileWords(of: ReadonlyMap<string, unknown>): string {
  const [path, from, to] = ['path', 'lineStart', 'lineEnd'].map((name) => of.get(name))
  if (!from) return valueWords(path)
  return `${valueWords(path)}, ${to && to !== from ? `lines ${valueWords(from)} to ${valueWords(to)}` : `line ${valueWords(from)}`}`
}

const UNIT: Record<string, (value: number) => string> = {
  estimatedHours: (value) => `${value} h`,
  actualHours: (value) => `${value} h`,
  leaseMinutes: (value) => `${value} min`,
  maxAttempts: (value) => `${value} ${value === 1 ? 'attempt' : 'attempts'}`,
  wipLimit: (value) => `${value} at once`,
}

/** A field's value in words, with its unit. */
export const fieldValueWords = (field: string, value: unknown, words = valueWords) =>
  typeof value === 'number' && UNIT[field] ? UNIT[field](value) : words(value)

const LONGEST = 160

/** A stored value in words; a long text in full. */
export const rawWords = (value: unknown): string => valueWords(value, Number.POSITIVE_INFINITY)

/** A stored value in words, cut where it is long. */
export function valueWords(value: unknown, longest = LONGEST): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return value.slice(0, 16).replace('T', ' ')
    if (/^[A-Z][A-Z_]{2,}$/.test(value)) return value.toLowerCase().replaceAll('_', ' ')
    return value.length > longest ? `${value.slice(0, longest)}…` : value
  }
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map((one) => valueWords(one, longest)).join(', ')
  if (typeof value === 'object') {
    const fields = Object.entries(value)
    const name = fields.find(([key]) => key === 'handle' || key === 'text' || key === 'key')
    const state = fields.find(([key, of]) => key === 'state' && of !== 'UNKNOWN')
    const file = fields.some(([key]) => key === 'path')
    if (file) return fileWords(new Map(fields))
    if (fields.some(([key]) => key === 'quality')) return ratingWords(new Map(fields))
    if (name) return valueWords(name[1], longest) + (state ? ` (${valueWords(state[1])})` : '')
    return valueWords(fields.map(([key, of]) => `${key}: ${valueWords(of, longest)}`).join('; '), longest)
  }
  return JSON.stringify(value) ?? 'nothing'
}

/** Feedback: "quality 4 of 5, timeliness 5 of 5, quick". */
function ratingWords(of: ReadonlyMap<string, unknown>) {
  const rated = ['quality', 'timeliness'].map((name) => `${name} ${valueWords(of.get(name))} of 5`)
  return [...rated, ...(of.get('note') ? [valueWords(of.get('note'))] : [])].join(', ')
}
