import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { inProject } from '../project/locate.ts'
import { webhookActions, webhookName, webhookUrl } from './fields.ts'
import { webhookEvent } from './locate.ts'
import { newSecret } from './secret.ts'

const schema = z.object({ project: ref, url: webhookUrl, name: webhookName.nullish(), actions: webhookActions.nullish(), idempotencyKey })

/** Adds a webhook, which hears of what happens from now on. Its secret is in this answer and nowhere else; a replay has none. */
export async function createWebhook(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const { secret, sealed } = newSecret()
  const outcome = await inProject(caller, { name: 'createWebhook', input: parsed, right: 'MANAGE_WEBHOOKS' }, async (w, project) => {
    const count = await w.tx.webhook.count({ where: { projectId: project.id } })
    if (count >= LIMITS.webhooksPerProject)
      throw new InvalidInputError([{ field: 'project', message: `has ${count} webhooks, the most there may be` }])
    const { url, name, actions } = parsed
    const row = { id: newId('whk'), projectId: project.id, url, name: name ?? '' }
    await w.tx.webhook.create({
      data: {
        ...row,
        actions: JSON.stringify(actions ?? []),
        secret: sealed,
        // Its own creation is the first event that it hears of.
        seq: project.seq,
        createdById: caller.actorId,
        createdAt: w.now,
        updatedAt: w.now,
      },
    })
    webhookEvent(w, 'WEBHOOK_CREATED', row)
    return { webhook: row.id, project: project.id }
  })
  return { ...outcome, secret: outcome.replayed ? null : secret }
}
