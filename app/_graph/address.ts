import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server'

/** What the address of the graph page says. The selection, the view and the filters survive a reload and can be sent on. */
export const address = {
  task: parseAsString,
  around: parseAsString,
  direction: parseAsStringLiteral(['both', 'upstream', 'downstream']).withDefault('both'),
  depth: parseAsInteger,
  done: parseAsBoolean.withDefault(false),
  linked: parseAsBoolean.withDefault(false),
  critical: parseAsBoolean.withDefault(false),
  view: parseAsStringLiteral(['graph', 'table']).withDefault('graph'),
}

interface Asked {
  around: string | null
  direction: 'both' | 'upstream' | 'downstream'
  depth: number | null
  done: boolean
}
const DIRECTION = { both: 'BOTH', upstream: 'UPSTREAM', downstream: 'DOWNSTREAM' } as const
const MOST_TASKS = 2000

export function graphVariables(project: string, { around, direction, depth, done }: Asked) {
  const which = around ? { task: around, direction: DIRECTION[direction], ...(depth ? { depth } : {}) } : { project }
  return { project, input: { ...which, includeDone: done, first: MOST_TASKS } }
}
