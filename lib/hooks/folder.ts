import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '#lib/env.ts'
import { type HookRun, runHook } from './run.ts'

/** The hooks there may be, and when each runs. */
const HOOKS = {
  'pre-task': 'before tasks are created',
  'pre-complete': 'before a task is completed',
  'post-create': 'after a task was created',
  'post-complete': 'after a task was completed',
  'post-update': 'after fields or the status of a task changed',
} as const
export type Hook = keyof typeof HOOKS

/** Runs a hook of the configured folder; null when there is none of that name. It is looked for each time: nothing need be restarted. */
export async function callHook(hook: Hook, args: readonly string[], input: object, signal?: AbortSignal): Promise<HookRun | null> {
  const folder = env().HOOKS_DIR
  if (!folder) return null
  const file = join(folder, hook)
  if (!(await isThere(file))) return null
  const environment = { TASK_ORCHESTRATOR_HOOK: hook, TASK_ORCHESTRATOR_URL: env().PUBLIC_URLS[0] ?? '' }
  const run = await runHook({ file, folder, args, input: { hook, ...input }, environment, timeoutMs: env().HOOK_TIMEOUT * 1000, signal })
  // Removed between the look and the call.
  return run.verdict === 'FAULT' && !(await isThere(file)) ? null : run
}

export const hasHook = async (hook: Hook) => isThere(join(env().HOOKS_DIR ?? '', hook))

/** A file that is there but cannot be looked at or executed is called all the same: its fault shall be seen. */
const isThere = async (file: string) =>
  stat(file).then(
    (found) => found.isFile(),
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  )
