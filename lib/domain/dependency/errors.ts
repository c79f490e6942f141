import { DomainError } from '#lib/errors.ts'

export class DependencyCycleError extends DomainError {
  readonly code = 'DEPENDENCY_CYCLE'
  /** Keys (or client refs) along the cycle; the first is repeated at the end. */
  constructor(readonly path: string[]) {
    super(`This would close a cycle: ${path.join(' → ')}.`, 'Remove one of these dependencies first, or turn the new one round.')
  }
}
