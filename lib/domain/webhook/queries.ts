import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { byId, grouped } from '../grouped.ts'
import { parse } from '../input.ts'
import { decodeCursor, encodeCursor, type Page, type PageInput, pageOf, pageSize } from '../page.ts'
import { projectsAllowing } from '../project/allowing.ts'
import type { WebhookRow } from './locate.ts'
import type { DeliveryRow } from './message.ts'

/** The webhooks of each project, oldest first; none for whoever may not manage them. */
export async function webhooksOf(caller: Caller, projectIds: readonly string[]): Promise<Map<string, WebhookRow[]>> {
  const seen = [...(await projectsAllowing('MANAGE_WEBHOOKS', caller, projectIds))]
  const rows = await db().webhook.findMany({ where: { projectId: { in: seen } }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  return new Map([...seen.map((id): [string, WebhookRow[]] => [id, []]), ...grouped(rows, (row) => row.projectId)])
}

export async function webhooksByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, WebhookRow>> {
  return byId(await ofManaged(caller, await db().webhook.findMany({ where: { id: { in: [...ids] } } })))
}

export async function deliveriesByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, DeliveryRow>> {
  return byId(await ofManaged(caller, await db().webhookDelivery.findMany({ where: { id: { in: [...ids] } } })))
}

/** How many messages of each webhook wait. */
export async function waitingOf(ids: readonly string[]): Promise<Map<string, number>> {
  const where = { webhookId: { in: [...ids] }, state: 'PENDING' as const }
  const rows = await db().webhookDelivery.groupBy({ by: ['webhookId'], where, _count: true })
  return new Map(rows.map((row) => [row.webhookId, row._count]))
}

const filter = z.object({ state: z.enum(['PENDING', 'DELIVERED', 'FAILED']).nullish() })
interface DeliveryList extends PageInput, z.input<typeof filter> {
  webhook: string
}

/** The log of a webhook, newest first. Whoever calls has seen the webhook. */
export async function listDeliveries({ webhook, first, after, ...given }: DeliveryList): Promise<Page<DeliveryRow>> {
  const { state } = parse(filter, given)
  const size = pageSize(first)
  const cursor = decodeCursor('deliveries', ['date', 'text'], after)
  const [at, id] = cursor ? [new Date(String(cursor[0])), String(cursor[1])] : []
  const rows = await db().webhookDelivery.findMany({
    where: {
      webhookId: webhook,
      ...(state && { state }),
      ...(at && { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
  })
  return pageOf(rows, size, (row) => encodeCursor('deliveries', [row.createdAt.toISOString(), row.id]), !cursor)
}

async function ofManaged<Row extends { projectId: string }>(caller: Caller, rows: Row[]): Promise<Row[]> {
  const seen = await projectsAllowing('MANAGE_WEBHOOKS', caller, [...new Set(rows.map((row) => row.projectId))])
  return rows.filter((row) => seen.has(row.projectId))
}
