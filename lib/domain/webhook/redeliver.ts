import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { onWebhook } from './locate.ts'
import { PING } from './message.ts'
import { ringDeliveries } from './ring.ts'

const schema = z.object({
  webhook: ref,
  deliveries: z
    .array(ref)
    .min(1, 'name at least one delivery')
    .max(LIMITS.redeliveriesAtOnce, `at most ${LIMITS.redeliveriesAtOnce} deliveries`),
  idempotencyKey,
})

/** Sends what was sent before, or could not be, once more: with the same message id, as a line of its own in the log. */
export async function redeliverWebhook(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const outcome = await onWebhook(caller, { name: 'redeliverWebhook', input: parsed }, async (w, webhook, project) => {
    if (!webhook.isEnabled) throw new InvalidInputError([{ field: 'webhook', message: 'is switched off; switch it on first' }])
    const given = [...new Set(parsed.deliveries)]
    const found = await w.tx.webhookDelivery.findMany({ where: { webhookId: webhook.id, id: { in: given } }, orderBy: { eventSeq: 'asc' } })
    const known = new Set(found.map(({ id }) => id))
    const missing = given.flatMap((id, i) => (known.has(id) ? [] : [{ field: `deliveries.${i}`, message: `"${id}" is not in its log` }]))
    if (missing.length) throw new InvalidInputError(missing)
    const rows = found.map(({ eventSeq, action }) => ({ id: newId('dlv'), eventSeq, action }))
    await w.tx.webhookDelivery.createMany({
      data: rows.map((row) => ({ ...row, webhookId: webhook.id, projectId: project.id, nextAttemptAt: w.now, createdAt: w.now })),
    })
    return { webhook: webhook.id, project: project.id, deliveries: rows.map(({ id }) => id) }
  })
  ringDeliveries()
  return outcome
}

const testSchema = z.object({ webhook: ref, idempotencyKey })

/** Sends a message that stands for no event, also while the webhook is switched off. */
export async function testWebhook(caller: Caller, input: z.input<typeof testSchema>) {
  const outcome = await onWebhook(caller, { name: 'testWebhook', input: parse(testSchema, input) }, async (w, webhook, project) => {
    const id = newId('dlv')
    const row = { id, webhookId: webhook.id, projectId: project.id, eventSeq: 0, action: PING, nextAttemptAt: w.now, createdAt: w.now }
    await w.tx.webhookDelivery.create({ data: row })
    return { webhook: webhook.id, project: project.id, delivery: id }
  })
  ringDeliveries()
  return outcome
}
