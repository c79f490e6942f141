import type { VariablesOf } from '#app/_graphql/graphql.ts'
import type { UpdateTaskDocument } from './acts-documents.ts'
import type { TaskFields } from './task-fields.ts'
import type { TaskRow } from './task.ts'

/** Fields of a task with what they become: absent stays, null clears. */
export type Change = Omit<VariablesOf<typeof UpdateTaskDocument>['input'], 'task' | 'expectedVersion' | 'idempotencyKey'>
/** A row is enough to change what a row shows. */
export type Editable = TaskRow & Partial<TaskFields>

/** The same fields as they stood in a task. */
export function valuesOf(task: Editable, change: Change): Change {
  const all = fieldsOf(task)
  return Object.fromEntries(Object.keys(change).map((field) => [field, all[field as keyof Change]]))
}

/** The fields, among those that both know, in which two readings of a task differ. */
export function editedFields(before: Editable, after: Editable): string[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  return Object.keys(old).filter((name) => {
    const field = name as keyof Change
    return old[field] !== undefined && now[field] !== undefined && JSON.stringify(old[field]) !== JSON.stringify(now[field])
  })
}

function fieldsOf(task: Editable): Change {
  const { brief } = task
  return {
    title: task.title,
    description: task.description,
    priority: task.priority,
    tags: task.tags,
    deadline: task.deadline,
    estimatedHours: task.estimatedHours,
    actualHours: task.actualHours,
    requiredCapabilities: task.requiredCapabilities,
    impactNotes: task.impactNotes,
    completionSummary: task.completionSummary,
    brief: brief && { why: brief.why, what: brief.what, done: brief.done },
    criteria: task.criteria?.map(({ id, text, state, evidence }) => ({ id, text, state, evidence })),
  }
}

const PARTS = ['why', 'what', 'done'] as const
const isPart = (field: string): field is (typeof PARTS)[number] => PARTS.some((part) => part === field)

/** What a change makes of a field, by the name that events give it: the parts of a brief are fields of their own. */
export function changedTo(change: Change, field: string): unknown {
  if (isPart(field)) return change.brief?.[field]
  return change[field as keyof Change]
}

/** A change without some of its fields. */
export function without(change: Change, fields: ReadonlySet<string>): Change {
  const { brief, ...rest } = change
  const kept: Change = Object.fromEntries(Object.entries(rest).filter(([field]) => !fields.has(field)))
  if (!brief) return 'brief' in change && !PARTS.some((part) => fields.has(part)) ? { ...kept, brief } : kept
  const parts = Object.fromEntries(Object.entries(brief).filter(([part]) => !fields.has(part)))
  return Object.keys(parts).length > 0 ? { ...kept, brief: parts } : kept
}

/** The names of the fields of a change, as events give them. */
export function fieldNames(change: Change): string[] {
  return Object.keys(change).flatMap((field) => (field === 'brief' ? Object.keys(change.brief ?? {}) : [field]))
}
