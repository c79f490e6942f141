import { Prisma } from '#lib/db.ts'
import type { DependencyKind } from '../dependency/types.ts'
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
}

/** PostgreSQL compares an enum with a literal, so each kind is one. */
export const kindList = (kinds: readonly DependencyKind[]) => Prisma.join(kinds.map((kind) => Prisma.raw(`'${kind}'`)))
