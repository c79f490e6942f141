import { DomainError, type FieldConflict } from '#lib/errors.ts'

export class ProjectArchivedError extends DomainError {
  readonly code = 'PROJECT_ARCHIVED'
  constructor(readonly projectKey: string) {
    super(`${projectKey} is archived and read-only.`, 'An owner can make it active again.')
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
