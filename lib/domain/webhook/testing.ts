import { db, transaction } from '#lib/db.ts'
import type { Received } from '#lib/testing/receiver.ts'
import { Deliveries } from './deliver.ts'
import { listDeliveries } from './queries.ts'

export const row = (id: string) => db().webhook.findUniqueOrThrow({ where: { id } })
/** Oldest first. */
export const log = async (webhook: string) => (await listDeliveries({ webhook, first: 100 })).rows.toReversed()
export const bodyOf = ({ body }: Received) =>
  JSON.parse(body) as { type: string; timestamp: string; data: { task: { title: string } | null } }
export const titles = (received: readonly Received[]) => received.map((one) => bodyOf(one).data.task?.title)

/** Sends all that is due. */
export async function deliver(sending: ConstructorParameters<typeof Deliveries>[1] = {}) {
  const deliveries = new Deliveries(new AbortController().signal, { timeoutMs: 2_000, ...sending })
  await deliveries.begin()
  await deliveries.settled()
}

/** Lets the pauses before the next attempts pass. */
export const passTime = (webhookId: string) =>
  transaction([], (tx) =>
    tx.webhookDelivery.updateMany({ where: { webhookId, state: 'PENDING' }, data: { nextAttemptAt: new Date(Date.now() - 1000) } }),
  )
