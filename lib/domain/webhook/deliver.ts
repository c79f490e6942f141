import { setTimeout as passed } from 'node:timers/promises'
import { Bell } from '#lib/bell.ts'
import { db, now } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { STREAMS_TOPIC, subscribe } from '#lib/pubsub.ts'
import { attempt, type Sending } from './attempt.ts'
import { dueWebhooks, nextDelivery } from './due.ts'
import { queueDeliveries } from './queue.ts'
import { DELIVERIES_TOPIC } from './ring.ts'

/** Webhooks that are sent to at once; one that stalls holds a place until its time is up, and keeps no other from its own. */
const AT_ONCE = 16
const IDLE_MS = 5_000
/** So that a storm of events is looked at a few times a second, not with each. */
const SETTLE_MS = 50

/** Sends what is due for as long as it is let: one message of a webhook after another, many webhooks at once. */
export class Deliveries {
  readonly #busy = new Map<string, Promise<void>>()
  /** Told of each webhook that has come to its end for now. */
  readonly bell = new Bell()

  constructor(
    private readonly signal: AbortSignal,
    private readonly sending: Sending = {},
  ) {}

  /** Begins whatever is due; answers when there will be more, in milliseconds. */
  async begin(): Promise<number> {
    const isMore = await queueDeliveries(this.signal)
    const time = await now(db())
    const { ids, nextAt } = await dueWebhooks(time)
    for (const id of ids) if (!this.#busy.has(id) && this.#busy.size < AT_ONCE && !this.signal.aborted) this.#busy.set(id, this.#drain(id))
    if (isMore) return 0
    return nextAt ? Math.min(Math.max(nextAt.getTime() - time.getTime(), SETTLE_MS), IDLE_MS) : IDLE_MS
  }

  /** When all that was begun is done. */
  async settled(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values())
  }

  async #drain(id: string): Promise<void> {
    try {
      while (!this.signal.aborted) {
        const webhook = await db().webhook.findUnique({ where: { id } })
        const delivery = webhook && (await nextDelivery(webhook, await now(db())))
        if (!delivery) break
        await attempt(webhook, delivery, this.sending, this.signal)
      }
    } catch (error) {
      log.error({ err: error, webhook: id }, 'a webhook could not be served and is tried again')
      // Not at once: what is wrong with it may last, and is told with every attempt.
      await passed(IDLE_MS, undefined, { signal: this.signal }).catch(() => {})
    } finally {
      this.#busy.delete(id)
      this.bell.ring()
    }
  }
}

/** The job: ends only when it is told to. */
export async function deliverWebhooks(signal: AbortSignal, sending?: Sending): Promise<number> {
  const deliveries = new Deliveries(signal, sending)
  const { bell } = deliveries
  const unsubscribe = [STREAMS_TOPIC, DELIVERIES_TOPIC].map((topic) => subscribe(topic, bell.ring))
  try {
    while (!signal.aborted) {
      await bell.wait(await deliveries.begin(), signal)
      await passed(SETTLE_MS, undefined, { signal }).catch(() => {})
    }
  } finally {
    for (const end of unsubscribe) end()
    await deliveries.settled()
  }
  return 0
}
