import { dialect, Prisma, type Tx } from '#lib/db.ts'
import { orderBy, orderInRange, ranges } from '../keyset.ts'
import type { CursorValue } from '../page.ts'
import { TASK_ORDERS } from '../task/orders.ts'
import type { TaskRow } from '../task/types.ts'
import { fits, type Wish } from './next-wish.ts'

const { columns } = TASK_ORDERS.READY
/** How many rows of the index are looked at: few at first, because the first one fits most of the time, then more in each step. */
const FIRST = 16
const STEPS = [128, 512] as const

/** A place in the ready order, after which a walk goes on; null is the beginning. */
export type Place = readonly CursorValue[] | null

export interface Walk {
  /** Fitting tasks, those assigned to the actor first, then unassigned ones in ready order. */
  found: TaskRow[]
  /** Where the step began that found them, or where the walk stopped. */
  from: Place
  /** Whether all ready tasks have been looked at. */
  isOver: boolean
}

interface Options {
  from?: Place
  /** How many are wanted. */
  take?: number
  /** How many steps it goes at most. */
  steps?: number
  /** Awaited between steps, so that a long walk outside a transaction lets others run. */
  pause?: () => Promise<unknown>
}

/** Walks the ready tasks of a project in their order, in steps, until some fit. */
export async function walk(tx: Pick<Tx, '$queryRaw'>, projectId: string, wish: Wish, now: Date, options: Options = {}): Promise<Walk> {
  const { take = 1, steps = Infinity, pause } = options
  let from = options.from ?? null
  const at = { projectId, suits: fits(wish, now), take }
  const first = await tx.$queryRaw<TaskRow[]>(Prisma.sql`${assigned(at, wish)} UNION ALL ${unassigned(range(at, from, FIRST), at)}`)
  if (first.length) return { found: first.slice(0, take), from, isOver: false }
  for (let step = 0; step < steps; step++) {
    const size = STEPS[Math.min(step, STEPS.length - 1)] ?? 0
    const rows = await tx.$queryRaw<(TaskRow & { seen: bigint | number })[]>(stepOf(at, from, size))
    const last = rows.find(({ seen }) => Number(seen) > 0)
    const found = rows.filter((row) => row !== last)
    const isOver = !last || Number(last.seen) < size
    if (found.length || isOver) return { found, from, isOver }
    from = columns.map(({ name }) => cursorOf(last[name]))
    await pause?.()
  }
  return { found: [], from, isOver: false }
}

interface At {
  projectId: string
  suits: Prisma.Sql
  take: number
}

const assigned = ({ projectId, suits, take }: At, { actorId }: Wish) => Prisma.sql`SELECT * FROM (
  SELECT 0 AS "seen", "Task".* FROM (SELECT "id" AS "ref" FROM "Task" WHERE "assigneeId" = ${actorId} AND "status" = 'PENDING') AS "own"
  ${tasksOf('own')} AND "projectId" = ${projectId} AND ${suits} ${orderBy(columns)} LIMIT ${take}) AS "assigned"`

const unassigned = (some: Prisma.Sql, { suits, take }: At) => Prisma.sql`SELECT * FROM (
  SELECT 0 AS "seen", "Task".* FROM ${some} ${tasksOf('step')} AND "assigneeId" IS NULL AND ${suits} ${orderBy(columns)} LIMIT ${take}) AS "unassigned"`

/**
 * Joins the task of each "ref", looked up one by one: left to themselves, SQLite walks all that is ready for the sake of the order, and
 * PostgreSQL reads the whole table (88 ms instead of 1 among 2,000 tasks, measured before its first ANALYZE).
 */
function tasksOf(table: 'own' | 'step') {
  const ref = Prisma.raw(`"${table}"."ref"`)
  if (dialect() === 'postgres')
    return Prisma.sql`CROSS JOIN LATERAL (SELECT * FROM "Task" WHERE "id" = ${ref} OFFSET 0) AS "Task" WHERE TRUE`
  return Prisma.sql`CROSS JOIN "Task" WHERE "Task"."id" = ${ref}`
}

/** The next ready tasks after a place, as a table "step". */
function range({ projectId }: Pick<At, 'projectId'>, from: Place, size: number) {
  const pieces = ranges(columns, from).map(
    (part) => Prisma.sql`SELECT * FROM (
      SELECT "id" AS "ref", "effectivePriority" AS "rank", "openDependents" AS "waiting", "createdAt" AS "since" FROM "Task"
      WHERE "projectId" = ${projectId} AND "status" = 'PENDING' AND ${part} ${orderInRange(columns)} LIMIT ${size}) AS "range"`,
  )
  const [only] = pieces
  if (pieces.length === 1 && only) return Prisma.sql`(${only}) AS "step"`
  return Prisma.sql`(SELECT * FROM (${Prisma.join(pieces, ' UNION ALL ')}) AS "merged"
    ORDER BY "rank" DESC, "waiting" DESC, "since", "ref" LIMIT ${size}) AS "step"`
}

/** Beside what fits, the last row that was looked at, from which the next step goes on: the one with "seen". */
const stepOf = (at: At, from: Place, size: number) => Prisma.sql`
  WITH "looked" AS MATERIALIZED (SELECT * FROM ${range(at, from, size)})
  ${unassigned(Prisma.sql`"looked" AS "step"`, at)}
  UNION ALL SELECT (SELECT count(*) FROM "looked") AS "seen", "Task".* FROM "Task" WHERE "id" = (
    SELECT "ref" FROM "looked" ORDER BY "rank", "waiting", "since" DESC, "ref" DESC LIMIT 1)`

const cursorOf = (value: Date | number | string) => (value instanceof Date ? value.toISOString() : value)

/** Which of two tasks of different projects an actor takes first. */
export function compareReady(actorId: string, a: TaskRow, b: TaskRow): number {
  const turns = Number(b.assigneeId === actorId) - Number(a.assigneeId === actorId)
  return (
    turns ||
    b.effectivePriority - a.effectivePriority ||
    b.openDependents - a.openDependents ||
    a.createdAt.getTime() - b.createdAt.getTime() ||
    (a.id < b.id ? -1 : 1)
  )
}
