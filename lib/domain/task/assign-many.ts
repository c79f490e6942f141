import type { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { assign, assignment } from './assign.ts'
import { onEach } from './each.ts'

/** Assigns up to 500 tasks, each as assignTask would. */
export const assignTasks = (caller: Caller, input: { tasks: z.input<typeof assignment>[]; idempotencyKey?: string | null | undefined }) =>
  onEach(caller, { name: 'assignTasks', item: assignment, input }, async (w, subject, item) => {
    await assign(w, subject, item)
    return {}
  })
