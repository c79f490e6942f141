import { sealBody } from '#lib/cipher.ts'
import type { Prisma } from '#lib/db.ts'
import { learnSpellings, tagRow } from '#lib/domain/task/labels.ts'
import { isOpen, waitingStatus } from '#lib/domain/task/status.ts'
import type { TaskStatus } from '#lib/domain/task/types.ts'
import { newId, newTaskId } from '#lib/id.ts'
import type { Write } from '#lib/write.ts'
import type { Run } from './apply.ts'
import { InterruptedError } from './interrupted.ts'
import type { KnownTask } from './known.ts'
import type { ResolvedLink } from './links.ts'
import type { PlannedFile, PlannedTask } from './plan.ts'

/**
 * Stores new tasks with their tags, criteria and updates. They arrive with the status and times of the source, already
 * blocked when a blocker is open, so that settling finds nothing to change and nobody can claim one too early.
 */
export async function createRows(w: Write, run: Run, tasks: readonly PlannedTask[], links: readonly ResolvedLink[]): Promise<KnownTask[]> {
  if (!tasks.length) return []
  const { project } = run
  const keys = tasks.map((task) => task.externalKey)
  const present = await w.tx.task.findFirst({ where: { projectId: project.id, externalKey: { in: keys } }, select: { key: true } })
  if (present) throw new InterruptedError(`${present.key} came in meanwhile`)
  const { lastNumber } = await w.tx.project.update({
    where: { id: project.id },
    data: { lastNumber: { increment: tasks.length } },
    select: { lastNumber: true },
  })
  const ids = await freeIds(w, tasks)
  const rows = blockedRows(tasks, links, run).map(({ task, status, openBlockers }, i) => {
    const number = lastNumber - tasks.length + 1 + i
    return { task, row: taskRow(w, run, task, { id: ids[i] ?? newTaskId(), number, status, openBlockers }) }
  })
  await w.tx.task.createMany({ data: rows.map(({ row }) => row) })
  await createParts(
    w,
    run,
    rows.map(({ task, row }) => ({ ...task, id: row.id })),
  )
  for (const { task, row } of rows) {
    if (!task.deletedAt) w.count(project.id, null, row.status)
    const data = { key: row.key, version: 1, externalKey: row.externalKey, title: row.title, status: row.status }
    w.event({ action: 'IMPORTED', projectId: project.id, taskId: row.id, data })
  }
  return rows.map(({ task, row }) => ({
    id: row.id,
    key: row.key,
    externalKey: task.externalKey,
    externalHash: task.hash,
    status: row.status,
    deletedAt: task.deletedAt,
  }))
}

/** Counts the open blockers that are stored already or come in the same write; `tasks` hold blockers before what they block. */
function blockedRows(tasks: readonly PlannedTask[], links: readonly ResolvedLink[], run: Run) {
  const blockers = new Map<string, string[]>()
  for (const { from, target, kind } of links) if (kind === 'BLOCKS') blockers.set(from, [...(blockers.get(from) ?? []), target])
  const own = new Map(tasks.map((task) => [task.externalKey, task]))
  const gates = (key: string) => {
    const end = own.get(key) ?? run.known.get(key)
    return end !== undefined && end.deletedAt === null && end.status !== 'COMPLETED'
  }
  return tasks.map((task) => {
    const openBlockers = (blockers.get(task.externalKey) ?? []).filter(gates).length
    const status: TaskStatus = task.status === 'PENDING' ? waitingStatus(openBlockers > 0 || task.holdReason !== null) : task.status
    return { task, status, openBlockers }
  })
}

interface Place {
  id: string
  number: number
  status: TaskStatus
  openBlockers: number
}

function taskRow(w: Write, run: Run, task: PlannedTask, { id, number, status, openBlockers }: Place) {
  const { externalKey, title, description, completionSummary, priority, estimatedHours, deadline, createdAt, updatedAt } = task
  const { startedAt, completedAt, deletedAt } = task
  return {
    ...{ id, number, externalKey, title, description, status, priority, estimatedHours, deadline, completionSummary },
    ...{ createdAt, updatedAt, startedAt, completedAt, deletedAt, openBlockers },
    ...holdOf(w, task),
    projectId: run.project.id,
    key: `${run.project.key}-${number}`,
    effectivePriority: priority,
    isBlocked: openBlockers > 0 || task.holdReason !== null,
    assigneeId: run.who(task.assignee),
    createdById: run.who(task.createdBy),
    deletedById: run.who(task.deletedBy),
    ...optionalFields(task),
    ...feedbackOf(task),
    externalHash: task.hash,
    externalData: envelope(run.format, task),
  } satisfies Prisma.TaskCreateManyInput
}

