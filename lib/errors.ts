/** Every code that a client can meet. `retryable`: the same call may succeed later without a change of input. */
export const ERROR_CODES = {
  NOT_FOUND: { retryable: false, where: 'union', meaning: 'It does not exist, or the caller may not see it.' },
  FORBIDDEN: { retryable: false, where: 'union', meaning: 'The caller sees it but may not do this; the rule is named.' },
  INVALID_INPUT: { retryable: false, where: 'union', meaning: 'A field is outside its limits; each is named with its reason.' },
  AMBIGUOUS: { retryable: false, where: 'union', meaning: 'An id prefix fits several tasks.' },
  VERSION_CONFLICT: { retryable: false, where: 'union', meaning: 'Fields of this change were changed by someone else since.' },
  IDEMPOTENCY_KEY_REUSED: { retryable: false, where: 'union', meaning: 'The key was used with other input.' },
  ALREADY_EXISTS: { retryable: false, where: 'union', meaning: 'A unique value is taken.' },
  TASK_BLOCKED: { retryable: false, where: 'union', meaning: 'Open blockers or a hold stand in the way.' },
  CRITERIA_UNMET: { retryable: false, where: 'union', meaning: 'Success criteria are not met or unknown.' },
  INVALID_TRANSITION: { retryable: false, where: 'union', meaning: 'The status does not allow this move.' },
  ALREADY_CLAIMED: { retryable: true, where: 'union', meaning: 'Another actor holds the task.' },
  STALE_CLAIM: { retryable: false, where: 'union', meaning: 'The fence is not that of an open, unexpired claim.' },
  DEPENDENCY_CYCLE: { retryable: false, where: 'union', meaning: 'The edge would close a cycle; the path is given.' },
  HAS_DEPENDENTS: { retryable: false, where: 'union', meaning: 'Open tasks or children depend on it.' },
  PROJECT_ARCHIVED: { retryable: false, where: 'union', meaning: 'An archived project is read-only.' },
  WIP_LIMIT: { retryable: true, where: 'union', meaning: 'The agent holds as many claims as its limit allows.' },
  BACKING_OFF: { retryable: true, where: 'union', meaning: 'The agent failed this task repeatedly in the same way; wait retryAfterMs.' },
  QUESTION_CLOSED: { retryable: false, where: 'union', meaning: 'The question is no longer open: answered, declined or withdrawn.' },
  PROPOSAL_CHANGED: { retryable: false, where: 'union', meaning: 'Something else would be done now than what was proposed.' },
  PROJECT_CHANGED: { retryable: false, where: 'union', meaning: 'Fields of the project were changed by someone else since.' },
  REFUSED: {
    retryable: false,
    where: 'union',
    meaning: 'A plugin or a script hook of this installation refused it; the reason is its own.',
  },
  PLUGIN_FAILED: { retryable: true, where: 'union', meaning: 'A plugin is not running, or failed at what it was asked for.' },
  LAST_ADMIN: { retryable: false, where: 'union', meaning: 'A workspace keeps at least one admin.' },
  LAST_OWNER: { retryable: false, where: 'union', meaning: 'A project keeps at least one OWNER.' },
  UNAUTHENTICATED: { retryable: false, where: 'errors', meaning: 'Sign in or send a valid token.' },
  LIMIT_EXCEEDED: { retryable: false, where: 'errors', meaning: 'The operation is larger than a limit.' },
  RATE_LIMITED: { retryable: true, where: 'errors', meaning: 'Too many requests; wait retryAfterMs.' },
  UNAVAILABLE: { retryable: true, where: 'errors', meaning: 'The database could not take the write; nothing changed; wait retryAfterMs.' },
  BAD_REQUEST: { retryable: false, where: 'errors', meaning: 'The request is not a valid GraphQL operation.' },
  INTERNAL: { retryable: false, where: 'errors', meaning: 'A fault of the server, logged under the request id.' },
} as const satisfies Record<string, { retryable: boolean; where: 'union' | 'errors'; meaning: string }>

export type ErrorCode = keyof typeof ERROR_CODES

/** An expected refusal: what happened, what to do next, and its data. Everything else that is thrown is a bug. */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message)
    this.name = new.target.name
  }
  get retryable() {
    return ERROR_CODES[this.code].retryable
  }
}

export class NotFoundError extends DomainError {
  readonly code = 'NOT_FOUND'
  constructor(
    readonly what: string,
    readonly ref: string,
  ) {
    super(`There is no ${what} "${ref}" that you can see.`, 'Check the id or key, and that you are a member of its project.')
  }
}

