import { type Dialect, Prisma } from '#lib/db.ts'
import type { Measured } from './measure.ts'

/** How many of the tasks that were blocked longest are named. */
const NAMED = 20

/** Raw throughout, because Prisma knows neither days nor what is inside the JSON of an event. */
export function movesSql(dialect: Dialect, asked: Measured) {
  const { of, holder } = sides(asked)
  return Prisma.sql`
    WITH "move" AS MATERIALIZED (${moves(dialect, asked)}),
    "held" AS (
      SELECT m.*, CASE WHEN m."old" = 'IN_PROGRESS' THEN lag(m."actorId") OVER (PARTITION BY m."id" ORDER BY m."seq") ELSE m."actorId" END AS "mover"
      FROM "move" m)
    SELECT "of", "holder", "old", "new", "day", count(*) AS "count" FROM (
      SELECT ${of} AS "of", ${holder} AS "holder", h."old", h."new", ${day(dialect, asked, 'h."at"')} AS "day"
      FROM "held" h JOIN "Task" t ON t."id" = h."id"
      WHERE t."deletedAt" IS NULL AND h."at" < ${asked.range.to}) AS "moved"
    WHERE "of" IN (${Prisma.join([...asked.ids])}) OR "holder" IN (${Prisma.join([...asked.ids])})
    GROUP BY "of", "holder", "old", "new", "day"`
}

/** With which status tasks came into being, and when: an imported one is in scope from its creation, its status known from the import. */
export function startsSql(dialect: Dialect, asked: Measured) {
  const { of } = sides(asked)
  const scopeDay = day(dialect, asked, `CASE WHEN t."completedAt" < t."createdAt" THEN t."completedAt" ELSE t."createdAt" END`)
  return Prisma.sql`
    WITH ${firsts(dialect, asked)}
    SELECT "of", "status", "day", "scopeDay", count(*) AS "count" FROM (
      SELECT ${of} AS "of", coalesce(f."old", CAST(t."status" AS TEXT)) AS "status", ${day(dialect, asked, 'coalesce(i."at", t."createdAt")')} AS "day", ${scopeDay} AS "scopeDay"
      FROM "Task" t LEFT JOIN "first" f ON f."id" = t."id" LEFT JOIN "import" i ON i."id" = t."id"
      WHERE t."deletedAt" IS NULL AND t."createdAt" < ${asked.range.to} AND ${within(asked)} AND ${of} IN (${Prisma.join([...asked.ids])})) AS "started"
    GROUP BY "of", "status", "day", "scopeDay"`
}

export function completionsSql(dialect: Dialect, asked: Measured) {
  const { of } = sides(asked)
  return Prisma.sql`
    SELECT "of", "day", count(*) AS "count", max("at") AS "last" FROM (
      SELECT ${of} AS "of", ${day(dialect, asked, 't."completedAt"')} AS "day", t."completedAt" AS "at" FROM "Task" t
      WHERE t."deletedAt" IS NULL AND t."status" = 'COMPLETED' AND t."completedAt" < ${asked.range.to}
        AND ${within(asked)} AND ${of} IN (${Prisma.join([...asked.ids])})) AS "done"
    GROUP BY "of", "day"`
}

/**
 * Hours in status BLOCKED between the begin and `end`, without pairing what begins with what ends: the sum of the times at which
 * it ended less the sum of those at which it began, all moved into the range, and `end` for what still lasts.
 */
export function blockedSql(dialect: Dialect, asked: Measured, end: Date) {
  const { of } = sides(asked)
  const { from } = asked.range
  const clamped = (at: string) =>
    hoursSince(
      dialect,
      from,
      Prisma.sql`CASE WHEN ${Prisma.raw(at)} < ${from} THEN ${stamp(dialect, from)} WHEN ${Prisma.raw(at)} > ${end} THEN ${stamp(dialect, end)} ELSE ${Prisma.raw(at)} END`,
    )
  return Prisma.sql`
    WITH ${firsts(dialect, asked)},
    "turn" AS (
      SELECT "id", "at", -1 AS "sign" FROM "move" WHERE "new" = 'BLOCKED'
      UNION ALL SELECT "id", "at", 1 FROM "move" WHERE "old" = 'BLOCKED'
      UNION ALL SELECT t."id", coalesce(i."at", t."createdAt"), -1 FROM "Task" t
        LEFT JOIN "first" f ON f."id" = t."id" LEFT JOIN "import" i ON i."id" = t."id"
        WHERE ${within(asked)} AND coalesce(f."old", CAST(t."status" AS TEXT)) = 'BLOCKED'),
    "sum" AS (
      SELECT "id", sum("sign" * ${clamped('"at"')}) - sum("sign") * ${hoursSince(dialect, from, stamp(dialect, end))} AS "hours"
      FROM "turn" GROUP BY "id"),
    "ranked" AS (
      SELECT ${of} AS "of", s."id", s."hours", sum(s."hours") OVER (PARTITION BY ${of}) AS "total", count(*) OVER (PARTITION BY ${of}) AS "tasks",
        row_number() OVER (PARTITION BY ${of} ORDER BY s."hours" DESC, s."id") AS "rank"
      FROM "sum" s JOIN "Task" t ON t."id" = s."id"
      WHERE s."hours" > 0.0001 AND t."deletedAt" IS NULL AND ${of} IN (${Prisma.join([...asked.ids])}))
    SELECT "of", "id", "hours", "total", "tasks" FROM "ranked" WHERE "rank" <= ${NAMED} ORDER BY "of", "rank"`
}