/** What the source knows of the fields that not every source has. */
export function optionalFields({ actualHours, why, what, done }: PlannedTask) {
  const told = { actualHours, why, what, done }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Partial<typeof told>
}

/** Feedback of the source has no giver here. */
export const feedbackOf = ({ feedback, completedAt, updatedAt }: PlannedTask) =>
  feedback
    ? {
        feedbackQuality: feedback.quality,
        feedbackTimeliness: feedback.timeliness,
        feedbackNote: feedback.note,
        feedbackAt: completedAt ?? updatedAt,
      }
    : {}

/** A finished or deleted task is not held. */
export function holdOf(w: Write, task: PlannedTask) {
  const isHeld = task.holdReason !== null && isOpen(task.status) && task.deletedAt === null
  return isHeld ? { holdReason: task.holdReason, heldById: null, heldAt: w.now } : { holdReason: null, heldById: null, heldAt: null }
}

/** What stands beside the task: the source's own words, by which a later run sees what changed there, and what fits no field. */
export const envelope = (format: string, { sourceStatus, assignee, record }: PlannedTask) =>
  JSON.stringify({ format, status: sourceStatus, assignee, record })

async function createParts(w: Write, run: Run, tasks: readonly (PlannedTask & { id: string })[]) {
  const { project, spellings } = run
  await learnSpellings(
    w.tx,
    project.id,
    tasks.flatMap((task) => task.tags),
    spellings,
  )
  const tags = tasks.flatMap(({ id, tags: given }) => given.map((tag) => ({ ...tagRow(project.id, tag, spellings), taskId: id })))
  const criteria = tasks.flatMap(({ id, criteria: given }) => given.map((criterion, position) => criterionRow(id, criterion, position)))
  const entries = tasks.flatMap(({ id, entries: given }) => entryRows(run, id, given))
  const files = tasks.flatMap((task) => (task.files ?? []).map((file) => fileRow(run, task, file)))
  if (tags.length) await w.tx.taskTag.createMany({ data: tags })
  if (files.length) await w.tx.fileReference.createMany({ data: files })
  if (criteria.length) await w.tx.criterion.createMany({ data: criteria })
  if (entries.length) await w.tx.contextEntry.createMany({ data: entries })
}

export const criterionRow = (taskId: string, { text, state }: PlannedTask['criteria'][number], position: number) => ({
  id: newId('cri'),
  taskId,
  position,
  text,
  state,
})

/** What is written on one task, or on the project: of one second, ids that rise keep the order of the file. */
export function entryRows(run: Run, taskId: string | null, entries: PlannedTask['entries']) {
  const ids = entries.map(() => newId('ctx')).toSorted()
  return entries.map(({ body, author, at, kind = 'UPDATE' as const }, n) => {
    const id = ids[n] ?? newId('ctx')
    return { id, projectId: run.project.id, taskId, authorId: run.who(author), kind, createdAt: at, ...sealBody(id, body) }
  })
}

export const fileRow = (run: Run, { id, createdBy, createdAt }: PlannedTask & { id: string }, file: PlannedFile) => ({
  ...{ id: newId('fil'), projectId: run.project.id, taskId: id, ...file, createdById: run.who(createdBy), createdAt },
})

/** The old id where it has our form and is free, else a new one. */
async function freeIds(w: Write, tasks: readonly PlannedTask[]): Promise<string[]> {
  const ids = tasks.map((task) => (/^[0-9a-f]{8}$/.test(task.externalKey) ? task.externalKey : newTaskId()))
  const used = new Set<string>()
  for (let todo = ids.map((_, i) => i); todo.length > 0;) {
    const taken = new Set(
      (await w.tx.task.findMany({ where: { id: { in: todo.map((i) => ids[i] ?? '') } }, select: { id: true } })).map((row) => row.id),
    )
    todo = todo.filter((i) => {
      const id = ids[i] ?? ''
      if (!taken.has(id) && !used.has(id)) return void used.add(id)
      ids[i] = newTaskId()
      return true
    })
  }
  return ids
}
