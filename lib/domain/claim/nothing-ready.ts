import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import type { Field } from './next-scope.ts'
import { inFilter, isLapsed, isNotBackingOff, isWithinReach, isLacked, type Wish } from './next-wish.ts'
import { type NothingReady, type Reason, reason } from './nothing-reasons.ts'
import { mayWait } from './waiting.ts'

/** The most tasks of a status that are looked at for reasons. */
const MOST = 2_000
const NAMED = 5
const SOON_MS = 1_000
const USUAL_MS = 15_000
const LONGEST_MS = 60_000

/** Says why nothing is there to take and when to ask again, from one statement whose cost does not grow with the project. */
export async function whyNothing(caller: Caller, fields: readonly Field[], wish: Wish): Promise<NothingReady> {
  if (!fields.length) return { reasons: [reason('NO_PROJECT')], nearestLeaseExpiry: null, retryAfterMs: LONGEST_MS }
  const now = new Date()
  const facts = await read(fields, wish, now)
  const of = (kind: string) => facts.filter((fact) => fact.kind === kind)
  const count = (kind: string) => of(kind)[0]?.n ?? 0
  const names = (kind: string) =>
    of(kind)
      .slice(0, NAMED)
      .flatMap(({ label }) => label ?? [])
  const many = (kind: string, seen: number) => ({ count: count(kind), isAtLeast: seen >= MOST })

  const reasons: Reason[] = []
  const held = of('HELD')
  const [limit] = of('LIMIT')
  const isFull = limit !== undefined && held.length >= limit.n
  if (isFull) reasons.push(reason('WIP_LIMIT', { count: held.length, tasks: names('HELD') }))
  if (!mayWait(caller)) reasons.push(reason('TOO_MANY_WAITS'))
  if (count('OPEN') === 0) reasons.push(reason('FINISHED'))
  const ready = READY.reduce((sum, code) => sum + count(code), 0)
  for (const code of READY) {
    if (count(code) === 0 || (code === 'CHANGING' && isFull)) continue
    const until = code === 'BACKING_OFF' ? (of(code)[0]?.at ?? null) : null
    reasons.push(reason(code, { ...many(code, ready), until, capabilities: code === 'CAPABILITIES' ? names('MISSING') : [] }))
  }
  const nearestLeaseExpiry = of('LEASES')[0]?.at ?? null
  if (count('WORKING') > 0) reasons.push(reason('IN_PROGRESS', { count: count('WORKING'), until: nearestLeaseExpiry }))
  const waiting = count('BLOCKED') + count('ON_HOLD')
  if (count('BLOCKED') > 0) reasons.push(reason('BLOCKED', { ...many('BLOCKED', waiting), tasks: names('BLOCKER') }))
  if (count('ON_HOLD') > 0) reasons.push(reason('ON_HOLD', many('ON_HOLD', waiting)))
  return { reasons, nearestLeaseExpiry, retryAfterMs: retryAfter(reasons, now) }
}

const READY = ['CAPABILITIES', 'FILTERED', 'ASSIGNED', 'BACKING_OFF', 'CHANGING'] as const

function retryAfter(reasons: readonly Reason[], now: Date): number {
  if (reasons.some(({ code }) => code === 'CHANGING')) return SOON_MS
  const times = reasons.flatMap(({ until }) => (until ? [until.getTime() - now.getTime()] : []))
  const comesByItself = reasons.some(({ code }) => code === 'IN_PROGRESS' || code === 'WIP_LIMIT' || code === 'TOO_MANY_WAITS')
  return Math.min(Math.max(SOON_MS, Math.min(...times, comesByItself ? USUAL_MS : LONGEST_MS)), LONGEST_MS)
}

interface Fact {
  kind: string
  label: string | null
  n: number
  at: Date | null
}

