import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { onTask, taskEvent } from '../task/act.ts'
import { tellConflicts } from './conflict.ts'
import { filePath } from './path.ts'
import { isFolder } from './range.ts'

const line = z.int().min(1, 'lines count from 1').max(10_000_000)
const schema = z.object({
  task: ref,
  path: filePath,
  lineStart: line.nullish(),
  lineEnd: line.nullish(),
  note: text(LIMITS.fileNote).nullish(),
  idempotencyKey,
})

/** Notes a file, or a range of its lines, that a task reads or changes. */
export async function addFileReference(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const lineStart = parsed.lineStart ?? null
  const lineEnd = parsed.lineEnd ?? lineStart
  if (lineEnd !== null && (lineStart === null || lineEnd < lineStart))
    throw new InvalidInputError([{ field: 'lineEnd', message: 'must not be before lineStart, which must be given' }])
  if (lineStart !== null && isFolder(parsed.path)) throw new InvalidInputError([{ field: 'lineStart', message: 'a folder has no lines' }])
  return onTask(caller, { name: 'addFileReference', input: parsed, right: 'ADD_FILE' }, async (w, { task, claim }) => {
    if ((await w.tx.fileReference.count({ where: { taskId: task.id } })) >= LIMITS.filesPerTask)
      throw new InvalidInputError([{ field: 'path', message: `a task has at most ${LIMITS.filesPerTask} file references` }])
    const file = newId('fil')
    const { path } = parsed
    await w.tx.fileReference.create({
      data: {
        id: file,
        projectId: task.projectId,
        taskId: task.id,
        path,
        lineStart,
        lineEnd,
        note: parsed.note ?? '',
        createdById: caller.actorId,
        createdAt: w.now,
      },
    })
    taskEvent(w, 'FILE_ADDED', task, { subjectId: file, data: { path, lineStart, lineEnd } })
    const worker = task.status === 'IN_PROGRESS' ? (claim?.holderId ?? task.assigneeId) : null
    if (worker) await tellConflicts(w, task, worker, [{ id: file, taskId: task.id, path, lineStart, lineEnd }])
    return { file, task: task.id }
  })
}
