import { Prisma, type Tx } from '#lib/db.ts'
import { columnList, orderBy, orderInRange, ranges } from '../keyset.ts'
import type { CursorValue } from '../page.ts'
import { TASK_ORDERS } from '../task/orders.ts'
import type { TaskRow } from '../task/types.ts'
import { fits, type Wish } from './next-wish.ts'

const { columns } = TASK_ORDERS.READY
/** How many rows of the index a statement looks at: few at first, because the first one fits most of the time. */
const STEPS = [16, 128, 512] as const
const reversed = columns.map((column) => ({ ...column, desc: !('desc' in column && column.desc) }))

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
  for (let step = 0; step < steps; step++) {
    const size = STEPS[Math.min(step, STEPS.length - 1)] ?? 512
    const rows = await tx.$queryRaw<(TaskRow & { turn: number; seen: bigint | number })[]>(
      stepOf(projectId, wish, now, { from, size, take, withAssigned: step === 0 }),
    )
    const found = rows.filter(({ turn }) => Number(turn) < LAST)
    const last = rows.find(({ turn }) => Number(turn) === LAST)
    const isOver = !last || Number(last.seen) < size
    if (found.length || isOver) return { found: found.slice(0, take), from, isOver }
    from = columns.map(({ name }) => cursorOf(last[name]))
    await pause?.()
  }
  return { found: [], from, isOver: false }
}

const ASSIGNED = 0
const UNASSIGNED = 1
/** The last row that was looked at, whether it fits or not. */
const LAST = 2

function stepOf(
  projectId: string,
  wish: Wish,
  now: Date,
  { from, size, take, withAssigned }: { from: Place; size: number; take: number; withAssigned: boolean },
) {
  const suits = fits(wish, now)
  const ready = Prisma.sql`"projectId" = ${projectId} AND "status" = 'PENDING'`
  const pieces = ranges(columns, from).map(
    (range) => Prisma.sql`SELECT * FROM (
      SELECT ${columnList(columns)} FROM "Task" WHERE ${ready} AND ${range} ${orderInRange(columns)} LIMIT ${size}) AS "range"`,
  )
  const assigned = Prisma.sql`SELECT * FROM (
    SELECT ${ASSIGNED} AS "turn", 0 AS "seen", "Task".* FROM "Task"
    WHERE "assigneeId" = ${wish.actorId} AND ${ready} AND ${suits} ${orderBy(columns)} LIMIT ${take}) AS "assigned" UNION ALL`
  return Prisma.sql`
    WITH "step"("rank", "waiting", "since", "ref") AS MATERIALIZED (
      SELECT * FROM (${Prisma.join(pieces, ' UNION ALL ')}) AS "merged" ${orderBy(columns)} LIMIT ${size})
    ${withAssigned ? assigned : Prisma.empty}
    SELECT * FROM (
      SELECT ${UNASSIGNED} AS "turn", 0 AS "seen", "Task".* FROM "step" JOIN "Task" ON "Task"."id" = "step"."ref"
      WHERE "assigneeId" IS NULL AND ${suits} ${orderBy(columns)} LIMIT ${take}) AS "unassigned"
    UNION ALL SELECT * FROM (
      SELECT ${LAST} AS "turn", (SELECT count(*) FROM "step") AS "seen", "Task".* FROM "step" JOIN "Task" ON "Task"."id" = "step"."ref"
      ${orderBy(reversed)} LIMIT 1) AS "last"`
}

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