export class ForbiddenError extends DomainError {
  readonly code = 'FORBIDDEN'
  constructor(readonly rule: string) {
    super(`You may not do this: ${rule}.`, 'Ask an owner of the project, or use a token with the scope that is named.')
  }
}

export interface FieldIssue {
  /** Path of the input field, such as `title` or `tasks.3.title`. */
  field: string
  message: string
}

export class InvalidInputError extends DomainError {
  readonly code = 'INVALID_INPUT'
  constructor(readonly issues: FieldIssue[]) {
    super(namesOf(issues), 'Correct the named fields and send it again. Nothing was changed.')
  }
}

/** A plan may have hundreds of faults: the message names the first, `issues` all. */
function namesOf(issues: FieldIssue[]) {
  const named = issues.slice(0, 10).map(({ field, message }) => `${field}: ${message}`)
  return [...named, ...(issues.length > 10 ? [`and ${issues.length - 10} more`] : [])].join('; ')
}

export class AmbiguousError extends DomainError {
  readonly code = 'AMBIGUOUS'
  constructor(
    readonly ref: string,
    readonly candidates: string[],
  ) {
    super(`"${ref}" fits several tasks: ${candidates.join(', ')}.`, 'Use more characters, or the key.')
  }
}

export interface FieldConflict {
  field: string
  /** JSON values as the events hold them. */
  old: unknown
  new: unknown
  actorId: string | null
  at: Date
}

export class VersionConflictError extends DomainError {
  readonly code = 'VERSION_CONFLICT'
  constructor(
    readonly taskId: string,
    readonly currentVersion: number,
    readonly conflicts: FieldConflict[],
  ) {
    super(
      `Changed since you read it: ${conflicts.map((c) => c.field).join(', ')}.`,
      `Read the task again (version ${currentVersion}) and decide what to keep.`,
    )
  }
}

export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED'
  constructor(readonly key: string) {
    super(`The idempotency key "${key}" was used with other input.`, 'Use a new key for a new act.')
  }
}

export class AlreadyExistsError extends DomainError {
  readonly code = 'ALREADY_EXISTS'
  constructor(
    readonly field: string,
    readonly value: string,
    message = `${field} "${value}" is taken.`,
    hint = 'Choose another.',
  ) {
    super(message, hint)
  }
}

export class TaskBlockedError extends DomainError {
  readonly code = 'TASK_BLOCKED'
  constructor(
    readonly taskKey: string,
    readonly blockerIds: string[],
    readonly blockerKeys: string[],
    readonly holdReason: string | null,
  ) {
    super(
      holdReason === null
        ? `${taskKey} waits for ${blockerKeys.join(', ')}.`
        : `${taskKey} is on hold: ${holdReason}` + (blockerKeys.length ? ` It also waits for ${blockerKeys.join(', ')}.` : ''),
      blockerKeys.length
        ? `Complete ${blockerKeys.join(', ')} first, or take other work.`
        : 'Wait until the hold is released, or take other work.',
    )
  }
}

export class CriteriaUnmetError extends DomainError {
  readonly code = 'CRITERIA_UNMET'
  constructor(
    readonly taskKey: string,
    readonly criteria: { id: string; text: string; state: string }[],
  ) {
    super(
      `${taskKey} has ${criteria.length} criteria not met or unknown.`,
      'Mark each as met with evidence, or let an owner complete it with force and a reason.',
    )
  }
}

export class InvalidTransitionError extends DomainError {
  readonly code = 'INVALID_TRANSITION'
  constructor(
    readonly taskKey: string,
    readonly from: string,
    readonly move: string,
    hint: string,
  ) {
    super(`${taskKey} is ${from}: it cannot ${move}.`, hint)
  }
}

export class AlreadyClaimedError extends DomainError {
  readonly code = 'ALREADY_CLAIMED'
  constructor(
    readonly taskKey: string,
    readonly holderId: string,
    readonly holderHandle: string,
    readonly expiresAt: Date | null,
  ) {
    super(
      `${taskKey} is held by ${holderHandle}${expiresAt ? ` until ${expiresAt.toISOString()}` : ''}.`,
      'Take another ready task, or try again when the lease has run out.',
    )
  }
}

export class StaleClaimError extends DomainError {
  readonly code = 'STALE_CLAIM'
  constructor(
    readonly taskKey: string,
    readonly fence: number | null,
    readonly reason: string,
    readonly currentFence: number | null,
    readonly holderHandle: string | null,
  ) {
    super(
      `${fence === null ? 'There is no fence' : `Fence ${fence}`} for ${taskKey}: ${reason}.`,
      'Nothing was saved. Claim a task again before you go on.',
    )
  }
}

