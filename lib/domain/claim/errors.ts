import { DomainError } from '#lib/errors.ts'

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
