import type { Caller } from '#lib/auth/caller.ts'
import { db, type Prisma } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import type { EventAction } from '#lib/events.ts'
import { write, type Outcome, type Write } from '#lib/write.ts'
import { roleIn } from '../access.ts'
import { demandInProject } from '../project/locate.ts'
import type { ProjectRow } from '../task/types.ts'
import { hostOf } from './fields.ts'

export type WebhookRow = Prisma.WebhookGetPayload<object>

interface OnWebhook {
  name: string
  input: { webhook: string; idempotencyKey?: string | null | undefined } & Record<string, unknown>
}

/** One act on a webhook, under the gate of its project, with the rows read there. */
export async function onWebhook<T extends Outcome>(
  caller: Caller,
  { name, input: { idempotencyKey, ...input } }: OnWebhook,
  run: (w: Write, webhook: WebhookRow, project: ProjectRow) => Promise<T>,
) {
  const projectId = await projectOf(caller, input.webhook, idempotencyKey)
  return write(caller, { name, input, idempotencyKey, gate: [projectId] }, async (w) => {
    const webhook = await w.tx.webhook.findUnique({ where: { id: input.webhook } })
    const project = await w.tx.project.findUnique({ where: { id: projectId } })
    if (!webhook || !project || (await roleIn(caller, projectId, w.tx)) === null) throw new NotFoundError('webhook', input.webhook)
    await demandInProject(caller, w.tx, project, 'MANAGE_WEBHOOKS')
    return run(w, webhook, project)
  })
}

/** A repeated request may find the webhook gone; the stored outcome knows whose it was. */
async function projectOf(caller: Caller, id: string, key: string | null | undefined): Promise<string> {
  const webhook = await db().webhook.findUnique({ where: { id }, select: { projectId: true } })
  if (webhook && (await roleIn(caller, webhook.projectId)) !== null) return webhook.projectId
  const earlier = key ? await db().idempotencyKey.findUnique({ where: { actorId_key: { actorId: caller.actorId, key } } }) : null
  const project = earlier && (JSON.parse(earlier.outcome) as { project?: string }).project
  if (!project) throw new NotFoundError('webhook', id)
  return project
}

/** What members hear of a webhook: its name and host, never its path or secret. */
export function webhookEvent(
  w: Write,
  action: EventAction,
  { id, projectId, name, url }: Pick<WebhookRow, 'id' | 'projectId' | 'name' | 'url'>,
  more: Partial<Parameters<Write['event']>[0]> = {},
  tell: Parameters<Write['event']>[1] = [],
) {
  w.event({ action, projectId, subjectId: id, ...more, data: { name, host: hostOf(url), ...more.data } }, tell)
}
