import type { Db } from '#lib/db.ts'

/** The open tasks of a project, by number, and which gates which. A task is its position in `ids`. */
export interface OpenGraph {
  ids: readonly string[]
  /** What is left to do of each; a task without an estimate counts as `usualHours`. */
  hours: Float64Array
  /** The median of the project's estimates, or 1. */
  usualHours: number
  /** Whom each gates, and by whom it is gated. */
  dependents: Neighbours
  blockers: Neighbours
}

/** Lists of positions in one array: those of item `i` stand from `start[i]` to `start[i + 1]`. */
export interface Neighbours {
  start: Int32Array
  list: Int32Array
}

export const neighboursOf = ({ start, list }: Neighbours, item: number) => list.subarray(start[item], start[item + 1])

const ID = 8

/** Raw: the database strings each list together, because a row an edge would cost ten times as much to hand over as to read. */
export async function readOpenGraph(reads: Pick<Db, '$queryRaw'>, projectId: string): Promise<OpenGraph> {
  const [tasks, edges, usual] = await Promise.all([
    reads.$queryRaw<{ all: string | null }[]>`
      SELECT string_agg("id" || "number" || ':' || COALESCE(CAST("estimatedHours" AS TEXT), ''), ',') AS "all" FROM "Task"
      WHERE "projectId" = ${projectId} AND "status" IN ('PENDING', 'BLOCKED', 'IN_PROGRESS') AND "deletedAt" IS NULL`,
    reads.$queryRaw<{ all: string | null }[]>`
      SELECT string_agg("dependsOnId" || "taskId", '') AS "all" FROM "Dependency"
      WHERE "projectId" = ${projectId} AND "kind" = 'BLOCKS' AND "releasedAt" IS NULL`,
    reads.$queryRaw<{ hours: number | null }[]>`
      SELECT avg("hours") AS "hours" FROM (
        SELECT "estimatedHours" AS "hours", row_number() OVER (ORDER BY "estimatedHours") AS "rank", count(*) OVER () AS "all"
        FROM "Task" WHERE "projectId" = ${projectId} AND "deletedAt" IS NULL AND "estimatedHours" IS NOT NULL) AS "ranked"
      WHERE 2 * "rank" BETWEEN "all" AND "all" + 2`,
  ])
  return openGraph(tasks[0]?.all ?? '', edges[0]?.all ?? '', usual[0]?.hours ?? 1)
}

/** @param edges pairs of ids, blocker first; those that touch a task that is not open are left out */
function openGraph(tasks: string, edges: string, usualHours: number): OpenGraph {
  const rows = tasks === '' ? [] : tasks.split(',').map(taskOf)
  rows.sort((a, b) => a.number - b.number)
  const ids = rows.map((row) => row.id)
  const position = new Map(ids.map((id, i) => [id, i]))
  const from = new Int32Array(edges.length / (2 * ID))
  const to = new Int32Array(from.length)
  let count = 0
  for (let at = 0; at < edges.length; at += 2 * ID) {
    const blocker = position.get(edges.slice(at, at + ID))
    const dependent = position.get(edges.slice(at + ID, at + 2 * ID))
    if (blocker === undefined || dependent === undefined) continue
    from[count] = blocker
    to[count++] = dependent
  }
  return {
    ids,
    hours: Float64Array.from(rows, (row) => row.hours ?? usualHours),
    usualHours,
    dependents: neighbours(ids.length, from.subarray(0, count), to),
    blockers: neighbours(ids.length, to.subarray(0, count), from),
  }
}

function taskOf(text: string) {
  const colon = text.indexOf(':')
  const hours = text.slice(colon + 1)
  return { id: text.slice(0, ID), number: Number(text.slice(ID, colon)), hours: hours === '' ? null : Number(hours) }
}

export function neighbours(count: number, from: Int32Array, to: Int32Array): Neighbours {
  const start = new Int32Array(count + 1)
  for (const item of from) start[item + 1] = (start[item + 1] ?? 0) + 1
  for (let item = 0; item < count; item++) start[item + 1] = (start[item + 1] ?? 0) + (start[item] ?? 0)
  const next = start.slice()
  const list = new Int32Array(from.length)
  for (let edge = 0; edge < from.length; edge++) {
    const item = from[edge] ?? 0
    const at = next[item] ?? 0
    list[at] = to[edge] ?? 0
    next[item] = at + 1
  }
  return { start, list }
}
