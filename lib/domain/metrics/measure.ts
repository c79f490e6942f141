import { type Db, type Dialect, Prisma } from '#lib/db.ts'
import { grouped } from '../grouped.ts'
import { daysOf, type Range } from './range.ts'
import { DISTRIBUTION_HOURS, type Metrics, type Spread } from './types.ts'

export interface Measured {
  by: 'project' | 'actor'
  ids: readonly string[]
  /** Only in these projects; null: in all. */
  projects: readonly string[] | null
  range: Range
}

type Reads = Pick<Db, '$queryRaw'>
type Figure = number | bigint | null

/**
 * Measures many projects or actors at once, in four statements. The work on a task is its assignee's.
 * Raw, because Prisma knows neither percentiles nor days.
 */
export async function measure(reads: Reads, dialect: Dialect, asked: Measured): Promise<Map<string, Metrics>> {
  if (!asked.ids.length) return new Map()
  const [totals, days, claims, spans] = await Promise.all([
    reads.$queryRaw<TotalsRow[]>(totalsSql(dialect, asked)),
    reads.$queryRaw<{ of: string; day: string; completed: Figure }[]>(daysSql(dialect, asked)),
    reads.$queryRaw<{ of: string; failed: Figure; expired: Figure }[]>(claimsSql(asked)),
    reads.$queryRaw<SpanRow[]>(spansSql(dialect, asked)),
  ])
  const totalsOf = new Map(totals.map((row) => [row.of, row]))
  const claimsOf = new Map(claims.map((row) => [row.of, row]))
  const daysOfEach = grouped(days, (row) => row.of)
  const spansOf = grouped(spans, (row) => row.of)
  const all = daysOf(asked.range)
  return new Map(
    asked.ids.map((id) => {
      const counts = new Map(daysOfEach.get(id)?.map((row) => [row.day, Number(row.completed)]))
      const throughput = all.map((day) => ({ day, completed: counts.get(day) ?? 0 }))
      return [id, metrics(asked.range, throughput, totalsOf.get(id), claimsOf.get(id), spansOf.get(id) ?? [])]
    }),
  )
}

interface TotalsRow {
  of: string
  completed: Figure
  cycles: Figure
  cycle50: Figure
  cycle85: Figure
  cycle90: Figure
  cycleMean: Figure
  lead50: Figure
  lead85: Figure
  lead90: Figure
  leadMean: Figure
  estimates: Figure
  ratio: Figure
  error: Figure
  rated: Figure
  quality: Figure
  timeliness: Figure
  due: Figure
  met: Figure
}

interface SpanRow {
  of: string
  what: 'cycle' | 'lead'
  step: Figure
  count: Figure
}

function metrics(
  range: Range,
  throughput: Metrics['throughput'],
  row: TotalsRow | undefined,
  claims: { failed: Figure; expired: Figure } | undefined,
  spans: SpanRow[],
): Metrics {
  const count = (figure: Figure | undefined) => Number(figure ?? 0)
  const [due, met] = [count(row?.due), count(row?.met)]
  return {
    ...range,
    completed: count(row?.completed),
    throughput,
    cycleTime: {
      ...spread(row?.cycles, row?.cycleMean),
      ...{ p50Hours: figure(row?.cycle50), p85Hours: figure(row?.cycle85), p90Hours: figure(row?.cycle90) },
      distribution: distribution(spans, 'cycle'),
    },
    leadTime: {
      ...spread(row?.completed, row?.leadMean),
      ...{ p50Hours: figure(row?.lead50), p85Hours: figure(row?.lead85), p90Hours: figure(row?.lead90) },
      distribution: distribution(spans, 'lead'),
    },
    estimates: { count: count(row?.estimates), meanRatio: figure(row?.ratio), meanErrorPercent: figure(row?.error) },
    feedback: { count: count(row?.rated), quality: figure(row?.quality), timeliness: figure(row?.timeliness) },
    deadlines: { count: due, met, rate: due ? met / due : null },
    failedAttempts: count(claims?.failed),
    expiredLeases: count(claims?.expired),
  }
}

/** SQLite's days are floating numbers, good to some millionths of an hour. */
const figure = (value: Figure | undefined) => (value === null || value === undefined ? null : Math.round(Number(value) * 1e6) / 1e6)
const spread = (count: Figure | undefined, mean: Figure | undefined) => ({ count: Number(count ?? 0), meanHours: figure(mean) })

function distribution(spans: SpanRow[], what: SpanRow['what']): Spread['distribution'] {
  const counts = new Map(spans.filter((row) => row.what === what).map((row) => [Number(row.step), Number(row.count)]))
  return [...DISTRIBUTION_HOURS, null].map((upToHours, step) => ({ upToHours, count: counts.get(step) ?? 0 }))
}

function where({ by, ids, projects, range }: Measured, time: 'completedAt' | 'endedAt', actor: 'assigneeId' | 'holderId') {
  const of = Prisma.raw(by === 'project' ? '"projectId"' : `"${actor}"`)
  const at = Prisma.raw(`"${time}"`)
  const within = by === 'actor' && projects ? [Prisma.sql`"projectId" IN (${Prisma.join(projects.length ? [...projects] : [''])})`] : []
  const conditions = [
    Prisma.sql`${of} IN (${Prisma.join([...ids])})`,
    Prisma.sql`${at} >= ${range.from} AND ${at} < ${range.to}`,
    ...within,
  ]
  return { of, conditions: Prisma.join(conditions, ' AND ') }
}

