import type { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { inProject } from '../project/locate.ts'
import { newTask } from './fields.ts'
import { insertTasks } from './insert.ts'

const schema = newTask.extend({ project: ref, idempotencyKey })

/** Creates one task with its tags, criteria, capabilities and dependencies. */
export async function createTask(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return inProject(caller, { name: 'createTask', input: parsed, right: 'CREATE_TASK' }, async (w, project) => {
    const [task = ''] = await insertTasks(w, project, [parsed])
    return { task }
  })
}
