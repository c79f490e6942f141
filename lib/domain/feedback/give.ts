import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { AlreadyExistsError } from '#lib/errors.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { demand, onTask, taskEvent } from '../task/act.ts'
import { InvalidTransitionError } from '../task/errors.ts'
import { workersOf } from './workers.ts'

const mark = z.int().min(1, 'must be from 1 to 5').max(5, 'must be from 1 to 5')
const schema = z.object({ task: ref, quality: mark, timeliness: mark, note: text(LIMITS.feedbackNote).nullish(), idempotencyKey })

/** Once, on a completed task, by whoever asked for the work and did not do it. It stays when the task is reopened. */
export async function giveFeedback(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onTask(caller, { name: 'giveFeedback', input: parsed, right: null }, async (w, subject) => {
    const { task } = subject
    const workerIds = (await workersOf(w.tx, [task.id])).get(task.id) ?? []
    demand('GIVE_FEEDBACK', { ...subject, rights: { ...subject.rights, workerIds } })
    if (task.status !== 'COMPLETED')
      throw new InvalidTransitionError(task.key, task.status, 'get feedback', 'Only a completed task gets feedback.')
    if (task.feedbackAt !== null)
      throw new AlreadyExistsError('feedback', task.key, `${task.key} has got its feedback.`, 'It is given once.')
    const { quality, timeliness } = parsed
    const note = parsed.note ?? ''
    const version = task.version + 1
    await w.tx.task.updateMany({
      where: { id: task.id },
      data: {
        ...{ feedbackQuality: quality, feedbackTimeliness: timeliness, feedbackNote: note },
        ...{ feedbackById: caller.actorId, feedbackAt: w.now, version, updatedAt: w.now },
      },
    })
    taskEvent(
      w,
      'FEEDBACK_GIVEN',
      { ...task, version },
      { changes: [{ field: 'feedback', old: null, new: { quality, timeliness, note } }] },
      workerIds.map((actorId) => ({ actorId, reason: 'FEEDBACK' })),
    )
    return { task: task.id, version }
  })
}
