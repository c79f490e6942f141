import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onTask, taskEvent } from '../task/act.ts'
import { roleIn } from '../access.ts'

const schema = z.object({ file: ref, idempotencyKey })

export async function removeFileReference(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const task = await taskOf(caller, parsed)
  return onTask(caller, { name: 'removeFileReference', input: { ...parsed, task }, right: 'ADD_FILE' }, async (w, subject) => {
    const row = await w.tx.fileReference.findUnique({ where: { id: parsed.file } })
    if (!row) throw new NotFoundError('file reference', parsed.file)
    await w.tx.fileReference.delete({ where: { id: row.id } })
    taskEvent(w, 'FILE_REMOVED', subject.task, {
      subjectId: row.id,
      data: { path: row.path, lineStart: row.lineStart, lineEnd: row.lineEnd },
    })
    return { task: row.taskId }
  })
}

/** A repeated request finds the row gone; the stored outcome knows whose it was. */
async function taskOf(caller: Caller, { file, idempotencyKey: key }: z.output<typeof schema>) {
  const row = await db().fileReference.findUnique({ where: { id: file } })
  if (row && (await roleIn(caller, row.projectId))) return row.taskId
  const earlier = key ? await db().idempotencyKey.findUnique({ where: { actorId_key: { actorId: caller.actorId, key } } }) : null
  const task = earlier && (JSON.parse(earlier.outcome) as { task?: string }).task
  if (!task) throw new NotFoundError('file reference', file)
  return task
}
