import { DomainError, ERROR_CODES, type ErrorCode } from '#lib/errors.ts'

/** A refusal as data: all that its class holds, under its code. */
export interface StoredError {
  code: ErrorCode
  message: string
  hint: string
  retryable: boolean
}

/** Whether a caller expects it as an answer; what is no refusal of a rule concerns the whole request. */
export const isRefusal = (error: unknown): error is DomainError => error instanceof DomainError && ERROR_CODES[error.code].where === 'union'

/** A refusal as JSON that keeps moments as moments. */
export function storeError(error: DomainError): string {
  const { message, hint, code, retryable } = error
  return JSON.stringify({ ...error, message, hint, code, retryable }, function (this: Record<string, unknown>, key, value: unknown) {
    const given = this[key]
    return given instanceof Date ? { [MOMENT]: given.toISOString() } : value
  })
}

export function readError(text: string): StoredError {
  return JSON.parse(text, (_, value: unknown) => {
    const isMoment = typeof value === 'object' && value !== null && MOMENT in value
    return isMoment ? new Date(String(value[MOMENT])) : value
  }) as StoredError
}

const MOMENT = '$moment'
