import type { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { complete, completion } from './complete.ts'
import { onEach } from './each.ts'

/** Completes up to 500 tasks, each as completeTask would; one that is freed by an earlier one of the list is completed too. */
export const completeTasks = (caller: Caller, input: { tasks: z.input<typeof completion>[]; idempotencyKey?: string | null | undefined }) =>
  onEach(caller, { name: 'completeTasks', item: completion, input }, complete)