function doneTasks(asked: Measured) {
  const { of, conditions } = where(asked, 'completedAt', 'assigneeId')
  return { of, conditions: Prisma.sql`${conditions} AND "status" = 'COMPLETED' AND "deletedAt" IS NULL` }
}

const hours = (dialect: Dialect, from: string) =>
  dialect === 'postgres'
    ? Prisma.raw(`CAST(EXTRACT(EPOCH FROM ("completedAt" - "${from}")) / 3600 AS DOUBLE PRECISION)`)
    : Prisma.raw(`(julianday("completedAt") - julianday("${from}")) * 24`)

function totalsSql(dialect: Dialect, asked: Measured) {
  const { of, conditions } = doneTasks(asked)
  const isEstimated = Prisma.raw(`"estimatedHours" IS NOT NULL AND "actualHours" IS NOT NULL`)
  return Prisma.sql`
    WITH "done" AS (
      SELECT ${of} AS "of", ${hours(dialect, 'startedAt')} AS "cycle", ${hours(dialect, 'createdAt')} AS "lead",
        CASE WHEN ${isEstimated} THEN "actualHours" / "estimatedHours" END AS "ratio",
        CASE WHEN ${isEstimated} THEN abs("actualHours" / "estimatedHours" - 1) * 100 END AS "error",
        "feedbackQuality" AS "quality", "feedbackTimeliness" AS "timeliness", "deadline",
        CASE WHEN "completedAt" <= "deadline" THEN 1 ELSE 0 END AS "met"
      FROM "Task" WHERE ${conditions}),
    "ranked" AS (
      SELECT "done".*, count(*) OVER (PARTITION BY "of") AS "leads", count("cycle") OVER (PARTITION BY "of") AS "cycles",
        row_number() OVER (PARTITION BY "of" ORDER BY "lead") AS "leadRank",
        row_number() OVER (PARTITION BY "of" ORDER BY CASE WHEN "cycle" IS NULL THEN 1 ELSE 0 END, "cycle") AS "cycleRank"
      FROM "done")
    SELECT "of", count(*) AS "completed", count("cycle") AS "cycles", avg("cycle") AS "cycleMean", avg("lead") AS "leadMean",
      min(CASE WHEN "cycleRank" >= "cycles" * 0.5 THEN "cycle" END) AS "cycle50",
      min(CASE WHEN "cycleRank" >= "cycles" * 0.85 THEN "cycle" END) AS "cycle85",
      min(CASE WHEN "cycleRank" >= "cycles" * 0.9 THEN "cycle" END) AS "cycle90",
      min(CASE WHEN "leadRank" >= "leads" * 0.5 THEN "lead" END) AS "lead50",
      min(CASE WHEN "leadRank" >= "leads" * 0.85 THEN "lead" END) AS "lead85",
      min(CASE WHEN "leadRank" >= "leads" * 0.9 THEN "lead" END) AS "lead90",
      count("ratio") AS "estimates", avg("ratio") AS "ratio", avg("error") AS "error",
      count("quality") AS "rated", CAST(avg("quality") AS DOUBLE PRECISION) AS "quality",
      CAST(avg("timeliness") AS DOUBLE PRECISION) AS "timeliness", count("deadline") AS "due", sum("met") AS "met"
    FROM "ranked" GROUP BY "of"`
}

function spansSql(dialect: Dialect, asked: Measured) {
  const { of, conditions } = doneTasks(asked)
  const one = (what: SpanRow['what'], from: string) => Prisma.sql`
    SELECT ${of} AS "of", ${Prisma.raw(`'${what}'`)} AS "what", ${hours(dialect, from)} AS "hours" FROM "Task" WHERE ${conditions}`
  // SQLite's days are floating numbers: what took an hour takes a millionth more or less.
  const steps = Prisma.raw(DISTRIBUTION_HOURS.map((most, step) => `WHEN "hours" <= ${most + 1e-6} THEN ${step}`).join(' '))
  return Prisma.sql`
    SELECT "of", "what", "step", count(*) AS "count" FROM (
      SELECT "of", "what", CASE ${steps} ELSE ${Prisma.raw(String(DISTRIBUTION_HOURS.length))} END AS "step"
      FROM (${one('cycle', 'startedAt')} UNION ALL ${one('lead', 'createdAt')}) AS "span" WHERE "hours" IS NOT NULL) AS "stepped"
    GROUP BY "of", "what", "step"`
}

function daysSql(dialect: Dialect, asked: Measured) {
  const { of, conditions } = doneTasks(asked)
  const day = dialect === 'postgres' ? Prisma.sql`to_char("completedAt", 'YYYY-MM-DD')` : Prisma.sql`substr("completedAt", 1, 10)`
  return Prisma.sql`
    SELECT "of", "day", count(*) AS "completed" FROM (SELECT ${of} AS "of", ${day} AS "day" FROM "Task" WHERE ${conditions}) AS "done"
    GROUP BY "of", "day"`
}

function claimsSql(asked: Measured) {
  const { of, conditions } = where(asked, 'endedAt', 'holderId')
  return Prisma.sql`
    SELECT ${of} AS "of", sum(CASE "outcome" WHEN 'FAILED' THEN 1 ELSE 0 END) AS "failed",
      sum(CASE "outcome" WHEN 'EXPIRED' THEN 1 ELSE 0 END) AS "expired"
    FROM "Claim" WHERE ${conditions} GROUP BY ${of}`
}