/** Every change of status that an event recorded. */
function moves(dialect: Dialect, asked: Measured) {
  const [each, field] =
    dialect === 'postgres'
      ? [
          Prisma.sql`CROSS JOIN LATERAL jsonb_array_elements(e."changes"::jsonb) AS c("value")`,
          (name: string) => Prisma.raw(`(c."value"->>'${name}')`),
        ]
      : [Prisma.sql`, json_each(e."changes") AS c`, (name: string) => Prisma.raw(`json_extract(c."value", '$.${name}')`)]
  return Prisma.sql`
    SELECT e."taskId" AS "id", e."seq", e."createdAt" AS "at", e."actorId", ${field('old')} AS "old", ${field('new')} AS "new"
    FROM "Event" e ${each}
    WHERE ${streams(asked)} AND e."taskId" IS NOT NULL AND e."changes" LIKE '%"field":"status"%' AND ${field('field')} = 'status'`
}

function firsts(dialect: Dialect, asked: Measured) {
  return Prisma.sql`
    "move" AS MATERIALIZED (${moves(dialect, asked)}),
    "first" AS (SELECT "id", "old" FROM (SELECT "id", "old", row_number() OVER (PARTITION BY "id" ORDER BY "seq") AS "n" FROM "move") AS "each" WHERE "n" = 1),
    "import" AS (
      SELECT e."taskId" AS "id", min(e."createdAt") AS "at" FROM "Event" e
      WHERE ${streams(asked)} AND e."action" = 'IMPORTED' AND e."taskId" IS NOT NULL GROUP BY e."taskId")`
}

const projectsOf = ({ by, ids, projects }: Measured) => (by === 'project' ? ids : projects)

function streams(asked: Measured) {
  const projects = projectsOf(asked)
  const some = projects ? Prisma.sql`WHERE "id" IN (${Prisma.join(projects.length ? [...projects] : [''])})` : Prisma.empty
  return Prisma.sql`e."stream" IN (SELECT "key" FROM "Project" ${some})`
}

function within(asked: Measured) {
  const projects = projectsOf(asked)
  return projects ? Prisma.sql`t."projectId" IN (${Prisma.join(projects.length ? [...projects] : [''])})` : Prisma.sql`1 = 1`
}

function sides({ by }: Measured) {
  if (by === 'project') return { of: Prisma.raw('t."projectId"'), holder: Prisma.raw('t."projectId"') }
  return { of: Prisma.raw('t."assigneeId"'), holder: Prisma.raw('coalesce(h."mover", t."assigneeId")') }
}

/** The UTC day, '' for what lies before the range. */
function day(dialect: Dialect, { range: { from } }: Measured, at: string) {
  const time = Prisma.raw(at)
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()))
  const text = dialect === 'postgres' ? Prisma.sql`to_char(${time}, 'YYYY-MM-DD')` : Prisma.sql`substr(${time}, 1, 10)`
  return Prisma.sql`CASE WHEN ${time} < ${first} THEN '' ELSE ${text} END`
}

const stamp = (dialect: Dialect, at: Date) => (dialect === 'postgres' ? Prisma.sql`CAST(${at} AS TIMESTAMP)` : Prisma.sql`${at}`)

const hoursSince = (dialect: Dialect, from: Date, at: Prisma.Sql) =>
  dialect === 'postgres'
    ? Prisma.sql`CAST(EXTRACT(EPOCH FROM (${at} - ${stamp(dialect, from)})) / 3600 AS DOUBLE PRECISION)`
    : Prisma.sql`((julianday(${at}) - julianday(${from})) * 24)`
