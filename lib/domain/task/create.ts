import type { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { askBeforeCreation } from '../gates.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { inProject } from '../project/locate.ts'
import { newTask } from './fields.ts'
import { birthsOf, insertTasks, survey } from './insert.ts'
import type { Naming } from './links.ts'

const schema = newTask.extend({ project: ref, idempotencyKey })
const ALONE: Naming = { positions: new Map(), path: (_, field) => field }

/** Creates one task with its tags, criteria, capabilities, files and dependencies. */
export async function createTask(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  await askBeforeCreation(caller, { ...parsed, tasks: [parsed] })
  return inProject(caller, { name: 'createTask', input: parsed, right: 'CREATE_TASK' }, async (w, project) => {
    const around = await survey(w.tx, project, [parsed], ALONE)
    if (around.faults.length) throw new InvalidInputError(around.faults)
    const births = birthsOf([parsed], around, () => '')
    const [task = ''] = await insertTasks(w, project, [parsed], around, births)
    return { task }
  })
}
