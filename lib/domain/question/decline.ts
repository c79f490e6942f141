import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { answerText } from './answer.ts'
import { closeQuestion } from './close.ts'

const schema = z.object({ question: ref, reason: answerText, idempotencyKey })

/** Declines to answer, with the reason, which reaches the asker; the task's hold is released as by an answer. */
export async function declineQuestion(caller: Caller, input: z.input<typeof schema>) {
  const { question, reason, idempotencyKey: key } = parse(schema, input)
  return closeQuestion(caller, 'declineQuestion', { question, text: reason, idempotencyKey: key })
}
