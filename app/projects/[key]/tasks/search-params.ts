import {
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server'
import { PRIORITIES, STATUSES, type TaskStatus } from '#app/_ui/status.tsx'

export const ORDERS = ['READY', 'PRIORITY', 'UPDATED', 'NEWEST', 'OLDEST', 'DEADLINE', 'TITLE', 'KEY'] as const
export type Order = (typeof ORDERS)[number]
export const SIZES = ['25', '50', '100'] as const
export const OPEN: TaskStatus[] = ['IN_PROGRESS', 'PENDING', 'BLOCKED']

/** Values stand in the address in small letters: `?status=blocked&order=updated`. */
function lower<const T extends string>(values: readonly T[]) {
  return createParser({
    parse: (text) => values.find((value) => value === text.toUpperCase()) ?? null,
    serialize: (value: T) => value.toLowerCase(),
  })
}

export const searchParams = {
  q: parseAsString.withDefault(''),
  status: parseAsArrayOf(lower(STATUSES)).withDefault([]),
  priority: parseAsArrayOf(lower(PRIORITIES)).withDefault([]),
  /** Handles; `none` is unassigned. */
  assignee: parseAsArrayOf(parseAsString).withDefault([]),
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  ready: parseAsBoolean.withDefault(false),
  blocked: parseAsBoolean.withDefault(false),
  order: lower(ORDERS).withDefault('READY'),
  group: parseAsStringLiteral(['status', 'none']).withDefault('status'),
  size: parseAsStringLiteral(SIZES).withDefault('50'),
}
export type ListState = inferParserType<typeof searchParams>

export const NO_FILTERS: Partial<ListState> = { q: '', status: [], priority: [], assignee: [], tag: [], ready: false, blocked: false }

const serialize = createSerializer(searchParams)

/** The address of this list with other filters; order, grouping and size stay. */
export function linkTo(state: ListState, filters: Partial<ListState>) {
  const { order, group, size } = state
  return serialize('', { order, group, size, ...filters }) || '?'
}
