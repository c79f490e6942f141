import { DomainError } from '#lib/errors.ts'

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
