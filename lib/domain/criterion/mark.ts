import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onTask } from '../task/act.ts'
import { requireFence } from '../task/claim-state.ts'
import { markOf, planMarks, writeMarks } from './marks.ts'

const schema = markOf.extend({ task: ref, fence: z.int().nullish(), idempotencyKey })

/** Says whether a success criterion is met, and what shows it. Nothing different: nothing is written and the version stays. */
export async function markCriterion(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onTask(caller, { name: 'markCriterion', input: parsed, right: 'MARK_CRITERION' }, async (w, subject) => {
    await requireFence(w, subject, parsed.fence)
    const { task } = subject
    const marking = await planMarks(w, task.id, [parsed], () => 'criterion')
    if (!marking.changed.length) return { task: task.id, version: task.version }
    const version = task.version + 1
    await w.tx.task.updateMany({ where: { id: task.id }, data: { version, updatedAt: w.now } })
    await writeMarks(w, { ...task, version }, marking)
    return { task: task.id, version }
  })
}
