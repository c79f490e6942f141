import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { onTask, taskEvent } from '../task/act.ts'
import { tellConflicts } from './conflict.ts'
import { givenFile } from './given.ts'

const schema = givenFile.and(z.object({ task: ref, idempotencyKey }))

/** Notes a file, or a range of its lines, or a folder, that a task reads or changes. */
export async function addFileReference(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onTask(caller, { name: 'addFileReference', input: parsed, right: 'ADD_FILE' }, async (w, { task, claim }) => {
    if ((await w.tx.fileReference.count({ where: { taskId: task.id } })) >= LIMITS.filesPerTask)
      throw new InvalidInputError([{ field: 'path', message: `a task has at most ${LIMITS.filesPerTask} file references` }])
    const file = newId('fil')
    const { path, lineStart, lineEnd, note } = parsed
    await w.tx.fileReference.create({
      data: {
        id: file,
        projectId: task.projectId,
        taskId: task.id,
        path,
        lineStart,
        lineEnd,
        note,
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
