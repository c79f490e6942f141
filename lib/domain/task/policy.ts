import type { Scope } from '#lib/auth/caller.ts'
import { ForbiddenError } from '#lib/errors.ts'
import type { ActorKind, ProjectEditing, ProjectStatus, Role, TaskStatus } from '#prisma/.build/sqlite/client/enums.ts'
import { canMove, isOpen } from './status.ts'

/** Everything the rules look at. `role` is null for whoever is no member; an admin's is OWNER. `holderId`: who holds the open claim. */
export interface TaskSubject {
  actorId: string
  kind: ActorKind
  role: Role | null
  scopes: readonly Scope[]
  projectStatus: ProjectStatus
  editing: ProjectEditing
  task: {
    status: TaskStatus
    createdById: string | null
    assigneeId: string | null
    deletedAt: Date | null
    isBlocked: boolean
    holdReason: string | null
    feedbackAt?: Date | null
  }
  holderId: string | null
  /** Who did the work of a completed task; read only where its feedback is in question. */
  workerIds?: readonly string[]
}

interface Rule {
  scope: Scope
  /** Completes "You may not do this: …". */
  rule: string
  who: (subject: TaskSubject) => boolean
  /** Whether the task's state allows it now. Refused by the verbs with an error of its own, not with FORBIDDEN. */
  when: (subject: TaskSubject) => boolean
}

const isOwner = (s: TaskSubject) => s.role === 'OWNER'
/** A VIEWER only reads, also what they once created. */
const isMember = (s: TaskSubject) => s.role === 'OWNER' || s.role === 'MEMBER'
const isCreator = (s: TaskSubject) => isMember(s) && s.task.createdById === s.actorId
const isConcerned = (s: TaskSubject) =>
  isOwner(s) || (isMember(s) && (s.editing === 'OPEN' || [s.task.createdById, s.task.assigneeId, s.holderId].includes(s.actorId)))
const isHolder = (s: TaskSubject) => isMember(s) && s.holderId === s.actorId
const isUnclaimedByOthers = (s: TaskSubject) => s.holderId === null || s.holderId === s.actorId
const isFree = (s: TaskSubject) => s.holderId === null && (s.task.assigneeId === null || s.task.assigneeId === s.actorId)
const always = () => true

const CONCERNED = 'only its creator, assignee or holder, an OWNER, or (where editing is OPEN) any MEMBER'
const MEMBERS = 'only a MEMBER or OWNER of the project'
const CLAIM_FIRST = 'while a claim is open only its holder completes the task; an OWNER takes over first'

