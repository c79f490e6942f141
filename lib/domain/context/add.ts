import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Recipient, Write } from '#lib/write.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { inProject } from '../project/locate.ts'
import { onTask, taskEvent } from '../task/act.ts'
import { requireFence } from '../task/claim-state.ts'

const schema = z.object({
  task: ref.nullish(),
  project: ref.nullish(),
  kind: z
    .enum(['UPDATE'])
    .nullish()
    .transform((kind) => kind ?? 'UPDATE'),
  body: text(LIMITS.context, 1),
  fence: z.int().nullish(),
  idempotencyKey,
})

/** Writes on a task or a project. With a fence it speaks as the task's holder and is refused when the claim is gone. */
export async function addContext(caller: Caller, input: z.input<typeof schema>) {
  const { task, project, ...parsed } = parse(schema, input)
  if (Boolean(task) === Boolean(project)) throw new InvalidInputError([{ field: 'task', message: 'name a task or a project, one of them' }])
  const store = async (w: Write, projectId: string, taskId: string | null) => {
    const entry = newId('ctx')
    await w.tx.contextEntry.create({
      data: { id: entry, projectId, taskId, authorId: caller.actorId, kind: parsed.kind, body: parsed.body, createdAt: w.now },
    })
    return entry
  }
  if (task)
    return onTask(caller, { name: 'addContext', input: { ...parsed, task }, right: 'ADD_CONTEXT' }, async (w, subject) => {
      if (parsed.fence !== null && parsed.fence !== undefined) await requireFence(w, subject, parsed.fence)
      const entry = await store(w, subject.task.projectId, subject.task.id)
      const tell: Recipient[] = [subject.task.assigneeId, subject.task.createdById].map((actorId) => ({ actorId, reason: 'UPDATE' }))
      taskEvent(w, 'CONTEXT_ADDED', subject.task, { subjectId: entry, data: { kind: parsed.kind } }, tell)
      return { entry }
    })
  return inProject(caller, { name: 'addContext', input: { ...parsed, project: project ?? '' }, right: 'ADD_CONTEXT' }, async (w, row) => {
    const entry = await store(w, row.id, null)
    w.event({ action: 'CONTEXT_ADDED', projectId: row.id, subjectId: entry, data: { kind: parsed.kind } })
    return { entry }
  })
}
