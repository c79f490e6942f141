import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import type { Recipient } from '#lib/write.ts'
import { roleIn } from '../access.ts'
import { onTask, taskEvent } from '../task/act.ts'
import { QuestionClosedError } from './errors.ts'
import { liftHold } from './hold.ts'

const CLOSINGS = {
  answerQuestion: { state: 'ANSWERED', action: 'QUESTION_ANSWERED' },
  declineQuestion: { state: 'DECLINED', action: 'QUESTION_DECLINED' },
} as const

interface Closing {
  question: string
  text: string
  idempotencyKey?: string | null | undefined
}

/** A person ends a question with a text, which reaches the asker; the hold that it set is released whatever the text says. */
export async function closeQuestion(caller: Caller, name: keyof typeof CLOSINGS, { question: id, text, idempotencyKey }: Closing) {
  const found = await db().question.findUnique({ where: { id }, select: { taskId: true, projectId: true } })
  if (!found || (await roleIn(caller, found.projectId)) === null) throw new NotFoundError('question', id)
  const input = { task: found.taskId, question: id, text, idempotencyKey }
  return onTask(caller, { name, input, right: 'ANSWER' }, async (w, { task, claim }) => {
    const question = await w.tx.question.findUniqueOrThrow({ where: { id } })
    if (question.state !== 'OPEN') throw new QuestionClosedError(id, question.state, task.key)
    const { state, action } = CLOSINGS[name]
    await w.tx.question.update({ where: { id }, data: { state, answer: text, answeredById: caller.actorId, answeredAt: w.now } })
    const lifted = await liftHold(w, task)
    const tell: Recipient[] = [
      { actorId: question.askerId, reason: 'ANSWER' },
      { actorId: claim?.holderId, reason: 'HOLD_RELEASED' },
      { actorId: task.assigneeId ?? task.createdById, reason: 'HOLD_RELEASED' },
    ]
    taskEvent(w, action, lifted.task, { subjectId: id, changes: lifted.changes }, tell)
    return { question: id, task: task.id, version: lifted.task.version }
  })
}
