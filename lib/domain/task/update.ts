import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Prisma } from '#lib/db.ts'
import type { Change } from '#lib/events.ts'
import type { Write } from '#lib/write.ts'
import { settle } from '../graph/settle.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onTask, taskEvent, type Subject } from './act.ts'
import { replaceCriteria } from './criteria.ts'
import { changedTask, type ChangedTask } from './fields.ts'
import { replaceCapabilities, replaceTags, tagRows } from './labels.ts'
import { priorityName, type TaskRow } from './types.ts'
import { requireVersion } from './version.ts'

export const change = changedTask.extend({ task: ref, expectedVersion: z.int().nullish(), idempotencyKey })

/** Changes fields: absent stays, null clears. Nothing different: nothing is written and the version stays. */
export async function updateTask(caller: Caller, input: z.input<typeof change>) {
  const parsed = parse(change, input)
  return onTask(caller, { name: 'updateTask', input: parsed, right: 'UPDATE' }, (w, subject) => update(w, subject, parsed))
}

/** Refuses before it writes. */
export async function update(w: Write, { task }: Subject, input: z.output<typeof change>) {
  const { data, changes } = columns(task, input)
  await requireVersion(w, task, input.expectedVersion, [...changes.map((each) => each.field), ...listFields(input)])
  changes.push(...(await lists(w, task, input)))
  if (!changes.length) return { task: task.id, version: task.version }
  const version = task.version + 1
  await w.tx.task.updateMany({ where: { id: task.id }, data: { ...data, version, updatedAt: w.now } })
  taskEvent(w, 'TASK_UPDATED', { ...task, version }, { changes })
  if (data.priority !== undefined) await settle(w, task.projectId, { ranked: [task.id] })
  return { task: task.id, version }
}

const CLEARED = {
  description: '',
  impactNotes: '',
  completionSummary: '',
  estimatedHours: null,
  actualHours: null,
  deadline: null,
} as const

/** The columns that really change, and how the event shows them. */
function columns(task: TaskRow, input: ChangedTask) {
  const wanted: Partial<TaskRow> = {}
  if (input.title !== undefined) wanted.title = input.title
  if (input.priority !== undefined) wanted.priority = input.priority
  for (const field of Object.keys(CLEARED) as (keyof typeof CLEARED)[])
    if (input[field] !== undefined) Object.assign(wanted, { [field]: input[field] ?? CLEARED[field] })
  if (input.brief !== undefined)
    for (const part of ['why', 'what', 'done'] as const) {
      if (input.brief === null) wanted[part] = ''
      else if (input.brief[part] !== undefined) wanted[part] = input.brief[part]
    }
  const data: Prisma.TaskUncheckedUpdateInput = {}
  const changes: Change[] = []
  for (const [field, value] of Object.entries(wanted)) {
    const old = task[field as keyof TaskRow]
    if (shown(field, old) === shown(field, value)) continue
    Object.assign(data, { [field]: value })
    changes.push({ field, old: shown(field, old), new: shown(field, value) })
  }
  return { data, changes }
}

function shown(field: string, value: unknown) {
  if (value instanceof Date) return value.toISOString()
  return field === 'priority' ? priorityName(Number(value)) : (value ?? null)
}

const listFields = (input: ChangedTask) =>
  (['tags', 'requiredCapabilities', 'criteria'] as const).filter((field) => input[field] !== undefined)

async function lists(w: Write, task: TaskRow, input: ChangedTask): Promise<Change[]> {
  const changes: Change[] = []
  // First, because they alone may be refused.
  if (input.criteria !== undefined) changes.push(...(await replaceCriteria(w, task, input.criteria ?? [])))
  if (input.tags !== undefined) {
    const old = (await w.tx.taskTag.findMany({ where: { taskId: task.id } })).map((row) => row.tag).sort()
    const rows = await tagRows(w.tx, task.projectId, input.tags ?? [])
    const now = rows.map((row) => row.tag).sort()
    if (old.join('\n') !== now.join('\n')) {
      await replaceTags(w.tx, task.id, rows)
      changes.push({ field: 'tags', old, new: now })
    }
  }
  if (input.requiredCapabilities !== undefined) {
    const old = (await w.tx.requiredCapability.findMany({ where: { taskId: task.id } })).map((row) => row.capability).sort()
    const now = [...(input.requiredCapabilities ?? [])].sort()
    if (old.join('\n') !== now.join('\n')) {
      await replaceCapabilities(w.tx, task.id, now)
      changes.push({ field: 'requiredCapabilities', old, new: now })
    }
  }
  return changes
}
