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

export interface FieldConflict {
  field: string
  /** JSON values as the events hold them. */
  old: unknown
  new: unknown
  actorId: string | null
  at: Date
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