export class WipLimitError extends DomainError {
  readonly code = 'WIP_LIMIT'
  constructor(
    readonly limit: number,
    readonly heldKeys: string[],
  ) {
    super(`You hold ${heldKeys.length} of at most ${limit} tasks: ${heldKeys.join(', ')}.`, 'Complete or release one of them first.')
  }
}

export class BackingOffError extends DomainError {
  readonly code = 'BACKING_OFF'
  constructor(
    readonly taskKey: string,
    readonly failures: number,
    readonly retryAfterMs: number,
  ) {
    super(
      `You failed ${taskKey} ${failures} times in the same way.`,
      `Take other work, ask a question, or claim it again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    )
  }
}

export class DependencyCycleError extends DomainError {
  readonly code = 'DEPENDENCY_CYCLE'
  /** Keys (or client refs) along the cycle; the first is repeated at the end. */
  constructor(readonly path: string[]) {
    super(`This would close a cycle: ${path.join(' → ')}.`, 'Remove one of these dependencies first, or turn the new one round.')
  }
}

export class HasDependentsError extends DomainError {
  readonly code = 'HAS_DEPENDENTS'
  constructor(
    readonly taskKey: string,
    readonly dependentKeys: string[],
  ) {
    super(
      `${dependentKeys.join(', ')} depend${dependentKeys.length === 1 ? 's' : ''} on ${taskKey}.`,
      'Finish, cancel or detach them first.',
    )
  }
}

export class ProjectArchivedError extends DomainError {
  readonly code = 'PROJECT_ARCHIVED'
  constructor(readonly projectKey: string) {
    super(`${projectKey} is archived and read-only.`, 'An owner can make it active again.')
  }
}

export class QuestionClosedError extends DomainError {
  readonly code = 'QUESTION_CLOSED'
  constructor(
    readonly questionId: string,
    readonly state: string,
    readonly taskKey: string,
  ) {
    super(`The question about ${taskKey} is ${state} already.`, 'Read it again; write a context entry if there is more to say.')
  }
}

export class ProposalChangedError extends DomainError {
  readonly code = 'PROPOSAL_CHANGED'
  constructor(
    readonly projectKey: string,
    /** Of what would be done now. */
    readonly fingerprint: string,
  ) {
    super(
      `The proposal for ${projectKey} is not what it was: tasks, agents or their limits have changed since.`,
      'Look at a new dry run, and apply that.',
    )
  }
}

/** Whoever looks at an act before it is done said no, or could not answer. Nothing was changed. */
export class RefusedError extends DomainError {
  readonly code = 'REFUSED'
  /** @param by what refused, such as "the plugin csv-import" or "the hook pre-task" */
  constructor(
    readonly by: string,
    readonly reason: string,
  ) {
    super(`${by.charAt(0).toUpperCase()}${by.slice(1)} refused this: ${reason}`, 'Change what the reason names and send it again.')
  }
}

/** Who is asked for is not to blame, so the same may succeed later. What the plugin itself did until then is not undone. */
export class PluginFailedError extends DomainError {
  readonly code = 'PLUGIN_FAILED'
  constructor(
    readonly plugin: string,
    readonly reason: string,
  ) {
    super(`The plugin ${plugin} failed: ${reason}`, 'Try again; if it fails again, show this to an admin of the workspace.')
  }
}

export class LastOwnerError extends DomainError {
  readonly code = 'LAST_OWNER'
  constructor(readonly projectKey: string) {
    super(`${projectKey} would be without an owner.`, 'Make another member OWNER first.')
  }
}

export class ProjectChangedError extends DomainError {
  readonly code = 'PROJECT_CHANGED'
  constructor(
    readonly projectId: string,
    readonly currentVersion: number,
    readonly conflicts: FieldConflict[],
  ) {
    super(
      `Changed since you read it: ${conflicts.map((c) => c.field).join(', ')}.`,
      `Read the project again (version ${currentVersion}) and decide what to keep.`,
    )
  }
}

export class LastAdminError extends DomainError {
  readonly code = 'LAST_ADMIN'
  constructor(readonly handle: string) {
    super(`${handle} is the only admin.`, 'Make another person admin first.')
  }
}

export class UnauthenticatedError extends DomainError {
  readonly code = 'UNAUTHENTICATED'
  constructor(message = 'No valid session or token.') {
    super(message, 'Sign in, or send "Authorization: Bearer <token>".')
  }
}

export class UnavailableError extends DomainError {
  readonly code = 'UNAVAILABLE'
  constructor(readonly retryAfterMs = 500) {
    super('The database could not take this now; nothing was changed.', `Try again in ${retryAfterMs} ms.`)
  }
}
