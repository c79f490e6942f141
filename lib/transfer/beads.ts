import { LIMITS } from '#lib/domain/limits.ts'
import { head, storable } from '#lib/text.ts'
import { criteriaIn } from './criteria.ts'
import { fingerprint } from './fingerprint.ts'
import { fitTags } from './fit-tags.ts'
import type { PlannedLink, PlannedTask } from './plan.ts'
import { Reader } from './reader.ts'
import { Fitter } from './text.ts'

/** Raised when the mapping below changes, so that a run after it applies the fields again. */
const MAPPING = 'beads 1'

/** Beads counts from 0, the highest, to 4. */
const PRIORITIES = [3, 2, 1, 0, 0]

/** How each status arrives. `hold` keeps a task from being ready for which the source gives no blocker. */
const STATUSES: Record<string, { status: PlannedTask['status']; hold?: string; isUnderWay?: true }> = {
  open: { status: 'PENDING' },
  hooked: { status: 'PENDING', isUnderWay: true },
  pinned: { status: 'PENDING' },
  in_progress: { status: 'IN_PROGRESS', isUnderWay: true },
  blocked: { status: 'PENDING', hold: 'It was blocked in Beads.' },
  deferred: { status: 'PENDING', hold: 'It was deferred in Beads.' },
  closed: { status: 'COMPLETED' },
}

/**
 * `issue_id` depends on `depends_on_id` in every record, whatever its type: "x blocks" is read from the other end,
 * and "blocked-by" says the same as "blocks". What is not listed becomes RELATED.
 */
const LINKS: Record<string, PlannedLink['kind']> = {
  blocks: 'BLOCKS',
  'blocked-by': 'BLOCKS',
  'waits-for': 'BLOCKS',
  'conditional-blocks': 'BLOCKS',
  'parent-child': 'PARENT',
  'discovered-from': 'DISCOVERED_FROM',
  duplicates: 'DUPLICATES',
  related: 'RELATED',
  'relates-to': 'RELATED',
  tracks: 'RELATED',
  supersedes: 'RELATED',
  'replies-to': 'RELATED',
}

/** One line of Beads' issues.jsonl, parsed. @throws Error with the reason why it cannot be a task */
export function readBead(json: unknown, line: number): PlannedTask {
  const read = new Reader(json)
  const externalKey = read.key('id')
  const createdBy = read.string('created_by') || read.string('owner') || null
  const texts = new Fitter(createdBy)
  const { closedAt, ...times } = timesOf(read)
  const { sourceStatus, status, holdReason, isUnderWay } = statusOf(read)
  const assignee = read.string('assignee') || null
  if (isUnderWay && !assignee) read.note('UNASSIGNED', `status is ${sourceStatus}, but nobody is named`)
  const title = texts.fit('title', read.string('title').trim(), LIMITS.title, times.createdAt)
  if (!title) read.note('DEFAULTED', 'title is missing; the id stands in its place')
  const description = texts.fit('description', read.string('description'), LIMITS.description, times.createdAt)
  const completionSummary = texts.fit('close_reason', read.string('close_reason'), LIMITS.completionSummary, times.updatedAt)
  texts.add('Design:', read.string('design'), createdBy, times.createdAt)
  const criteria = criteriaIn(texts.clean('acceptance_criteria', read.string('acceptance_criteria')))
  if (!criteria) texts.add('Acceptance criteria:', read.string('acceptance_criteria'), createdBy, times.createdAt)
  texts.add('Notes:', read.string('notes'), createdBy, times.updatedAt)
  const comments = commentsOf(read, texts, times.updatedAt)
  const tags = fitTags(read.list('labels'), read)
  const record = recordOf(read, { title, description, completionSummary, comments, tags, texts })
  return {
    line,
    externalKey,
    hash: fingerprint(MAPPING, read.record),
    title: title || head(externalKey, LIMITS.title),
    description,
    completionSummary,
    status,
    sourceStatus,
    priority: priorityOf(read),
    tags,
    assignee,
    createdBy,
    estimatedHours: hoursOf(read),
    deadline: read.time('due_at'),
    holdReason,
    ...times,
    startedAt: read.time('started_at'),
    completedAt: status === 'COMPLETED' ? (closedAt ?? times.deletedAt ?? times.updatedAt) : null,
    deletedBy: read.string('deleted_by') || null,
    criteria: criteria ?? [],
    entries: texts.entries,
    links: linksOf(read, times.createdAt),
    record,
    findings: [...read.findings, ...texts.findings],
  }
}

