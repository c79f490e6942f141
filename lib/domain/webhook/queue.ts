import { db, Prisma, transaction } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { insertMany } from '#lib/insert.ts'
import { grouped } from '../grouped.ts'
import { actionsOf } from './fields.ts'
import type { WebhookRow } from './locate.ts'

const EVENTS_AT_ONCE = 500

/** Turns what has happened since into deliveries; they and the mark how far it came are one write. Answers whether there is more. */
export async function queueDeliveries(signal?: AbortSignal): Promise<boolean> {
  const behind = await db().$queryRaw<{ id: string; projectId: string }[]>(Prisma.sql`
    SELECT w."id", w."projectId" FROM "Webhook" w JOIN "Project" p ON p."id" = w."projectId" WHERE w."isEnabled" AND w."seq" < p."seq"`)
  let isMore = false
  for (const projectId of grouped(behind, (row) => row.projectId).keys()) {
    if (signal?.aborted) return false
    if (await queueIn(projectId)) isMore = true
  }
  return isMore
}

const queueIn = (projectId: string) =>
  transaction([projectId], async (tx) => {
    const project = await tx.project.findUnique({ where: { id: projectId }, select: { key: true, seq: true } })
    const webhooks = await tx.webhook.findMany({ where: { projectId, isEnabled: true } })
    const from = Math.min(...webhooks.map(({ seq }) => seq))
    if (!project || from >= project.seq) return false
    const events = await tx.event.findMany({
      where: { stream: project.key, seq: { gt: from } },
      orderBy: { seq: 'asc' },
      take: EVENTS_AT_ONCE,
      select: { seq: true, action: true, createdAt: true },
    })
    const last = events.at(-1)?.seq ?? from
    await insertMany(
      tx,
      'WebhookDelivery',
      webhooks.flatMap((webhook) => rowsFor(webhook, events)),
    )
    for (const { id, seq } of webhooks)
      if (seq < last) await tx.webhook.update({ where: { id }, data: { seq: last }, select: { id: true } })
    return last < project.seq
  })

function rowsFor(webhook: WebhookRow, events: readonly { seq: number; action: string; createdAt: Date }[]) {
  const wanted = new Set<string>(actionsOf(webhook))
  return events
    .filter(({ seq, action }) => seq > webhook.seq && (wanted.size === 0 || wanted.has(action)))
    .map(({ seq, action, createdAt }) => ({
      ...{ id: newId('dlv'), webhookId: webhook.id, projectId: webhook.projectId, eventSeq: seq, action },
      ...{ nextAttemptAt: createdAt, createdAt },
    }))
}
