import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { InvalidInputError, NotFoundError } from '#lib/errors.ts'
import { roleIn } from '../access.ts'
import { reportTurns } from '../graph/report.ts'
import { settle } from '../graph/settle.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { ProjectArchivedError } from '../project/errors.ts'
import { onTask, taskEvent } from '../task/act.ts'
import { locateTask } from '../task/locate.ts'
import { dependencyKind } from './types.ts'

const schema = z.object({
  dependency: ref.nullish(),
  task: ref.nullish(),
  dependsOn: ref.nullish(),
  kind: dependencyKind.nullish(),
  idempotencyKey,
})

/** Removes an edge, named by its id or by its two ends; a task that waited for nothing else is freed. */
export async function removeDependency(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const edge = await find(caller, parsed)
  const act = { name: 'removeDependency', input: { ...parsed, dependsOn: undefined, ends: edge.ends, task: edge.taskId } }
  return onTask(caller, { ...act, right: 'ADD_DEPENDENCY' }, async (w, { task, project }) => {
    if (project.status === 'ARCHIVED') throw new ProjectArchivedError(project.key)
    const row = await w.tx.dependency.findUnique({ where: { id: edge.id }, include: { dependsOn: { select: { id: true, key: true } } } })
    if (!row) throw new NotFoundError('dependency', edge.id)
    await w.tx.dependency.delete({ where: { id: row.id } })
    const data = { kind: row.kind, dependsOn: row.dependsOn.id, dependsOnKey: row.dependsOn.key }
    taskEvent(w, 'DEPENDENCY_REMOVED', task, { subjectId: row.id, data })
    const turns = row.kind === 'BLOCKS' ? await settle(w, task.projectId, { gated: [task.id], ranked: [row.dependsOnId] }) : []
    await reportTurns(w, task.projectId, turns, row.dependsOn)
    return { task: task.id, dependsOn: row.dependsOnId, unblocked: turns.filter((turn) => !turn.isBlocked).map((turn) => turn.id) }
  })
}

interface Edge {
  id: string
  taskId: string
  /** The ids of the two ends, when they were what named it. */
  ends: readonly string[]
}

async function find(caller: Caller, input: z.output<typeof schema>): Promise<Edge> {
  const { row, ends } = await lookUp(caller, input)
  if (row) return { id: row.id, taskId: row.taskId, ends }
  const earlier = await removedBefore(caller, input.idempotencyKey)
  if (earlier) return { id: input.dependency ?? '', taskId: earlier, ends }
  throw new NotFoundError('dependency', input.dependency ?? `${input.task} → ${input.dependsOn}`)
}

async function lookUp(caller: Caller, { dependency, task, dependsOn, kind }: z.output<typeof schema>) {
  if (dependency) {
    const row = await db().dependency.findUnique({ where: { id: dependency }, include: { task: { select: { projectId: true } } } })
    return { row: row && (await roleIn(caller, row.task.projectId)) ? row : null, ends: [] }
  }
  if (!task || !dependsOn) throw new InvalidInputError([{ field: 'dependency', message: 'name its id, or both task and dependsOn' }])
  const [from, to] = [await locateTask(caller, task), await locateTask(caller, dependsOn)]
  const row = await db().dependency.findFirst({ where: { taskId: from.id, dependsOnId: to.id, ...(kind ? { kind } : {}) } })
  return { row, ends: [from.id, to.id] }
}

/** A repeated request finds its edge gone; the stored outcome knows whose it was. */
async function removedBefore(caller: Caller, key: string | null | undefined) {
  const row = key ? await db().idempotencyKey.findUnique({ where: { actorId_key: { actorId: caller.actorId, key } } }) : null
  return row ? ((JSON.parse(row.outcome) as { task?: string }).task ?? null) : null
}
