import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { inProject } from '../project/locate.ts'
import { newTask } from './fields.ts'
import { insertTasks } from './insert.ts'

const schema = z.object({
  project: ref,
  tasks: z.array(newTask).min(1, 'name at least one task').max(LIMITS.tasksPerBatch, `at most ${LIMITS.tasksPerBatch} tasks`),
  idempotencyKey,
})

/** Creates up to 500 tasks, all or none. `dependsOn` and `parent` may name tasks of the same list by position: `#1`, `#2` … */
export async function createTasks(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return inProject(caller, { name: 'createTasks', input: parsed, right: 'CREATE_TASK' }, async (w, project) => ({
    tasks: await insertTasks(w, project, parsed.tasks),
  }))
}
