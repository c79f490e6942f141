import { Webhook } from 'standardwebhooks'
import { db, type Prisma } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import type { Change } from '#lib/events.ts'
import { PRIORITIES } from '../task/types.ts'
import type { WebhookRow } from './locate.ts'
import { secretsOf } from './secret.ts'

export type DeliveryRow = Prisma.WebhookDeliveryGetPayload<object>

/** The message that stands for no event. */
export const PING = 'PING'

/** What is sent for a delivery, as Standard Webhooks lays it out. Null when its project or event is gone. */
export async function messageOf(webhook: WebhookRow, delivery: DeliveryRow): Promise<{ id: string; body: string } | null> {
  const project = await db().project.findUnique({ where: { id: webhook.projectId }, select: { id: true, key: true, name: true } })
  if (!project) return null
  const home = { ...project, url: `${origin()}/projects/${project.key}` }
  if (delivery.action === PING) {
    const data = { project: home, webhook: { id: webhook.id, name: webhook.name } }
    return { id: delivery.id, body: JSON.stringify({ type: PING, timestamp: delivery.createdAt, data }) }
  }
  const event = await db().event.findUnique({ where: { stream_seq: { stream: project.key, seq: delivery.eventSeq } } })
  if (!event) return null
  const id = `evt_${event.stream}_${event.seq}`
  // From where the actor called is for owners' eyes, not for another machine.
  const data = {
    id,
    seq: event.seq,
    project: home,
    actor: await actorOf(event.actorId),
    task: await taskOf(event.taskId, project.key),
    subjectId: event.subjectId,
    changes: JSON.parse(event.changes) as Change[],
    data: JSON.parse(event.data) as Record<string, unknown>,
  }
  return { id, body: JSON.stringify({ type: event.action, timestamp: event.createdAt, data }) }
}

/** Signed with each secret that is good now, so that a receiver may change over in its own time. */
export function headersOf(webhook: WebhookRow, message: { id: string; body: string }, time: Date): Record<string, string> {
  const signatures = secretsOf(webhook, time).map((secret) => new Webhook(secret).sign(message.id, time, message.body))
  return {
    'content-type': 'application/json',
    'user-agent': 'Task-Orchestrator',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  }
}

const origin = () => env().PUBLIC_URLS[0] ?? ''

async function actorOf(id: string | null) {
  return id === null ? null : db().actor.findUnique({ where: { id }, select: { id: true, kind: true, handle: true, name: true } })
}

/** As it is when the message is sent; what it was at the event stands in `changes`. */
async function taskOf(id: string | null, project: string) {
  const row = id === null ? null : await db().task.findUnique({ where: { id } })
  if (!row) return null
  const { key, title, status, priority, version } = row
  const assignee = await actorOf(row.assigneeId)
  return {
    id: row.id,
    key,
    title,
    status,
    priority: PRIORITIES[priority],
    assignee,
    version,
    url: `${origin()}/projects/${project}/tasks/${key}`,
  }
}
