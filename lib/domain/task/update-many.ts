import type { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { demand } from './act.ts'
import { onEach } from './each.ts'
import { change, update } from './update.ts'

/** Changes fields of up to 500 tasks, each as updateTask would. */
export const updateTasks = (caller: Caller, input: { tasks: z.input<typeof change>[]; idempotencyKey?: string | null | undefined }) =>
  onEach(caller, { name: 'updateTasks', item: change, input }, async (w, subject, item) => {
    demand('UPDATE', subject)
    await update(w, subject, item)
    return {}
  })
