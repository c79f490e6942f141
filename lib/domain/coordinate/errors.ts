import { DomainError } from '#lib/errors.ts'

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