function timesOf(read: Reader) {
  const created = read.time('created_at')
  const updated = read.time('updated_at')
  const closedAt = read.time('closed_at')
  const createdAt = created ?? updated ?? closedAt ?? new Date(0)
  if (!created) read.note('DEFAULTED', `created_at is missing; taken as ${createdAt.toISOString()}`)
  const updatedAt = updated ?? closedAt ?? createdAt
  const isDeleted = read.string('status') === 'tombstone'
  return { createdAt, updatedAt, closedAt, deletedAt: read.time('deleted_at') ?? (isDeleted ? updatedAt : null) }
}

/** A tombstone keeps no status. With a reason for closing it had been closed, without one it was given up. */
function statusOf(read: Reader) {
  const sourceStatus = read.string('status')
  const isClosed = read.string('close_reason') !== '' || read.time('closed_at') !== null
  if (sourceStatus === 'tombstone')
    return { sourceStatus, status: isClosed ? ('COMPLETED' as const) : ('CANCELLED' as const), holdReason: null }
  const known = Object.hasOwn(STATUSES, sourceStatus) ? STATUSES[sourceStatus] : undefined
  if (!known) read.note('DEFAULTED', `status "${head(sourceStatus, 50)}" is unknown; taken as open`)
  const { status, hold, isUnderWay } = known ?? { status: 'PENDING' as const }
  return { sourceStatus, status, holdReason: hold ?? null, isUnderWay }
}

function priorityOf(read: Reader): number {
  const given = read.number('priority')
  const rank = given === null ? undefined : PRIORITIES[given]
  if (rank === undefined) read.note('DEFAULTED', `priority is ${given === null ? 'missing' : given}; taken as MEDIUM`)
  return rank ?? 1
}

function hoursOf(read: Reader): number | null {
  const minutes = read.number('estimated_minutes')
  return minutes !== null && minutes > 0 && minutes / 60 <= LIMITS.hours ? minutes / 60 : null
}

/** Texts become updates; what else a comment holds is answered, to be kept beside the task. */
function commentsOf(read: Reader, texts: Fitter, fallback: Date) {
  return read.list('comments').map((comment) => {
    const entry = new Reader(comment, read.findings)
    const text = texts.clean('comment', entry.string('text'))
    if (!text.trim()) return comment
    const at = entry.time('created_at') ?? fallback
    const author = entry.string('author') || null
    if ([...text].length <= LIMITS.context) texts.entries.push({ body: text, author, at })
    else texts.add('Comment:', text, author, at)
    return { ...entry.record, text: undefined }
  })
}

function linksOf(read: Reader, fallback: Date): PlannedLink[] {
  return read.list('dependencies').flatMap((dependency) => {
    const link = new Reader(dependency, read.findings)
    const target = link.string('depends_on_id')
    const origin = link.string('type') || 'blocks'
    const kind = Object.hasOwn(LINKS, origin) ? LINKS[origin] : undefined
    if (!target) read.note('DANGLING_LINK', `a ${origin} link names no task`)
    else if (!kind) read.note('UNKNOWN_LINK', `${origin} → ${target}`)
    const more = { createdBy: link.string('created_by') || null, createdAt: link.time('created_at') ?? fallback }
    return target ? [{ target, kind: kind ?? 'RELATED', origin: storable(origin), ...more }] : []
  })
}

interface Kept {
  title: string
  description: string
  completionSummary: string
  comments: unknown[]
  tags: string[]
  texts: Fitter
}

/** The record without what stands in fields and entries word for word. */
function recordOf(read: Reader, { title, description, completionSummary, comments, tags, texts }: Kept): Record<string, unknown> {
  const given = read.record
  const record: Record<string, unknown> = { ...given, ...(comments.length ? { comments } : {}) }
  delete record.id
  const isWhole = !texts.findings.some((finding) => finding.code === 'TEXT_CHANGED')
  if (given.title === title) delete record.title
  if (given.description === description || isWhole) delete record.description
  if (given.close_reason === completionSummary || isWhole) delete record.close_reason
  if (isWhole) for (const name of ['design', 'notes']) if (typeof given[name] === 'string') delete record[name]
  if (JSON.stringify(given.labels) === JSON.stringify(tags)) delete record.labels
  return record
}
