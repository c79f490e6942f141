import { systemCaller } from '#lib/auth/callers.ts'
import { SealError } from '#lib/cipher.ts'
import { db, now } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { post, type Posted, type Resolved } from '#lib/outbound/post.ts'
import { head } from '#lib/text.ts'
import { write, type Write } from '#lib/write.ts'
import { FAILING_TOO_LONG_MS, pauseAfter } from './backoff.ts'
import { webhookEvent, type WebhookRow } from './locate.ts'
import { type DeliveryRow, headersOf, messageOf, PING } from './message.ts'

const GONE = 410
const ANSWER_KEPT = 500

/** What a test may choose. */
export interface Sending {
  timeoutMs?: number
  resolve?: (name: string) => Promise<Resolved[]>
  random?: () => number
}

/** Sends one message and stores what came of it. A process that ends in between sends it again. */
export async function attempt(webhook: WebhookRow, delivery: DeliveryRow, sending: Sending, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now()
  const posted = await send(webhook, delivery, sending, signal)
  // Cut short by our own end: it was no attempt.
  if (signal.aborted && posted.status === null) return
  await record(webhook, delivery, posted, Math.round(performance.now() - startedAt), (sending.random ?? Math.random)())
}

async function send(webhook: WebhookRow, delivery: DeliveryRow, sending: Sending, signal: AbortSignal): Promise<Posted> {
  const { timeoutMs = 10_000, resolve } = sending
  const message = await messageOf(webhook, delivery)
  if (!message) return unsent('The event is gone.')
  const headers = signed(webhook, message, await now(db()))
  if (!headers) return unsent('Its secret cannot be opened, because the key that sealed it is not here any more: make a new secret.')
  const request = { url: webhook.url, body: message.body, headers, allowed: env().WEBHOOK_NETWORKS, timeoutMs, signal }
  return post(resolve ? { ...request, resolve } : request)
}

const unsent = (error: string): Posted => ({ status: null, answer: '', error, retryAfterMs: null })

function signed(...[webhook, message, time]: Parameters<typeof headersOf>) {
  try {
    return headersOf(webhook, message, time)
  } catch (error) {
    if (error instanceof SealError) return null
    throw error
  }
}

function record({ id, projectId }: WebhookRow, delivery: DeliveryRow, posted: Posted, durationMs: number, random: number) {
  return write(systemCaller(), { name: 'recordDelivery', input: {}, gate: [projectId] }, async (w) => {
    const webhook = await w.tx.webhook.findUnique({ where: { id } })
    const row = await w.tx.webhookDelivery.findUnique({ where: { id: delivery.id } })
    if (!webhook || row?.state !== 'PENDING') return {}
    const isDelivered = posted.error === '' && posted.status !== null && posted.status >= 200 && posted.status < 300
    const attempts = row.attempts + 1
    const facts = {
      attempts,
      lastAttemptAt: w.now,
      durationMs,
      status: posted.status,
      answer: head(posted.answer, ANSWER_KEPT),
    }
    if (isDelivered) {
      const data = { ...facts, state: 'DELIVERED' as const, error: '', nextAttemptAt: null, deliveredAt: w.now }
      await w.tx.webhookDelivery.update({ where: { id: row.id }, data })
      if (webhook.failures > 0) await w.tx.webhook.update({ where: { id }, data: { failures: 0, failingSince: null } })
      return {}
    }
    // A test is sent once: whoever asked for it is looking.
    const pause = posted.status === GONE || row.action === PING ? null : pauseAfter(attempts, random, posted.retryAfterMs)
    const error = posted.error || `It answered ${posted.status}.`
    const next = {
      state: pause === null ? ('FAILED' as const) : ('PENDING' as const),
      nextAttemptAt: pause === null ? null : later(w.now, pause),
    }
    await w.tx.webhookDelivery.update({ where: { id: row.id }, data: { ...facts, ...next, error } })
    if (row.action !== PING) await countFailure(w, webhook, { isGivenUp: pause === null, status: posted.status, error })
    return {}
  })
}

interface Failure {
  isGivenUp: boolean
  status: number | null
  error: string
}

async function countFailure(w: Write, webhook: WebhookRow, { isGivenUp, status, error }: Failure) {
  const failingSince = webhook.failingSince ?? w.now
  const hasFailedLong = w.now.getTime() - failingSince.getTime() >= FAILING_TOO_LONG_MS
  const isOver = webhook.isEnabled && (status === GONE || (isGivenUp && hasFailedLong))
  const reason =
    status === GONE ? 'Its address answered 410: it is gone.' : `Nothing has reached it since ${failingSince.toISOString()}. ${error}`
  await w.tx.webhook.update({
    where: { id: webhook.id },
    data: {
      failures: { increment: 1 },
      failingSince,
      ...(isOver && { isEnabled: false, disabledAt: w.now, disabledReason: reason, version: { increment: 1 }, updatedAt: w.now }),
    },
  })
  if (!isOver) return
  const owners = await w.tx.member.findMany({ where: { projectId: webhook.projectId, role: 'OWNER' }, select: { actorId: true } })
  const tell = owners.map(({ actorId }) => ({ actorId, reason: 'WEBHOOK_DISABLED' as const }))
  webhookEvent(w, 'WEBHOOK_DISABLED', webhook, { data: { reason } }, tell)
}

const later = (time: Date, ms: number) => new Date(time.getTime() + ms)
