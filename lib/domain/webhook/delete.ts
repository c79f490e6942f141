import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onWebhook, webhookEvent } from './locate.ts'

const schema = z.object({ webhook: ref, idempotencyKey })

/** Removes a webhook with its log for good. */
export async function deleteWebhook(caller: Caller, input: z.input<typeof schema>) {
  return onWebhook(caller, { name: 'deleteWebhook', input: parse(schema, input) }, async (w, webhook, project) => {
    await w.tx.webhook.delete({ where: { id: webhook.id } })
    webhookEvent(w, 'WEBHOOK_DELETED', webhook)
    return { webhook: webhook.id, project: project.id }
  })
}
