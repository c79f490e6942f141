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
import { isRange } from './ranges.ts'

export const ORDERS = ['READY', 'PRIORITY', 'UPDATED', 'NEWEST', 'OLDEST', 'DEADLINE', 'TITLE', 'KEY'] as const
export type Order = (typeof ORDERS)[number]
export const GROUPINGS = ['status', 'priority', 'assignee', 'tag', 'parent', 'none'] as const
export type Grouping = (typeof GROUPINGS)[number]
/** What can be shown beside status and title. */
export const COLUMNS = ['key', 'tags', 'waits', 'frees', 'priority', 'assignee', 'lease', 'estimate', 'deadline', 'updated'] as const
export type Column = (typeof COLUMNS)[number]
const USUAL: Column[] = ['key', 'tags', 'waits', 'frees', 'priority', 'assignee', 'lease', 'estimate', 'updated']
export const OPEN: TaskStatus[] = ['IN_PROGRESS', 'PENDING', 'BLOCKED']

/** Values stand in the address in small letters: `?status=blocked&order=updated`. */
function lower<const T extends string>(values: readonly T[]) {
  return createParser({
    parse: (text) => values.find((value) => value === text.toUpperCase()) ?? null,
    serialize: (value: T) => value.toLowerCase(),
  })
}

const range = createParser({ parse: (text) => (isRange(text) ? text : null), serialize: (text: string) => text })

export const searchParams = {
  q: parseAsString.withDefault(''),
  status: parseAsArrayOf(lower(STATUSES)).withDefault([]),
  priority: parseAsArrayOf(lower(PRIORITIES)).withDefault([]),
  /** Handles; `none` is unassigned, `me` whoever looks. */
  assignee: parseAsArrayOf(parseAsString).withDefault([]),
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  ready: parseAsBoolean.withDefault(false),
  blocked: parseAsBoolean.withDefault(false),
  deadline: range,
  created: range,
  updated: range,
  deleted: parseAsBoolean.withDefault(false),
  order: lower(ORDERS).withDefault('READY'),
  group: parseAsStringLiteral(GROUPINGS).withDefault('status'),
  cols: parseAsArrayOf(parseAsStringLiteral(COLUMNS)).withDefault(USUAL),
  density: parseAsStringLiteral(['compact', 'comfortable']).withDefault('compact'),
  /** Groups that are folded, by their values. */
  folded: parseAsArrayOf(parseAsString).withDefault([]),
}
export type ListState = inferParserType<typeof searchParams>
export type SetState = (change: { [Name in keyof ListState]?: ListState[Name] | null } | null) => Promise<URLSearchParams>

export const NO_FILTERS = {
  q: '',
  status: [],
  priority: [],
  assignee: [],
  tag: [],
  ready: false,
  blocked: false,
  deadline: null,
  created: null,
  updated: null,
  deleted: false,
} satisfies Partial<ListState>

const serialize = createSerializer(searchParams)

/** The address of this list with other filters; order, grouping, columns and density stay. */
export function linkTo({ order, group, cols, density }: ListState, filters: Partial<ListState>) {
  return serialize('', { order, group, cols, density, ...filters }) || '?'
}

/** The filters of a list as an address, to see whether two are the same. */
export const filtersOf = (state: Partial<ListState>) =>
  serialize('', Object.fromEntries(Object.keys(NO_FILTERS).map((key) => [key, state[key as keyof typeof NO_FILTERS]])))
