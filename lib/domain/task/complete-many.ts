import type { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { askBeforeCompletion } from '../gates.ts'
import { LIMITS } from '../limits.ts'
import { complete, completion } from './complete.ts'
import { onEach } from './each.ts'

interface Input {
  tasks: z.input<typeof completion>[]
  idempotencyKey?: string | null | undefined
}

/** Completes up to 500 tasks, each as completeTask would; one that is freed by an earlier one of the list is completed too. */
export async function completeTasks(caller: Caller, input: Input) {
  const refusals = await askBeforeCompletion(caller, input.tasks.slice(0, LIMITS.tasksPerBatch), input.idempotencyKey)
  return onEach(caller, { name: 'completeTasks', item: completion, input }, async (w, subject, each) => {
    const refusal = refusals.get(subject.task.id)
    if (refusal) throw refusal
    return complete(w, subject, each)
  })
}
