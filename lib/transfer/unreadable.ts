import { InvalidInputError } from '#lib/errors.ts'

/** The whole file is not what its format says; nothing was written. */
export class UnreadableFileError extends InvalidInputError {
  constructor(reason: string) {
    super([{ field: 'file', message: reason }])
  }
}
