import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { closeQuestion } from './close.ts'

export const answerText = text(LIMITS.answer).refine((value) => value.trim() !== '', 'must not be empty')
const schema = z.object({ question: ref, answer: answerText, idempotencyKey })

/** Answers an open question: the task's hold is released and the asker reads the answer. People alone answer. */
export async function answerQuestion(caller: Caller, input: z.input<typeof schema>) {
  const { question, answer, idempotencyKey: key } = parse(schema, input)
  return closeQuestion(caller, 'answerQuestion', { question, text: answer, idempotencyKey: key })
}
