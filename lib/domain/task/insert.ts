import { newId, newTaskId } from '#lib/id.ts'
import type { Recipient, Write } from '#lib/write.ts'
import { settle } from '../graph/settle.ts'
import { taskEvent } from './act.ts'
import { assigneeByRef } from './assignee.ts'
import type { NewTask } from './fields.ts'
import { criterionRow, learnSpellings, tagRow } from './labels.ts'
import { derive, newEdges, type Draft, type NewEdge } from './new-edges.ts'
import { waitingStatus } from './status.ts'
import type { ProjectRow } from './types.ts'

/** Stores new tasks with all that hangs on them, in the running write. Tasks may name others of the same list by `#1`, `#2` … */
export async function insertTasks(w: Write, project: ProjectRow, tasks: readonly NewTask[]): Promise<string[]> {
  const drafts = await draft(w, project, tasks)
  const edges = await newEdges(w.tx, project.id, drafts)
  await storeTasks(w, project, drafts, edges)
  await storeLists(w, project, drafts)
  await storeEdges(w, project, drafts, edges)
  const present = edges.filter((edge) => edge.kind === 'BLOCKS' && edge.sibling === null).map((edge) => edge.dependsOnId)
  if (present.length) await settle(w, project.id, { ranked: present })
  return drafts.map((each) => each.id)
}

/** Draws ids and numbers, and looks each assignee up once. */
async function draft(w: Write, project: ProjectRow, tasks: readonly NewTask[]): Promise<Draft[]> {
  const ids = await freshIds(w, tasks.length)
  const { lastNumber } = await w.tx.project.update({
    where: { id: project.id },
    data: { lastNumber: { increment: tasks.length } },
    select: { lastNumber: true },
  })
  const assignees = new Map<string, string>()
  const drafts: Draft[] = []
  for (const [i, input] of tasks.entries()) {
    const field = (name: string) => (tasks.length === 1 ? name : `tasks.${i}.${name}`)
    const { assignee } = input
    if (assignee && !assignees.has(assignee)) assignees.set(assignee, await assigneeByRef(w.tx, project.id, assignee, field('assignee')))
    const number = lastNumber - tasks.length + 1 + i
    const assigneeId = (assignee && assignees.get(assignee)) || null
    drafts.push({ id: ids[i] ?? '', number, key: `${project.key}-${number}`, priority: input.priority ?? 1, assigneeId, input, field })
  }
  return drafts
}

async function storeTasks(w: Write, project: ProjectRow, drafts: Draft[], edges: NewEdge[]) {
  const derived = derive(drafts, edges)
  const rows = drafts.map(({ input, field: _, ...own }, i) => {
    const { openBlockers = 0, openDependents = 0, effectivePriority = own.priority } = derived[i] ?? {}
    return {
      ...own,
      ...{ openBlockers, openDependents, effectivePriority, isBlocked: openBlockers > 0, status: waitingStatus(openBlockers > 0) },
      projectId: project.id,
      title: input.title,
      description: input.description ?? '',
      estimatedHours: input.estimatedHours ?? null,
      deadline: input.deadline ?? null,
      why: input.brief?.why ?? '',
      what: input.brief?.what ?? '',
      done: input.brief?.done ?? '',
      impactNotes: input.impactNotes ?? '',
      createdById: w.caller.actorId,
      createdAt: w.now,
      updatedAt: w.now,
    }
  })
  await w.tx.task.createMany({ data: rows })
  for (const row of rows) {
    w.count(project.id, null, row.status)
    const tell: Recipient[] = [{ actorId: row.assigneeId, reason: 'ASSIGNED' }]
    taskEvent(w, 'TASK_CREATED', { ...row, version: 1 }, { data: { title: row.title } }, tell)
  }
}

async function storeLists(w: Write, project: ProjectRow, drafts: Draft[]) {
  const spellings = new Map<string, string>()
  const all = drafts.flatMap((each) => each.input.tags ?? [])
  await learnSpellings(w.tx, project.id, all, spellings)
  const tags = drafts.flatMap(({ id, input }) => (input.tags ?? []).map((tag) => ({ taskId: id, ...tagRow(project.id, tag, spellings) })))
  const capabilities = drafts.flatMap(({ id, input }) =>
    (input.requiredCapabilities ?? []).map((capability) => ({ taskId: id, capability })),
  )
  const criteria = drafts.flatMap(({ id, input }) => (input.criteria ?? []).map((text, position) => criterionRow(id, text, position)))
  if (tags.length) await w.tx.taskTag.createMany({ data: tags })
  if (capabilities.length) await w.tx.requiredCapability.createMany({ data: capabilities })
  if (criteria.length) await w.tx.criterion.createMany({ data: criteria })
}

async function storeEdges(w: Write, project: ProjectRow, drafts: Draft[], edges: NewEdge[]) {
  const rows = edges.map(({ from, dependsOnId, kind }) => {
    const by = { createdById: w.caller.actorId, createdAt: w.now }
    return { id: newId('dep'), projectId: project.id, taskId: drafts[from]?.id ?? '', dependsOnId, kind, ...by }
  })
  if (rows.length) await w.tx.dependency.createMany({ data: rows })
  for (const [i, { from, kind, dependsOnId, dependsOnKey }] of edges.entries()) {
    const task = drafts[from]
    if (!task) continue
    const data = { kind, dependsOn: dependsOnId, dependsOnKey }
    taskEvent(
      w,
      'DEPENDENCY_ADDED',
      { id: task.id, key: task.key, projectId: project.id, version: 1 },
      { subjectId: rows[i]?.id ?? null, data },
    )
  }
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
