import { parseAsString, parseAsStringLiteral } from 'nuqs/server'

export const RESULTS = ['CREATED', 'UPDATED', 'UNCHANGED', 'SKIPPED'] as const
export type Result = (typeof RESULTS)[number]

export const address = {
  id: parseAsString,
  /** The project that was looked at before: the file goes there unless another is chosen. */
  project: parseAsString,
  result: parseAsStringLiteral(RESULTS),
  finding: parseAsString,
}
