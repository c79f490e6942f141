import { z } from 'zod'
import type { Creation } from '#lib/domain/gates.ts'
import { placesOf, projectRefs } from '#lib/domain/plugin/places.ts'
import { priorityName } from '#lib/domain/task/types.ts'
import { RefusedError } from '#lib/errors.ts'
import type { CreateRequest, NewTask } from './api.ts'
import { PluginFault } from './plugin-thread.ts'
import type { Runner } from './runner.ts'

const refusal = z.object({ refusal: z.object({ reason: z.string().trim().min(1).max(2_000), task: z.number().int().nullable() }) })

/** Asks a plugin about tasks that shall be created. When it fails it is as if it had not been asked: its fault must lose no write. */
export async function askPlugin(runner: Runner, { actor, project, tasks, dryRun }: Creation): Promise<void> {
  const { manifest, actor: self } = runner
  if (!manifest || !self) return
  const place = (await projectRefs(await placesOf({ name: manifest.name, actorId: self.id }, [project.id]), manifest.settings)).get(
    project.id,
  )
  if (!place) return
  const asker = { id: actor.actorId, handle: actor.handle, kind: actor.kind }
  const request: CreateRequest = { project: place, actor: asker, isDryRun: dryRun, tasks: tasks.map(shown) }
  const answered = await ask(runner, request, manifest.timeLimits.beforeTaskCreate)
  const { data } = refusal.safeParse(answered)
  if (!data) return
  const at = data.refusal.task === null ? undefined : tasks[data.refusal.task]
  const where = at && tasks.length > 1 ? `task ${(data.refusal.task ?? 0) + 1} ("${at.title}"): ` : ''
  throw new RefusedError(`the plugin ${manifest.name}`, `${where}${data.refusal.reason}`)
}

/** Once more when the plugin fell through another call. */
async function ask(runner: Runner, payload: CreateRequest, limitMs: number, isAgain = false): Promise<unknown> {
  try {
    return await runner.call({ functions: ['beforeTaskCreate'], payload }, limitMs)
  } catch (error) {
    if (!(error instanceof PluginFault)) throw error
    return error.isOwn || isAgain ? null : ask(runner, payload, limitMs, true)
  }
}

function shown(task: Creation['tasks'][number]): NewTask {
  const { why = '', what = '', done = '' } = task.brief ?? {}
  return {
    ...{
      title: task.title,
      description: task.description ?? '',
      priority: priorityName(task.priority ?? 1),
      assignee: task.assignee ?? null,
    },
    ...{ tags: task.tags ?? [], requiredCapabilities: task.requiredCapabilities ?? [], criteria: task.criteria ?? [] },
    ...{ estimatedHours: task.estimatedHours ?? null, deadline: task.deadline?.toISOString() ?? null, brief: { why, what, done } },
  }
}
