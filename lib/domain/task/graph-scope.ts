import { Prisma } from '#lib/db.ts'
import type { DependencyKind } from '../dependency/types.ts'
import { isOneOf } from './filter.ts'
import type { TaskRow, TaskStatus } from './types.ts'

/** `from` is the blocker or parent, `to` the dependent or child. `isOpen`: it gates now. */
export interface GraphEdge {
  id: string
  from: string
  to: string
  kind: DependencyKind
  isOpen: boolean
}

export interface TaskGraph {
  nodes: TaskRow[]
  edges: GraphEdge[]
  truncated: boolean
  /** What was left out, by status. */
  groups: { status: TaskStatus; count: number }[]
}

/** What is asked of one project. */
export interface GraphScope {
  projectId: string
  kinds: readonly DependencyKind[]
  includeDone: boolean
  first: number
  /** Only tasks that fit; a task in the middle is shown all the same. */
  narrowed: { statuses: TaskStatus[]; conditions: Prisma.Sql[] } | null
}

/** What a task of a set must fit besides, as the list of tasks has it. */
export function fitting({ projectId, narrowed }: GraphScope): Prisma.Sql {
  if (!narrowed) return Prisma.sql`1 = 1`
  if (narrowed.statuses.length === 0) return Prisma.sql`1 = 0`
  return Prisma.sql`t."id" IN (SELECT "id" FROM "Task" WHERE ${Prisma.join([Prisma.sql`"projectId" = ${projectId}`, isOneOf(narrowed.statuses), ...narrowed.conditions], ' AND ')})`
}

/** PostgreSQL compares an enum with a literal, so each kind is one. */
export const kindList = (kinds: readonly DependencyKind[]) => Prisma.join(kinds.map((kind) => Prisma.raw(`'${kind}'`)))
