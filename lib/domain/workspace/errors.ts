import { DomainError } from '#lib/errors.ts'

export class LastAdminError extends DomainError {
  readonly code = 'LAST_ADMIN'
  constructor(readonly handle: string) {
    super(`${handle} is the only admin.`, 'Make another person admin first.')
  }
}
