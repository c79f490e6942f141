import { InvalidInputError, NotFoundError } from '#lib/errors.ts'
import { newTaskId } from '#lib/id.ts'
import type { Recipient, Write } from '#lib/write.ts'
import { link } from '../dependency/add.ts'
import { reportTurns } from '../graph/report.ts'
import { settle } from '../graph/settle.ts'
import { taskEvent } from './act.ts'
import { assigneeByRef } from './assignee.ts'
import type { NewTask } from './fields.ts'
import { criterionRow, tagRows } from './labels.ts'
import { taskByRef } from './locate.ts'
import type { ProjectRow, TaskRow } from './types.ts'

/** Stores new tasks with all that hangs on them, in the running write. Tasks may name earlier ones of the same list by `#1`, `#2` … */
export async function insertTasks(w: Write, project: ProjectRow, tasks: readonly NewTask[]): Promise<string[]> {
  const { lastNumber } = await w.tx.project.update({
    where: { id: project.id },
    data: { lastNumber: { increment: tasks.length } },
    select: { lastNumber: true },
  })
  const first = lastNumber - tasks.length + 1
  const ids = await freshIds(w, tasks.length)
  const inserted: TaskRow[] = []
  const spellings = new Map<string, string>()
  for (const [i, task] of tasks.entries()) {
    const field = (name: string) => (tasks.length === 1 ? name : `tasks.${i}.${name}`)
    inserted.push(await insertOne(w, project, task, { id: ids[i] ?? newTaskId(), number: first + i, spellings, field }))
  }
  const blockers = new Set<string>()
  for (const [i, task] of tasks.entries()) {
    const row = inserted[i]
    if (row) for (const blocker of await linkOne(w, row, task, inserted)) blockers.add(blocker)
  }
  const turns = blockers.size ? await settle(w, project.id, { gated: ids, ranked: blockers }) : []
  await reportTurns(w, project.id, turns, { id: '', key: '' }, new Set(ids))
  return ids
}

async function insertOne(
  w: Write,
  project: ProjectRow,
  task: NewTask,
  { id, number, spellings, field }: { id: string; number: number; spellings: Map<string, string>; field: (name: string) => string },
): Promise<TaskRow> {
  const assigneeId = task.assignee ? await assigneeByRef(w.tx, project.id, task.assignee, field('assignee')) : null
  const priority = task.priority ?? 1
  const row = await w.tx.task.create({
    data: {
      id,
      projectId: project.id,
      number,
      key: `${project.key}-${number}`,
      title: task.title,
      description: task.description ?? '',
      priority,
      effectivePriority: priority,
      assigneeId,
      estimatedHours: task.estimatedHours ?? null,
      deadline: task.deadline ?? null,
      why: task.brief?.why ?? '',
      what: task.brief?.what ?? '',
      done: task.brief?.done ?? '',
      impactNotes: task.impactNotes ?? '',
      createdById: w.caller.actorId,
      createdAt: w.now,
      updatedAt: w.now,
    },
  })
  if (task.tags?.length) {
    const rows = await tagRows(w.tx, project.id, task.tags, spellings)
    await w.tx.taskTag.createMany({ data: rows.map((tag) => ({ ...tag, taskId: id })) })
  }
  if (task.requiredCapabilities?.length)
    await w.tx.requiredCapability.createMany({ data: task.requiredCapabilities.map((capability) => ({ taskId: id, capability })) })
  if (task.criteria?.length) await w.tx.criterion.createMany({ data: task.criteria.map((text, i) => criterionRow(id, text, i)) })
  w.count(project.id, null, 'PENDING')
  const tell: Recipient[] = assigneeId ? [{ actorId: assigneeId, reason: 'ASSIGNED' }] : []
  taskEvent(w, 'TASK_CREATED', row, { data: { title: row.title } }, tell)
  return row
}

/** Answers the ids of its blockers. */
async function linkOne(w: Write, row: TaskRow, task: NewTask, inserted: TaskRow[]) {
  const blockers: string[] = []
  for (const ref of task.dependsOn ?? []) {
    const dependsOn = await target(w, row, ref, inserted)
    await link(w, row, dependsOn, 'BLOCKS')
    blockers.push(dependsOn.id)
  }
  if (task.parent) await link(w, row, await target(w, row, task.parent, inserted), 'PARENT')
  return blockers
}

async function target(w: Write, from: TaskRow, ref: string, inserted: TaskRow[]): Promise<TaskRow> {
  const position = /^#(\d+)$/.exec(ref)?.[1]
  if (position !== undefined) {
    const sibling = inserted[Number(position) - 1]
    if (!sibling) throw new InvalidInputError([{ field: 'dependsOn', message: `${ref} names no task of this list` }])
    return sibling
  }
  const found = await taskByRef(w.tx, ref)
  const row = found && found.projectId === from.projectId ? await w.tx.task.findUnique({ where: { id: found.id } }) : null
  if (!row || row.deletedAt) throw new NotFoundError('task', ref)
  return row
}

async function freshIds(w: Write, count: number): Promise<string[]> {
  const ids = new Set<string>()
  while (ids.size < count) {
    while (ids.size < count) ids.add(newTaskId())
    const taken = await w.tx.task.findMany({ where: { id: { in: [...ids] } }, select: { id: true } })
    for (const { id } of taken) ids.delete(id)
  }
  return [...ids]
}
