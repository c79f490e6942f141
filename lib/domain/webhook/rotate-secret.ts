import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onWebhook, webhookEvent } from './locate.ts'
import { newSecret } from './secret.ts'

const DEFAULT_HOURS = 24
const schema = z.object({
  webhook: ref,
  graceHours: z.int().min(0, 'must be 0 to 168').max(168, 'must be 0 to 168').nullish(),
  idempotencyKey,
})

/** Gives a webhook a new secret; for so many hours messages are signed with the old one too. Shown in this answer and nowhere else. */
export async function rotateWebhookSecret(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const { secret, sealed } = newSecret()
  const outcome = await onWebhook(caller, { name: 'rotateWebhookSecret', input: parsed }, async (w, webhook, project) => {
    const hours = parsed.graceHours ?? DEFAULT_HOURS
    const earlierUntil = hours === 0 ? null : new Date(w.now.getTime() + hours * 3600_000)
    await w.tx.webhook.update({
      where: { id: webhook.id },
      data: {
        secret: sealed,
        earlierSecret: earlierUntil && webhook.secret,
        earlierUntil,
        version: { increment: 1 },
        updatedAt: w.now,
      },
    })
    webhookEvent(w, 'WEBHOOK_SECRET_CHANGED', webhook, { data: { earlierUntil } })
    return { webhook: webhook.id, project: project.id }
  })
  return { ...outcome, secret: outcome.replayed ? null : secret }
}
