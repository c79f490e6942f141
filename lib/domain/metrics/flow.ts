import type { Db, Dialect } from '#lib/db.ts'
import { grouped } from '../grouped.ts'
import type { TaskStatus } from '../task/types.ts'
import { blockedSql, completionsSql, movesSql, startsSql } from './flow-sql.ts'
import type { Measured } from './measure.ts'
import { daysOf } from './range.ts'
import type { Flow, FlowDay } from './types.ts'

type Reads = Pick<Db, '$queryRaw'>
type Figure = number | bigint
/** The day of what happened before the range. */
const BEFORE = ''

interface Move {
  of: string | null
  holder: string | null
  old: TaskStatus
  new: TaskStatus
  day: string
  count: Figure
}
interface Start {
  of: string
  status: TaskStatus
  day: string
  scopeDay: string
  count: Figure
}
interface Completions {
  of: string
  day: string
  count: Figure
  /** SQLite gives text where it computes. */
  last: Date | string
}
interface BlockedRow {
  of: string
  id: string
  hours: Figure
  total: Figure
  tasks: Figure
}

/**
 * How the work stood at the end of each day, for many projects or actors at once, in four statements: from the status with which
 * each task came into being and the changes of status that events recorded since. Deleted tasks are left out.
 * A task is its assignee's; while it is in progress it is that of whoever claimed or started it.
 */
export async function flow(reads: Reads, dialect: Dialect, asked: Measured, now: Date): Promise<Map<string, Flow>> {
  if (!asked.ids.length) return new Map()
  const [moves, starts, completions, blocked] = await Promise.all([
    reads.$queryRaw<Move[]>(movesSql(dialect, asked)),
    reads.$queryRaw<Start[]>(startsSql(dialect, asked)),
    reads.$queryRaw<Completions[]>(completionsSql(dialect, asked)),
    reads.$queryRaw<BlockedRow[]>(blockedSql(dialect, asked, now < asked.range.to ? now : asked.range.to)),
  ])
  const tallies = new Map(asked.ids.map((id) => [id, new Tally()]))
  const add = (of: string | null, what: Counted, day: string, count: number) => tallies.get(of ?? '')?.add(what, day, count)
  for (const row of starts) {
    const count = Number(row.count)
    add(row.of, row.status, row.day, count)
    if (row.status !== 'CANCELLED') add(row.of, 'SCOPE', row.scopeDay, count)
  }
  for (const row of moves) {
    const count = Number(row.count)
    add(row.old === 'IN_PROGRESS' ? row.holder : row.of, row.old, row.day, -count)
    add(row.new === 'IN_PROGRESS' ? row.holder : row.of, row.new, row.day, count)
    if (row.new === 'CANCELLED') add(row.of, 'SCOPE', row.day, -count)
    if (row.old === 'CANCELLED') add(row.of, 'SCOPE', row.day, count)
  }
  for (const row of completions) add(row.of, 'DONE', row.day, Number(row.count))
  const days = daysOf(asked.range)
  const blockedOf = grouped(blocked, (row) => row.of)
  const completionsOf = grouped(completions, (row) => row.of)
  return new Map(
    [...tallies].map(([id, tally]) => {
      const lastCompletedAt = latest(completionsOf.get(id) ?? [])
      return [id, { days: tally.over(days), lastCompletedAt, blocked: blockedTime(blockedOf.get(id) ?? []) }]
    }),
  )
}

type Counted = TaskStatus | 'SCOPE' | 'DONE'

/** What came and went on each day, for sums over the days. */
class Tally {
  readonly #changes = new Map<string, number>()

  add(what: Counted, day: string, count: number) {
    const key = what + day
    this.#changes.set(key, (this.#changes.get(key) ?? 0) + count)
  }

  over(days: string[]): FlowDay[] {
    const sums = { SCOPE: 0, DONE: 0, IN_PROGRESS: 0, BLOCKED: 0 }
    const step = (day: string) => {
      for (const what of ['SCOPE', 'DONE', 'IN_PROGRESS', 'BLOCKED'] as const) sums[what] += this.#changes.get(what + day) ?? 0
    }
    step(BEFORE)
    return days.map((day) => {
      step(day)
      return { day, scope: sums.SCOPE, completed: sums.DONE, inProgress: sums.IN_PROGRESS, blocked: sums.BLOCKED }
    })
  }
}

function latest(completions: Completions[]) {
  const last = Math.max(...completions.map((row) => new Date(row.last).getTime()))
  return completions.length ? new Date(last) : null
}

function blockedTime(rows: BlockedRow[]): Flow['blocked'] {
  const hours = (value: Figure) => Math.round(Number(value) * 1e4) / 1e4
  const [first] = rows
  return {
    totalHours: hours(first?.total ?? 0),
    tasks: Number(first?.tasks ?? 0),
    longest: rows.map((row) => ({ taskId: row.id, hours: hours(row.hours) })),
  }
}