/** Raw: counts of several tables in one statement. Ready tasks are told apart by the first reason that keeps each from the caller. */
async function read(fields: readonly Field[], wish: Wish, now: Date): Promise<Fact[]> {
  const ids = Prisma.join(fields.map(({ id }) => id))
  const { actorId } = wish
  const some = (columns: Prisma.Sql, status: Prisma.Sql) =>
    Prisma.sql`(SELECT ${columns} FROM "Task" WHERE "projectId" IN (${ids}) AND "status" = ${status} AND "deletedAt" IS NULL LIMIT ${MOST})`
  const rows = await db().$queryRaw<{ kind: string; label: string | null; n: number | bigint; at: Date | string | null }[]>`
    WITH "ready"("ref") AS MATERIALIZED ${some(Prisma.sql`"id"`, Prisma.sql`'PENDING'`)}
    SELECT 'LEASES' AS "kind", CAST(NULL AS TEXT) AS "label", count(*) AS "n", min(c."expiresAt") AS "at"
      FROM "Claim" c WHERE c."projectId" IN (${ids}) AND c."endedAt" IS NULL
    UNION ALL SELECT 'LIMIT', NULL, a."wipLimit", NULL FROM "Actor" a WHERE a."id" = ${actorId} AND a."wipLimit" IS NOT NULL
    UNION ALL SELECT 'HELD', t."key", 1, NULL FROM "Claim" c JOIN "Task" t ON t."id" = c."taskId"
      WHERE c."holderId" = ${actorId} AND c."endedAt" IS NULL AND NOT ${isLapsed(now)}
    UNION ALL SELECT 'OPEN', NULL, sum("pending" + "blocked" + "inProgress"), NULL FROM "Project" WHERE "id" IN (${ids})
    UNION ALL SELECT 'WORKING', NULL, sum("inProgress"), NULL FROM "Project" WHERE "id" IN (${ids})
    UNION ALL SELECT "why", NULL, count(*), min("until") FROM (
      SELECT CASE
        WHEN "assigneeId" IS NOT NULL AND "assigneeId" <> ${actorId} THEN 'ASSIGNED'
        WHEN NOT (${Prisma.join(inFilter(wish), ' AND ')}) THEN 'FILTERED'
        WHEN NOT (${isWithinReach(wish)}) THEN 'CAPABILITIES'
        WHEN NOT (${isNotBackingOff(wish, now)}) THEN 'BACKING_OFF'
        ELSE 'CHANGING' END AS "why",
        (SELECT max(b."retryAt") FROM "Claim" b WHERE b."taskId" = "Task"."id" AND b."holderId" = ${actorId} AND b."retryAt" > ${now}) AS "until"
      FROM "ready" JOIN "Task" ON "Task"."id" = "ready"."ref") AS "told" GROUP BY "why"
    ${wish.capabilities === null ? Prisma.empty : missing(wish)}
    UNION ALL SELECT "why", NULL, count(*), NULL FROM (
      SELECT CASE WHEN "holdReason" IS NULL THEN 'BLOCKED' ELSE 'ON_HOLD' END AS "why"
      FROM ${some(Prisma.sql`"holdReason"`, Prisma.sql`'BLOCKED'`)} AS "waiting") AS "told" GROUP BY "why"
    UNION ALL SELECT 'BLOCKER', "key", "openDependents", NULL FROM (SELECT "key", "openDependents"
      FROM ${some(Prisma.sql`"key", "openDependents"`, Prisma.sql`'IN_PROGRESS'`)} AS "working" WHERE "openDependents" > 0
      ORDER BY "openDependents" DESC, "key" LIMIT ${NAMED}) AS "named"`
  return rows.map(({ n, at, ...row }) => ({ ...row, n: Number(n ?? 0), at: at === null ? null : new Date(at) }))
}

const missing = (wish: Wish) => Prisma.sql`
    UNION ALL SELECT 'MISSING', "capability", "times", NULL FROM (SELECT r."capability", count(*) AS "times"
      FROM "ready" JOIN "RequiredCapability" r ON r."taskId" = "ready"."ref" WHERE ${isLacked(wish)}
      GROUP BY r."capability" ORDER BY "times" DESC, r."capability" LIMIT ${NAMED}) AS "lacked"`
