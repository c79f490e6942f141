import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { ORDERS, PRESENCES } from './order.ts'

export const address = {
  /** The handle of the agent in the panel. */
  agent: parseAsString,
  view: parseAsStringLiteral(['table', 'cards']).withDefault('table'),
  sort: parseAsStringLiteral(ORDERS).withDefault('presence'),
  presence: parseAsArrayOf(parseAsStringLiteral(PRESENCES)).withDefault([]),
  /** Capabilities: those who have all of them. */
  can: parseAsArrayOf(parseAsString).withDefault([]),
  retired: parseAsBoolean.withDefault(false),
  dialog: parseAsStringLiteral(['connect', 'coordinate']),
}
