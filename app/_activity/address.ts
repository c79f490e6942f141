import { createParser, parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import type { VariablesOf } from '#app/_graphql/graphql.ts'
import type { ActivityDocument } from './documents.ts'
import { ALL_ACTIONS } from './groups.ts'
import type { Action } from './words.ts'

/** A day in UTC, such as 2026-01-31. */
const parseAsDay = createParser({
  parse: (text) => (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null),
  serialize: (day: string) => day,
})

export const address = {
  /** A handle. */
  actor: parseAsString,
  action: parseAsArrayOf(parseAsStringLiteral(ALL_ACTIONS)).withDefault([]),
  /** A key. */
  task: parseAsString,
  from: parseAsDay,
  to: parseAsDay,
  /** Whether rows say from where, for those who may see it. */
  origin: parseAsBoolean.withDefault(false),
}

export interface Asked {
  actor: string | null
  action: Action[]
  task: string | null
  from: string | null
  to: string | null
}

export type EventFilter = NonNullable<VariablesOf<typeof ActivityDocument>['filter']>

const DAY_MS = 24 * 3600_000

/** Both days belong to the range. */
export function filterOf({ actor, action, task, from, to }: Asked): EventFilter {
  return {
    ...(actor && { actor }),
    ...(action.length > 0 && { actions: action }),
    ...(task && { task }),
    ...(from && { createdAfter: new Date(from).toISOString() }),
    ...(to && { createdBefore: new Date(Date.parse(to) + DAY_MS).toISOString() }),
  }
}
