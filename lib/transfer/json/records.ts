import { z } from 'zod'
import { text } from '#lib/domain/input.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import { EVENT_ACTIONS } from '#lib/events.ts'

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-f]{16}$`), `must be ${prefix}_ and 16 hex characters`)
const actor = id('act')
const task = z.string().regex(/^[0-9a-f]{8}$/, 'must be 8 hex characters')
const count = z.int().min(0).max(2_147_483_647)
const rank = z.int().min(0).max(3)
const anyText = text(1_000_000)
const hours = z.number().finite().min(0)
const oneLine = (max: number) => text(max, 1).refine((value) => value.trim() === value, 'must not start or end with a space')
const time = z.string().transform((value, context) => {
  const date = new Date(value)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(date.getTime())) return date
  context.addIssue({ code: 'custom', message: 'must be a time in UTC, such as 2026-01-31T12:00:00.000Z' })
  return z.NEVER
})
/** JSON that a column holds as text. */
const json = z.json().transform((value) => JSON.stringify(value))

/**
 * What a file holds, by the name of the record: its fields in the order in which they are written. What a column holds stands under the
 * column's name; LEFT_OUT names the columns that have no field. A test looks for columns that are in neither.
 */
export const RECORDS = {
  actor: z.strictObject({
    id: actor,
    kind: z.enum(['PERSON', 'AGENT']),
    handle: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,49}$/, 'is no handle'),
    name: text(LIMITS.actorName, 1),
    ownerId: actor.nullable(),
    agentType: anyText.nullable(),
    wipLimit: z.int().min(1).max(LIMITS.wipLimit).nullable(),
    retiredAt: time.nullable(),
    createdAt: time,
    updatedAt: time,
    capabilities: z.array(text(LIMITS.capability, 1)),
  }),
  project: z.strictObject({
    id: id('prj'),
    key: z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/, 'is no key'),
    name: oneLine(LIMITS.projectName),
    status: z.enum(['PLANNING', 'ACTIVE', 'COMPLETED', 'ARCHIVED']),
    editing: z.enum(['STRICT', 'OPEN']),
    why: text(LIMITS.brief),
    what: text(LIMITS.brief),
    done: text(LIMITS.brief),
    // Exports from before 2026-11-23 have none.
    repository: text(LIMITS.repository).default(''),
    seq: count,
    lastNumber: count,
    leaseMinutes: z.int().min(1),
    maxAttempts: z.int().min(1),
    version: count,
    createdById: actor.nullable(),
    createdAt: time,
    updatedAt: time,
  }),
  member: z.strictObject({ actorId: actor, role: z.enum(['OWNER', 'MEMBER', 'VIEWER']), createdAt: time }),
  task: z.strictObject({
    id: task,
    number: z.int().min(1),
    key: anyText,
    title: oneLine(LIMITS.title),
    description: text(LIMITS.description),
    status: z.enum(['PENDING', 'BLOCKED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED']),
    priority: rank,
    assigneeId: actor.nullable(),
    tags: z.array(text(LIMITS.tag, 1)).max(LIMITS.tagsPerTask),
    capabilities: z.array(text(LIMITS.capability, 1)).max(LIMITS.capabilitiesPerTask),
    estimatedHours: hours.positive().nullable(),
    actualHours: hours.nullable(),
    deadline: time.nullable(),
    why: text(LIMITS.brief),
    what: text(LIMITS.brief),
    done: text(LIMITS.brief),
    impactNotes: text(LIMITS.impactNotes),
    completionSummary: text(LIMITS.completionSummary),
    feedbackQuality: z.int().min(1).max(5).nullable(),
    feedbackTimeliness: z.int().min(1).max(5).nullable(),
    feedbackNote: text(LIMITS.feedbackNote).nullable(),
    feedbackById: actor.nullable(),
    feedbackAt: time.nullable(),
    holdReason: text(LIMITS.holdReason).nullable(),
    heldById: actor.nullable(),
    heldAt: time.nullable(),
    fence: count,
    attempts: count,
    version: count,
    externalKey: anyText.nullable(),
    externalHash: anyText.nullable(),
    externalData: json.nullable(),
    createdById: actor.nullable(),
    createdAt: time,
    updatedAt: time,
    startedAt: time.nullable(),
    completedAt: time.nullable(),
    deletedAt: time.nullable(),
    deletedById: actor.nullable(),
  }),
  criterion: z.strictObject({
    id: id('cri'),
    taskId: task,
    position: count,
    text: text(LIMITS.criterion, 1),
    state: z.enum(['UNKNOWN', 'MET', 'NOT_MET']),
    evidence: text(LIMITS.evidence),
    markedById: actor.nullable(),
    markedAt: time.nullable(),
  }),
  file: z.strictObject({
    id: id('fil'),
    taskId: task,
    path: text(LIMITS.path, 1).refine((path) => !/^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(path), 'must be relative, without ".."'),
    lineStart: z.int().min(1).nullable(),
    lineEnd: z.int().min(1).nullable(),
    note: text(LIMITS.fileNote),
    createdById: actor.nullable(),
    createdAt: time,
  }),
  watcher: z.strictObject({ taskId: task, actorId: actor, level: z.enum(['FOLLOWING', 'MUTED']), createdAt: time }),
  claim: z.strictObject({
    id: id('clm'),
    taskId: task,
    holderId: actor,
    fence: z.int().min(1),
    leasedAt: time,
    leaseSeconds: count,
    expiresAt: time,
    endedAt: time.nullable(),
    outcome: z.enum(['COMPLETED', 'RELEASED', 'FAILED', 'EXPIRED', 'ASKED', 'TAKEN_OVER', 'CANCELLED']).nullable(),
    note: anyText,
    earlierAssigneeId: actor.nullable(),
    endedById: actor.nullable(),
    retryAt: time.nullable(),
  }),
  question: z.strictObject({
    id: id('qst'),
    taskId: task,
    askerId: actor,
    body: text(LIMITS.question, 1),
    options: json,
    state: z.enum(['OPEN', 'ANSWERED', 'DECLINED', 'WITHDRAWN']),
    answer: text(LIMITS.answer),
    answeredById: actor.nullable(),
    answeredAt: time.nullable(),
    createdAt: time,
  }),
  entry: z.strictObject({
    id: id('ctx'),
    taskId: task.nullable(),
    authorId: actor.nullable(),
    kind: z.enum(['UPDATE', 'DISCOVERY', 'SYNC', 'PROGRESS', 'NOTE']),
    priority: rank.nullable(),
    body: text(LIMITS.context, 1),
    createdAt: time,
    mentions: z.array(actor),
  }),
  dependency: z.strictObject({
    id: id('dep'),
    taskId: task,
    dependsOnId: task,
    kind: z.enum(['BLOCKS', 'PARENT', 'RELATED', 'DUPLICATES', 'DISCOVERED_FROM']),
    origin: anyText.nullable(),
    releasedAt: time.nullable(),
    createdById: actor.nullable(),
    createdAt: time,
  }),
  view: z.strictObject({
    id: id('vw'),
    ownerId: actor,
    name: text(LIMITS.viewName, 1),
    page: z.enum(['TASKS', 'BOARD', 'GRAPH', 'ACTIVITY']),
    query: text(LIMITS.viewQuery),
    isShared: z.boolean(),
    createdAt: time,
    updatedAt: time,
  }),
  template: z.strictObject({
    id: id('tpl'),
    name: anyText,
    description: anyText,
    source: anyText,
    version: count,
    createdById: actor,
    createdAt: time,
    updatedAt: time,
  }),
  event: z.strictObject({
    seq: z.int().min(1),
    action: z.string().refine((name) => Object.hasOwn(EVENT_ACTIONS, name), 'is no action'),
    actorId: actor.nullable(),
    taskId: task.nullable(),
    subjectId: anyText.nullable(),
    changes: json,
    data: json,
    requestId: anyText.nullable(),
    address: anyText.nullable(),
    userAgent: anyText.nullable(),
    createdAt: time,
  }),
}

export type RecordName = keyof typeof RECORDS
export type RecordOf<Name extends RecordName> = z.output<(typeof RECORDS)[Name]>
export const RECORD_NAMES = Object.keys(RECORDS) as RecordName[]

/** The table of each record. */
export const TABLES = {
  actor: 'Actor',
  project: 'Project',
  member: 'Member',
  task: 'Task',
  criterion: 'Criterion',
  file: 'FileReference',
  watcher: 'Watcher',
  claim: 'Claim',
  question: 'Question',
  entry: 'ContextEntry',
  dependency: 'Dependency',
  view: 'SavedView',
  template: 'Template',
  event: 'Event',
} as const satisfies Record<RecordName, string>

/** Fields that are lists, each a table of its own: its table, the column that names the owner, and the column of the value. */
export const LISTS = {
  actor: { capabilities: ['ActorCapability', 'actorId', 'capability'] },
  task: { tags: ['TaskTag', 'taskId', 'tag'], capabilities: ['RequiredCapability', 'taskId', 'capability'] },
  entry: { mentions: ['Mention', 'entryId', 'actorId'] },
} as const satisfies { [Name in RecordName]?: Record<string, readonly [string, string, string]> }

/** Columns that are stored as JSON and written as what they hold. */
export const JSON_COLUMNS: ReadonlySet<string> = new Set(['externalData', 'options', 'changes', 'data'])

/** Columns without a field, and why. */
export const LEFT_OUT: Record<string, readonly string[]> = {
  // Who may sign in, and what else is an installation's own.
  Actor: ['isAdmin', 'userId', 'lastSeenAt', 'notificationSeq'],
  // Counted again.
  Project: ['pending', 'blocked', 'inProgress', 'completed', 'cancelled'],
  // Derived from the graph again.
  Task: ['projectId', 'openBlockers', 'isBlocked', 'openDependents', 'effectivePriority'],
  // Of the spelling.
  TaskTag: ['projectId', 'fold'],
  // A body is written as it reads, and sealed again under the key of where it goes.
  ContextEntry: ['projectId', 'keyId', 'nonce'],
  // A project's records follow it.
  Member: ['projectId'],
  Dependency: ['projectId'],
  Claim: ['projectId'],
  FileReference: ['projectId'],
  Question: ['projectId'],
  SavedView: ['projectId'],
  Template: ['projectId'],
  Event: ['stream', 'projectId'],
}

/** Columns of a record in the order of its fields, without its lists. */
export const columnsOf = (name: RecordName): string[] => {
  const lists: object = name in LISTS ? LISTS[name as keyof typeof LISTS] : {}
  return Object.keys(RECORDS[name].shape).filter((field) => !Object.hasOwn(lists, field))
}
