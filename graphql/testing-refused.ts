import { expect } from 'vitest'
import { ERROR_CODES } from '#lib/errors.ts'

/** How every refusal looks, whatever it is about. */
export const refused = (type: string, code: string) => ({
  __typename: type,
  code,
  message: expect.stringMatching(/\S/),
  hint: expect.stringMatching(/\S/),
  retryable: ERROR_CODES[code as keyof typeof ERROR_CODES].retryable,
})
