import { parseAsArrayOf, parseAsString, parseAsStringLiteral, type inferParserType } from 'nuqs/server'
import { searchParams } from '../tasks/search-params.ts'

export const BY = ['status', 'assignee', 'priority'] as const

/** The filters are those of the list, so that a view of one is a view of the other. */
export const boardParams = {
  ...searchParams,
  by: parseAsStringLiteral(BY).withDefault('status'),
  /** Columns shown as their heads alone. */
  folded: parseAsArrayOf(parseAsString).withDefault(['cancelled']),
  /** The one column that a phone shows. */
  column: parseAsString.withDefault(''),
}
export type BoardState = inferParserType<typeof boardParams>
