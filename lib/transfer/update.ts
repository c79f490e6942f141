import { opened } from '#lib/cipher.ts'
import { endClaim } from '#lib/domain/task/claim-state.ts'
import { replaceTags, tagRows } from '#lib/domain/task/labels.ts'
import { waitingStatus } from '#lib/domain/task/status.ts'
import type { Prisma } from '#lib/db.ts'
import type { Change } from '#lib/events.ts'
import type { Write } from '#lib/write.ts'
import type { Run } from './apply.ts'
import { criterionRow, entryRows, envelope, feedbackOf, fileRow, holdOf, optionalFields } from './create.ts'
import type { KnownTask } from './known.ts'
import type { PlannedFile, PlannedTask, Sayable } from './plan.ts'
import type { Touched } from './touched.ts'

const PARTS = {
  tags: { orderBy: { fold: 'asc' } },
  criteria: { orderBy: { position: 'asc' } },
  context: { select: { id: true, body: true, keyId: true, nonce: true } },
  files: { select: { path: true, lineStart: true, lineEnd: true } },
  claims: { where: { endedAt: null }, take: 1 },
} as const satisfies Prisma.TaskInclude
type Present = Prisma.TaskGetPayload<{ include: typeof PARTS }>

/** Applies changed lines to tasks that are there. */
export async function updateRows(w: Write, run: Run, tasks: readonly PlannedTask[], touched: Touched): Promise<KnownTask[]> {
  const ids = tasks.flatMap((task) => run.known.get(task.externalKey)?.id ?? [])
  const rows = await w.tx.task.findMany({ where: { id: { in: ids } }, include: PARTS })
  const byKey = new Map(rows.map((row) => [row.externalKey, row]))
  const known: KnownTask[] = []
  for (const task of tasks) {
    const row = byKey.get(task.externalKey)
    if (row) known.push(await updateOne(w, run, row, task, touched))
  }
  return known
}

async function updateOne(w: Write, run: Run, row: Present, task: PlannedTask, touched: Touched): Promise<KnownTask> {
  const state = stateFields(w, run, row, task)
  const claim = row.claims[0]
  const ends = claim && state && (state.status !== 'IN_PROGRESS' || state.deletedAt) ? claim : null
  const isHandedBack = ends !== null && state?.status !== 'COMPLETED'
  const fields = { ...plainFields(run, row, task), ...state, ...(isHandedBack ? { assigneeId: ends.earlierAssigneeId } : {}) }
  const changes = [...changesOf(row, fields), ...(await updateParts(w, run, row, task))]
  if (ends) await endClaim(w, ends, 'CANCELLED', 'An import brought another status.')
  const version = row.version + (changes.length > 0 ? 1 : 0)
  const more = changes.length > 0 ? { version, updatedAt: w.now } : {}
  await w.tx.task.update({
    where: { id: row.id },
    data: { ...fields, ...more, externalHash: task.hash, externalData: envelope(run.format, task) },
  })
  const after = { ...row, ...fields }
  w.count(run.project.id, row.deletedAt ? null : row.status, after.deletedAt ? null : after.status)
  if (changes.length > 0) touched.task(row.id)
  const data = { key: row.key, version, externalKey: row.externalKey, again: true }
  w.event({ action: 'IMPORTED', projectId: run.project.id, taskId: row.id, changes, data })
  return {
    id: row.id,
    key: row.key,
    externalKey: task.externalKey,
    externalHash: task.hash,
    status: after.status,
    deletedAt: after.deletedAt,
  }
}

function plainFields(run: Run, row: Present, task: PlannedTask) {
  const { title, description, completionSummary, priority, estimatedHours, deadline } = task
  // The holder of an open claim is the assignee; and who was assigned here stays when the source says the same as before.
  const keepsAssignee = row.claims.length > 0 || earlier(row).assignee === task.assignee
  const sayable = { description, completionSummary, priority, estimatedHours, deadline }
  return {
    title,
    ...said(sayable, task.unsaid),
    ...optionalFields(task),
    // Feedback is given once, here or there.
    ...(row.feedbackAt === null ? feedbackOf(task) : {}),
    ...(keepsAssignee ? {} : { assigneeId: run.who(task.assignee) }),
  }
}

/** A field of which the source says nothing stays as it is here. */
const said = <T extends object>(fields: T, unsaid: ReadonlySet<Sayable> = new Set()) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !unsaid.has(name as Sayable))) as Partial<T>

/** Status and what goes with it, only when it changed in the source: work done here is not undone by a new title there. */
function stateFields(w: Write, run: Run, row: Present, task: PlannedTask) {
  if (earlier(row).status === task.sourceStatus) return null
  const hold = holdOf(w, task)
  const isBlocked = row.openBlockers > 0 || hold.holdReason !== null
  const { startedAt, completedAt, deletedAt } = task
  const status = task.status === 'PENDING' ? waitingStatus(isBlocked) : task.status
  return { status, isBlocked, ...hold, startedAt: startedAt ?? row.startedAt, completedAt, deletedAt, deletedById: run.who(task.deletedBy) }
}

function earlier(row: Present): { status?: unknown; assignee?: unknown } {
  return JSON.parse(row.externalData ?? '{}') as { status?: unknown; assignee?: unknown }
}

const SHOWN = { assigneeId: 'assignee', holdReason: 'hold' } as Record<string, string>
const UNSHOWN = new Set(['isBlocked', 'heldById', 'heldAt', 'deletedById'])

function changesOf(row: Present, fields: Partial<Present>): Change[] {
  return Object.entries(fields).flatMap(([field, now]) => {
    const old = row[field as keyof Present]
    const isSame = JSON.stringify(old) === JSON.stringify(now)
    return isSame || UNSHOWN.has(field) ? [] : [{ field: SHOWN[field] ?? field, old, new: now }]
  })
}

/** Tags and criteria as the source has them; updates that are not there yet. Nothing that was written here goes. */
async function updateParts(w: Write, run: Run, row: Present, task: PlannedTask): Promise<Change[]> {
  const changes: Change[] = []
  const had = row.tags.map((tag) => tag.tag)
  const tags = [...task.tags].sort()
  if (!task.unsaid?.has('tags') && JSON.stringify([...had].sort()) !== JSON.stringify(tags)) {
    const rows = await tagRows(w.tx, run.project.id, task.tags)
    await replaceTags(w.tx, row.id, rows)
    changes.push({ field: 'tags', old: had, new: rows.map((tag) => tag.tag) })
  }
  const texts = row.criteria.map((criterion) => criterion.text)
  const wanted = task.criteria.map((criterion) => criterion.text)
  if (wanted.length > 0 && JSON.stringify(texts) !== JSON.stringify(wanted)) {
    await w.tx.criterion.deleteMany({ where: { taskId: row.id } })
    await w.tx.criterion.createMany({ data: task.criteria.map((criterion, i) => criterionRow(row.id, criterion, i)) })
    changes.push({ field: 'criteria', old: texts, new: wanted })
  }
  const written = new Set(row.context.map((entry) => opened(entry).body))
  const news = task.entries.filter((entry) => !written.has(entry.body))
  if (news.length) await w.tx.contextEntry.createMany({ data: entryRows(run, row.id, news) })
  const there = new Set(row.files.map(spotOf))
  const files = (task.files ?? []).filter((file) => !there.has(spotOf(file)))
  if (files.length) await w.tx.fileReference.createMany({ data: files.map((file) => fileRow(run, { ...task, id: row.id }, file)) })
  return changes
}

const spotOf = ({ path, lineStart, lineEnd }: PlannedFile) => JSON.stringify([path, lineStart, lineEnd])
