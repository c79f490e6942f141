import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Change } from '#lib/events.ts'
import type { Write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import type { ProjectRow } from '../task/types.ts'
import { actionsOf, hostOf, webhookActions, webhookName, webhookUrl } from './fields.ts'
import { onWebhook, webhookEvent, type WebhookRow } from './locate.ts'
import { ringDeliveries } from './ring.ts'

const schema = z.object({
  webhook: ref,
  url: webhookUrl.optional(),
  name: webhookName.optional(),
  actions: webhookActions.nullish(),
  isEnabled: z.boolean().optional(),
  catchUp: z.boolean().nullish(),
  idempotencyKey,
})
type Input = z.output<typeof schema>

/** Changes a webhook, or switches it on or off. Switched on, it goes on with what happens from now on, or with `catchUp` where it stopped. */
export async function updateWebhook(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const outcome = await onWebhook(caller, { name: 'updateWebhook', input: parsed }, async (w, webhook, project) => {
    const changes = changesOf(webhook, parsed)
    const isTurnedOn = parsed.isEnabled === true && !webhook.isEnabled
    if (changes.length) {
      await w.tx.webhook.update({
        where: { id: webhook.id },
        data: {
          url: parsed.url,
          name: parsed.name,
          actions: parsed.actions === undefined ? undefined : JSON.stringify(parsed.actions ?? []),
          isEnabled: parsed.isEnabled,
          ...(isTurnedOn && { disabledAt: null, disabledReason: '', failures: 0, failingSince: null }),
          ...(isTurnedOn && !parsed.catchUp && { seq: project.seq }),
          version: { increment: 1 },
          updatedAt: w.now,
        },
      })
      if (isTurnedOn) await settleWaiting(w, webhook, parsed.catchUp ?? false)
      webhookEvent(w, 'WEBHOOK_CHANGED', { ...webhook, name: parsed.name ?? webhook.name, url: parsed.url ?? webhook.url }, { changes })
    }
    return { webhook: webhook.id, project: project.id satisfies ProjectRow['id'] }
  })
  ringDeliveries()
  return outcome
}

/** Deliveries that waited while it was off are sent now, or never. */
async function settleWaiting(w: Write, { id }: WebhookRow, catchUp: boolean) {
  await w.tx.webhookDelivery.updateMany({
    where: { webhookId: id, state: 'PENDING' },
    data: catchUp
      ? { nextAttemptAt: w.now, attempts: 0 }
      : { state: 'FAILED', nextAttemptAt: null, error: 'The webhook was switched off.' },
  })
}

/** Of the address the event names the host alone. */
function changesOf(webhook: WebhookRow, { url, name, actions, isEnabled }: Input): Change[] {
  const before = actionsOf(webhook)
  const after = actions === undefined ? before : (actions ?? [])
  const changes: Change[] = [
    { field: 'name', old: webhook.name, new: name ?? webhook.name },
    { field: 'actions', old: before.length, new: after.length },
    { field: 'enabled', old: webhook.isEnabled, new: isEnabled ?? webhook.isEnabled },
  ]
  const changed = changes.filter((change) => change.old !== change.new)
  const otherActions = before.length === after.length && before.join() !== after.join()
  return [
    ...changed,
    ...(otherActions ? [{ field: 'actions', old: before, new: after }] : []),
    ...(url !== undefined && url !== webhook.url ? [{ field: 'address', old: hostOf(webhook.url), new: hostOf(url) }] : []),
  ]
}
