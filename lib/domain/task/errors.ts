import { DomainError, type FieldConflict } from '#lib/errors.ts'

export class AmbiguousError extends DomainError {
  readonly code = 'AMBIGUOUS'
  constructor(
    readonly ref: string,
    readonly candidates: string[],
  ) {
    super(`"${ref}" fits several tasks: ${candidates.join(', ')}.`, 'Use more characters, or the key.')
  }
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
      `${taskKey} has ${criteria.length} ${criteria.length === 1 ? 'criterion' : 'criteria'} not met or unknown.`,
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
