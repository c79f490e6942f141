import {
  createParser,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server'
import type { VariablesOf } from '#app/_graphql/graphql.ts'
import { boundsOf } from '#app/projects/[key]/tasks/ranges.ts'
import { searchParams } from '#app/projects/[key]/tasks/search-params.ts'
import type { GraphDocument } from './documents.ts'

export const NOTES = ['PARENT', 'RELATED', 'DUPLICATES', 'DISCOVERED_FROM'] as const
export type Note = (typeof NOTES)[number]

const note = createParser({
  parse: (text) => NOTES.find((kind) => kind === text.toUpperCase().replace('-', '_')) ?? null,
  serialize: (kind: Note) => kind.toLowerCase().replace('_', '-'),
})

/** What the address of the graph page says; its filters are those of the list, so that a view of one is a view of the other. */
export const address = {
  ...searchParams,
  task: parseAsString,
  around: parseAsString,
  direction: parseAsStringLiteral(['both', 'upstream', 'downstream']).withDefault('both'),
  depth: parseAsInteger,
  done: parseAsBoolean.withDefault(false),
  linked: parseAsBoolean.withDefault(false),
  critical: parseAsBoolean.withDefault(false),
  /** Which kinds besides those that gate. */
  notes: parseAsArrayOf(note).withDefault([]),
  /** Groups of finished work that are opened, by the key of their first task. */
  unfold: parseAsArrayOf(parseAsString).withDefault([]),
  /** Draw it however much it is. */
  all: parseAsBoolean.withDefault(false),
  way: parseAsStringLiteral(['right', 'down']).withDefault('right'),
  view: parseAsStringLiteral(['graph', 'table']).withDefault('graph'),
}
export type Asked = inferParserType<typeof address>
export type Change = (
  value: { [Name in keyof Asked]?: Asked[Name] | null } | null,
  options?: { history?: 'push' | 'replace' },
) => Promise<URLSearchParams>

const DIRECTION = { both: 'BOTH', upstream: 'UPSTREAM', downstream: 'DOWNSTREAM' } as const
const MOST_TASKS = 2_000
const MOST_ROWS = 5_000

type Variables = VariablesOf<typeof GraphDocument>

export function graphVariables(project: string, asked: Asked, now: number): Variables {
  const { around, direction, depth, done, notes, view } = asked
  const which = around ? { task: around, direction: DIRECTION[direction], ...(depth ? { depth } : {}) } : { project }
  const filter = filterOf(asked, now)
  return {
    project,
    input: {
      ...which,
      ...(done && { includeDone: true }),
      ...(notes.length && { kinds: ['BLOCKS', ...notes] }),
      ...(Object.keys(filter).length && { filter }),
      first: view === 'table' ? MOST_ROWS : MOST_TASKS,
    },
  }
}

type Filter = NonNullable<Variables['input']['filter']>

function filterOf(asked: Asked, now: number): Filter {
  const people = asked.assignee.filter((handle) => handle !== 'none' && handle !== 'me')
  const [deadline, created, updated] = [asked.deadline, asked.created, asked.updated].map((range) => boundsOf(range, now))
  return {
    ...(asked.q.trim() && { text: asked.q.trim() }),
    ...(asked.status.length && { status: asked.status }),
    ...(asked.priority.length && { priority: asked.priority }),
    ...(people.length && { assignee: people }),
    ...(asked.assignee.includes('none') && { unassigned: true }),
    ...(asked.assignee.includes('me') && { mine: true }),
    ...(asked.tag.length && { tags: asked.tag }),
    ...(asked.ready && { ready: true }),
    ...(asked.blocked && { hasOpenBlockers: true }),
    ...(deadline?.after && { deadlineAfter: deadline.after }),
    ...(deadline?.before && { deadlineBefore: deadline.before }),
    ...(created?.after && { createdAfter: created.after }),
    ...(created?.before && { createdBefore: created.before }),
    ...(updated?.after && { updatedAfter: updated.after }),
    ...(updated?.before && { updatedBefore: updated.before }),
  }
}
