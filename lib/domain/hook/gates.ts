import { statSync } from 'node:fs'
import { systemCaller } from '#lib/auth/callers.ts'
import { ConfigurationError, env } from '#lib/env.ts'
import { RefusedError } from '#lib/errors.ts'
import { callHook, type Hook } from '#lib/hooks/folder.ts'
import type { HookRun } from '#lib/hooks/run.ts'
import { log } from '#lib/log.ts'
import { write } from '#lib/write.ts'
import { completionGates, creationGates } from '../gates.ts'
import { PRIORITIES } from '../task/types.ts'
import { type About, hookEvent } from './report.ts'

/** Lets the scripts pre-task and pre-complete refuse, when a folder of hooks is configured. @throws ConfigurationError when it is none */
export function openHookGates(): void {
  const { HOOKS_DIR } = env()
  if (!HOOKS_DIR) return
  // A wrong path would mean that nothing is ever refused, and nobody told.
  if (!statSync(HOOKS_DIR, { throwIfNoEntry: false })?.isDirectory())
    throw new ConfigurationError([`HOOKS_DIR must name a folder; ${HOOKS_DIR} is none`])
  creationGates.set('hooks', async ({ actor, project, tasks, dryRun }) => {
    const shown = tasks.map(({ priority, ...task }) => ({ ...task, priority: PRIORITIES[priority ?? 1] }))
    const titles = tasks.map(({ title }) => title)
    await judge('pre-task', titles, { actor, project, tasks: shown, dryRun }, dryRun ? null : { projectId: project.id })
  })
  completionGates.set('hooks', async ({ actor, project, task, summary, force }) => {
    const { id, key, title, status, version, assigneeId } = task
    const shown = { id, key, title, status, priority: PRIORITIES[task.priority], version, assigneeId }
    await judge('pre-complete', [id, title, status], { actor, project, task: shown, summary, force }, { projectId: project.id, task })
  })
}

/** An exit code other than 0 refuses. A hook that hangs or crashes has said nothing: HOOK_FAULT decides, and the activity tells. */
async function judge(hook: Hook, args: readonly string[], input: object, about: About | null) {
  const run = await callHook(hook, args, input)
  if (!run || run.verdict === 'OK') return
  if (run.verdict === 'REFUSED') throw new RefusedError(`the hook ${hook}`, run.output || `it ${run.result}`)
  log.warn({ hook, result: run.result }, 'a script hook went wrong')
  if (about) await recordFault(hook, run, about)
  if (env().HOOK_FAULT === 'refuse')
    throw new RefusedError(`the hook ${hook}`, `it ${run.result}, and this installation lets nothing pass without it`)
}

/** That it could not be written down must not cost the act itself. */
async function recordFault(hook: Hook, run: HookRun, { projectId, task }: About) {
  const act = { name: 'recordHook', input: {}, gate: [projectId] }
  await write(systemCaller(), act, async (w) => {
    hookEvent(w, hook, run, { projectId, task })
    return {}
  }).catch((error: unknown) => log.warn({ err: error, hook }, 'the fault of a hook could not be recorded'))
}
