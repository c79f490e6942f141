import { db, Prisma } from '#lib/db.ts'
import type { DeliveryRow } from './message.ts'

/** Attempts for which the later messages of a webhook wait, so that they come in order; then a failing one steps aside. */
export const IN_ORDER = 4

interface Waiting {
  id: string
  firstAt: Date | string | null
  asideAt: Date | string | null
  testAt: Date | string | null
}

/**
 * Webhooks with something to send now, and when the next of them has. Only the first message of a queue can have been put off, so it
 * is the latest of those in order. Raw, because the partial index of what waits is used only where the state stands in the statement.
 */
export async function dueWebhooks(time: Date): Promise<{ ids: string[]; nextAt: Date | null }> {
  const rows = await db().$queryRaw<Waiting[]>(Prisma.sql`
    SELECT d."webhookId" AS "id",
      MAX(CASE WHEN w."isEnabled" AND d."action" <> 'PING' AND d."attempts" < ${IN_ORDER} THEN d."nextAttemptAt" END) AS "firstAt",
      MIN(CASE WHEN w."isEnabled" AND d."action" <> 'PING' AND d."attempts" >= ${IN_ORDER} THEN d."nextAttemptAt" END) AS "asideAt",
      MIN(CASE WHEN d."action" = 'PING' THEN d."nextAttemptAt" END) AS "testAt"
    FROM "WebhookDelivery" d JOIN "Webhook" w ON w."id" = d."webhookId" WHERE d."state" = 'PENDING' GROUP BY d."webhookId"`)
  const next = rows.flatMap(({ id, ...times }) => {
    const at = Object.values(times).flatMap((moment) => (moment === null ? [] : [new Date(moment).getTime()]))
    return at.length ? [{ id, at: Math.min(...at) }] : []
  })
  const later = next.filter(({ at }) => at > time.getTime())
  return {
    ids: next.filter(({ at }) => at <= time.getTime()).map(({ id }) => id),
    nextAt: later.length ? new Date(Math.min(...later.map(({ at }) => at))) : null,
  }
}

/** What a webhook sends next, if anything is due: a test, the oldest message in order, or one that has stepped aside. */
export async function nextDelivery(webhook: { id: string; isEnabled: boolean }, time: Date): Promise<DeliveryRow | null> {
  const waiting = Prisma.sql`"webhookId" = ${webhook.id} AND "state" = 'PENDING'`
  const test = await one(Prisma.sql`${waiting} AND "action" = 'PING' ORDER BY "createdAt", "id"`)
  if (test || !webhook.isEnabled) return test
  const first = await one(Prisma.sql`${waiting} AND "attempts" < ${IN_ORDER} ORDER BY "createdAt", "eventSeq", "id"`)
  if (first && isDue(first, time)) return first
  return one(Prisma.sql`${waiting} AND "attempts" >= ${IN_ORDER} AND "nextAttemptAt" <= ${time} ORDER BY "nextAttemptAt", "id"`)
}

async function one(where: Prisma.Sql): Promise<DeliveryRow | null> {
  const [row] = await db().$queryRaw<{ id: string }[]>(Prisma.sql`SELECT "id" FROM "WebhookDelivery" WHERE ${where} LIMIT 1`)
  return row ? db().webhookDelivery.findUnique({ where: { id: row.id } }) : null
}

const isDue = ({ nextAttemptAt }: DeliveryRow, time: Date) => nextAttemptAt === null || nextAttemptAt <= time
