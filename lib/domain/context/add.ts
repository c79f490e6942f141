import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { sealBody } from '#lib/cipher.ts'
import type { NotificationReason } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import type { Recipient, Write } from '#lib/write.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { inProject } from '../project/locate.ts'
import { onTask, taskEvent, type Subject } from '../task/act.ts'
import { requireFence } from '../task/claim-state.ts'
import { joinedTo, workingOn } from './concerned.ts'
import { mentionedIn } from './mentions.ts'

const KINDS = ['UPDATE', 'DISCOVERY', 'SYNC', 'PROGRESS', 'NOTE'] as const
const schema = z
  .object({
    task: ref.nullish(),
    project: ref.nullish(),
    kind: z
      .enum(KINDS)
      .nullish()
      .transform((kind) => kind ?? 'UPDATE'),
    body: text(LIMITS.context, 1),
    /** A rank: how much it matters to those who are named. */
    priority: z.int().min(0).max(3).nullish(),
    fence: z.int().nullish(),
    idempotencyKey,
  })
  .refine(({ task, project }) => Boolean(task) !== Boolean(project), { path: ['task'], message: 'name a task or a project, one of them' })
  .refine(({ kind, priority }) => kind !== 'NOTE' || typeof priority !== 'number', {
    path: ['priority'],
    message: 'a private note reaches nobody, so it has no priority',
  })
type Entry = Omit<z.output<typeof schema>, 'task' | 'project' | 'idempotencyKey'>

/**
 * Writes on a task or a project. With a fence it speaks as the task's holder and is refused when the claim is gone.
 * A private note leaves nothing but its row: no mention, no event, no notification.
 */
export async function addContext(caller: Caller, input: z.input<typeof schema>) {
  const { task, project, ...entry } = parse(schema, input)
  if (task)
    return onTask(caller, { name: 'addContext', input: { ...entry, task }, right: 'ADD_CONTEXT' }, async (w, subject) => {
      if (entry.fence !== null && entry.fence !== undefined) await requireFence(w, subject, entry.fence)
      return writeOnTask(w, subject, entry)
    })
  return inProject(caller, { name: 'addContext', input: { ...entry, project: project ?? '' }, right: 'ADD_CONTEXT' }, (w, { id }) =>
    writeOnProject(w, id, entry),
  )
}

/** The entry of a write that has checked its rights. */
export async function writeOnTask(w: Write, { task, claim }: Subject, entry: Entry) {
  const { id, mentioned } = await store(w, { projectId: task.projectId, taskId: task.id }, entry)
  if (entry.kind === 'NOTE') return { entry: id }
  const isDiscovery = entry.kind === 'DISCOVERY'
  const concerned = [task.assigneeId, claim?.holderId, task.createdById, ...(isDiscovery ? await joinedTo(w, task.id) : [])]
  const tell = [...told(mentioned, 'MENTION'), ...told(concerned, isDiscovery ? 'DISCOVERY' : 'UPDATE')]
  taskEvent(w, 'CONTEXT_ADDED', task, { subjectId: id, data: { kind: entry.kind } }, tell)
  return { entry: id }
}

async function writeOnProject(w: Write, projectId: string, entry: Entry) {
  const { id, mentioned } = await store(w, { projectId, taskId: null }, entry)
  if (entry.kind === 'NOTE') return { entry: id }
  const working = entry.kind === 'DISCOVERY' ? await workingOn(w, projectId) : []
  const tell = [...told(mentioned, 'MENTION'), ...told(working, 'DISCOVERY')]
  w.event({ action: 'CONTEXT_ADDED', projectId, subjectId: id, data: { kind: entry.kind } }, tell)
  return { entry: id }
}

async function store(w: Write, on: { projectId: string; taskId: string | null }, { kind, body, priority }: Entry) {
  const id = newId('ctx')
  const mentioned = kind === 'NOTE' ? [] : await mentionedIn(w, on.projectId, body)
  const row = { id, ...on, authorId: w.caller.actorId, kind, priority: priority ?? null, createdAt: w.now, ...sealBody(id, body) }
  await w.tx.contextEntry.create({ data: row })
  if (mentioned.length) await w.tx.mention.createMany({ data: mentioned.map((actorId) => ({ entryId: id, actorId })) })
  return { id, mentioned }
}

const told = (actorIds: readonly (string | null | undefined)[], reason: NotificationReason): Recipient[] =>
  actorIds.map((actorId) => ({ actorId, reason }))