export const TASK_ACTS = {
  UPDATE: { scope: 'WORK', rule: `${CONCERNED} changes a task`, who: isConcerned, when: always },
  CLAIM: { scope: 'WORK', rule: `${MEMBERS} takes a task`, who: isMember, when: (s) => canMove('claim', s.task.status) && isFree(s) },
  START: {
    scope: 'WORK',
    rule: 'only a person who is MEMBER or OWNER of the project starts a task without a claim; agents claim it',
    who: (s) => isMember(s) && s.kind === 'PERSON',
    when: (s) => canMove('start', s.task.status) && isFree(s),
  },
  COMPLETE: {
    scope: 'WORK',
    rule: `${CONCERNED} completes a task, and ${CLAIM_FIRST}`,
    who: (s) => isConcerned(s) && isUnclaimedByOthers(s),
    when: (s) => canMove('complete', s.task.status) && !s.task.isBlocked,
  },
  FORCE_COMPLETE: {
    scope: 'WORK',
    rule: `only an OWNER, or the creator when that is a person, forces a task, and ${CLAIM_FIRST}`,
    who: (s) => (isOwner(s) || (isCreator(s) && s.kind === 'PERSON')) && isUnclaimedByOthers(s),
    when: (s) => canMove('forceComplete', s.task.status),
  },
  CANCEL: { scope: 'WORK', rule: `${CONCERNED} cancels a task`, who: isConcerned, when: (s) => canMove('cancel', s.task.status) },
  REOPEN: { scope: 'WORK', rule: `${CONCERNED} reopens a task`, who: isConcerned, when: (s) => canMove('reopen', s.task.status) },
  HOLD: {
    scope: 'WORK',
    rule: `${CONCERNED} holds a task`,
    who: isConcerned,
    when: (s) => isOpen(s.task.status) && s.task.holdReason === null,
  },
  RELEASE_HOLD: { scope: 'WORK', rule: `${CONCERNED} releases a hold`, who: isConcerned, when: (s) => s.task.holdReason !== null },
  DELETE: { scope: 'PLAN', rule: 'only its creator or an OWNER deletes a task', who: (s) => isOwner(s) || isCreator(s), when: always },
  RESTORE: {
    scope: 'PLAN',
    rule: 'only its creator or an OWNER restores a task',
    who: (s) => isOwner(s) || isCreator(s),
    when: (s) => s.task.deletedAt !== null,
  },
  ASSIGN: {
    scope: 'PLAN',
    rule: 'only an OWNER or its creator assigns a task to another',
    who: (s) => isOwner(s) || isCreator(s),
    when: (s) => isOpen(s.task.status) && s.holderId === null,
  },
  ADD_CONTEXT: { scope: 'WORK', rule: `${MEMBERS} comments`, who: isMember, when: always },
  ASK: {
    scope: 'WORK',
    rule: `${MEMBERS} asks a question, and while a claim is open only its holder`,
    who: isMember,
    when: (s) => isOpen(s.task.status) && s.task.holdReason === null && isUnclaimedByOthers(s),
  },
  ANSWER: {
    scope: 'WORK',
    rule: 'only a person who is MEMBER or OWNER of the project answers a question or declines to; agents wait for one',
    who: (s) => isMember(s) && s.kind === 'PERSON',
    // An open question always holds its task.
    when: (s) => s.task.holdReason !== null,
  },
  ADD_FILE: { scope: 'WORK', rule: `${CONCERNED} changes a task's file references`, who: isConcerned, when: always },
  MARK_CRITERION: { scope: 'WORK', rule: `${CONCERNED} marks a success criterion`, who: isConcerned, when: always },
  GIVE_FEEDBACK: {
    scope: 'WORK',
    rule: 'only its creator or an OWNER gives feedback, and never who did the work',
    who: (s) => (isOwner(s) || isCreator(s)) && s.workerIds !== undefined && !s.workerIds.includes(s.actorId),
    when: (s) => s.task.status === 'COMPLETED' && !s.task.feedbackAt,
  },
  ADD_DEPENDENCY: { scope: 'PLAN', rule: `${MEMBERS} changes dependencies`, who: isMember, when: always },
  RELEASE_CLAIM: {
    scope: 'WORK',
    rule: `only its holder releases a claimed task; ${CONCERNED} releases one that is in progress without a claim`,
    who: (s) => isMember(s) && (s.holderId === null ? isConcerned(s) : s.holderId === s.actorId),
    when: (s) => canMove('release', s.task.status),
  },
  HEARTBEAT: { scope: 'WORK', rule: 'only its holder renews the lease of a task', who: isHolder, when: always },
  FAIL: { scope: 'WORK', rule: 'only its holder fails a claimed task', who: isHolder, when: always },
  TAKE_OVER: {
    scope: 'MANAGE',
    rule: 'only an OWNER takes over a claim',
    who: isOwner,
    when: (s) => s.holderId !== null && s.holderId !== s.actorId,
  },
} as const satisfies Record<string, Rule>

export type TaskAct = keyof typeof TASK_ACTS

/** Whether the caller has the right, by role, relation, editing and scope. Archived or deleted: nothing but reading and restoring. */
export function may(act: TaskAct, subject: TaskSubject) {
  const { scope, who } = TASK_ACTS[act]
  if (subject.projectStatus === 'ARCHIVED' || (subject.task.deletedAt !== null && act !== 'RESTORE')) return false
  return subject.scopes.includes(scope) && who(subject)
}

/** Throws ForbiddenError with the scope that is missing or the rule that refuses. */
export function requireMay(act: TaskAct, subject: TaskSubject) {
  const { scope, rule } = TASK_ACTS[act]
  if (!subject.scopes.includes(scope)) throw new ForbiddenError(`it needs the token scope ${scope}`)
  if (!may(act, subject)) throw new ForbiddenError(rule)
}

/** ASSIGN covers everybody; besides, a member takes an unassigned task and gives back their own. `to`: the new assignee, null to clear. */
export function mayAssign(to: string | null, subject: TaskSubject) {
  if (may('ASSIGN', subject)) return true
  const from = subject.task.assigneeId
  const concernsSelf =
    (to === subject.actorId && (from === null || from === to)) || (to === null && (from === null || from === subject.actorId))
  return concernsSelf && may('CLAIM', subject)
}

/** What the caller may do with the task as it stands now, for `viewerCan`. */
export function taskActs(subject: TaskSubject): TaskAct[] {
  return TASK_ACT_NAMES.filter((act) => may(act, subject) && TASK_ACTS[act].when(subject))
}

const TASK_ACT_NAMES = Object.keys(TASK_ACTS) as TaskAct[]
