import type { Caller } from '#lib/auth/caller.ts'
import { createPlan } from '../plan/create.ts'

/** Creates up to 500 tasks, all or none. `dependsOn` and `parent` may name tasks of the same list by position: `#1`, `#2` … */
export const createTasks = (caller: Caller, input: Parameters<typeof createPlan>[1]) => createPlan(caller, input)
