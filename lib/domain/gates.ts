import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { RefusedError } from '#lib/errors.ts'
import { demandInProject, locateProject } from './project/locate.ts'
import type { NewTask } from './task/fields.ts'
import { locateTasks } from './task/locate.ts'
import type { TaskRow } from './task/types.ts'

const ASKED_AT_ONCE = 4
const PROJECT = { select: { id: true, key: true, name: true } } as const

/** Tasks that are about to be created by one request, as validated. */
export interface Creation {
  actor: Pick<Caller, 'actorId' | 'handle' | 'kind'>
  project: { id: string; key: string; name: string }
  /** `ref`: what a plan calls the task. */
  tasks: readonly (NewTask & { ref?: string | null | undefined })[]
  /** Nothing will be created: the caller only looks. */
  dryRun: boolean
}

/** A task that is about to be completed. */
interface Completing {
  actor: Creation['actor']
  project: Creation['project']
  task: TaskRow
  summary: string | null
  /** Past blockers and criteria. */
  force: boolean
}

/** Looks at what is about to happen. Throws RefusedError. */
type Gate<Request> = (request: Request) => Promise<void>

/** Who is asked before tasks are created: plugins and script hooks, each by its name. */
export const creationGates = new Map<string, Gate<Creation>>()

/** Who is asked before a task is completed. */
export const completionGates = new Map<string, Gate<Completing>>()

interface Asked {
  project: string
  tasks: Creation['tasks']
  dryRun?: boolean | null | undefined
  idempotencyKey?: string | null | undefined
}

/**
 * Asks every gate, before the transaction and once per request with all its tasks; imports do not come here. Whoever may not create
 * tasks is refused first, and a request that was done already is not judged again.
 */
export async function askBeforeCreation(caller: Caller, { project: ref, tasks, dryRun, idempotencyKey }: Asked): Promise<void> {
  if (creationGates.size === 0) return
  const project = await locateProject(caller, ref)
  await demandInProject(caller, db(), project, 'CREATE_TASK')
  if (await wasDone(caller, idempotencyKey)) return
  const { id, key, name } = project
  const { actorId, handle, kind } = caller
  const request = { actor: { actorId, handle, kind }, project: { id, key, name }, tasks, dryRun: dryRun ?? false }
  for (const ask of creationGates.values()) await ask(request)
}

interface Completed {
  task: string
  summary?: string | null | undefined
  force?: boolean | null | undefined
}

/**
 * Asks every gate about each of the tasks, some at once, before the transaction. Answers the refusals by the tasks' ids; whatever else
 * is wrong with a task, the act itself says.
 */
export async function askBeforeCompletion(
  caller: Caller,
  tasks: readonly Completed[],
  idempotencyKey: string | null | undefined,
): Promise<Map<string, RefusedError>> {
  const refusals = new Map<string, RefusedError>()
  if (completionGates.size === 0 || (await wasDone(caller, idempotencyKey))) return refusals
  const located = await locateTasks(
    caller,
    tasks.map(({ task }) => task),
  )
  const queue = tasks.flatMap((asked) => located.get(asked.task)?.id ?? [])
  const byTask = new Map(tasks.map((asked) => [located.get(asked.task)?.id, asked]))
  const { actorId, handle, kind } = caller
  const actor = { actorId, handle, kind }

  async function one(id: string) {
    const task = await db().task.findUnique({ where: { id }, include: { project: PROJECT } })
    if (!task) return
    const { project, ...row } = task
    const { summary, force } = byTask.get(id) ?? {}
    const request = { actor, project, task: row, summary: summary ?? null, force: force ?? false }
    try {
      for (const ask of completionGates.values()) await ask(request)
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      refusals.set(id, error)
    }
  }
  const work = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) await one(id)
  }
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, work))
  return refusals
}

/** A known key is answered, or refused, from what was stored. */
export async function wasDone({ actorId }: Caller, key: string | null | undefined): Promise<boolean> {
  if (!key) return false
  return (await db().idempotencyKey.findUnique({ where: { actorId_key: { actorId, key } }, select: { key: true } })) !== null
}
