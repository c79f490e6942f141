import type { Write } from '#lib/write.ts'
import { taskEvent } from '../task/act.ts'
import type { TaskRow } from '../task/types.ts'
import { liftHold } from './hold.ts'

/** The open question of a task, marked as withdrawn; null when there is none. A question is open only while its hold is set. */
export async function withdrawQuestion(w: Write, task: TaskRow) {
  if (task.holdReason === null) return null
  const question = await w.tx.question.findFirst({ where: { taskId: task.id, state: 'OPEN' }, select: { id: true, askerId: true } })
  if (!question) return null
  await w.tx.question.update({
    where: { id: question.id },
    data: { state: 'WITHDRAWN', answeredById: w.caller.actorId, answeredAt: w.now },
  })
  return question
}

/** Before a task ends: withdraws its open question with the hold that it set, and tells the asker. Answers the row as it is then. */
export async function dropQuestion(w: Write, task: TaskRow): Promise<TaskRow> {
  const question = await withdrawQuestion(w, task)
  if (!question) return task
  const lifted = await liftHold(w, task)
  taskEvent(w, 'QUESTION_WITHDRAWN', lifted.task, { subjectId: question.id, changes: lifted.changes }, [
    { actorId: question.askerId, reason: 'ANSWER' },
  ])
  return lifted.task
}
