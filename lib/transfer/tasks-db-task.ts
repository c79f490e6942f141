import { LIMITS } from '#lib/domain/limits.ts'
import { head } from '#lib/text.ts'
import { briefIn, takeAppended } from './appended.ts'
import { fingerprint } from './fingerprint.ts'
import { fitTags } from './fit-tags.ts'
import type { PlannedEntry, PlannedLink, PlannedTask } from './plan.ts'
import { Reader } from './reader.ts'
import type { Row } from './tables.ts'
import { criteriaOf } from './tasks-db-criteria.ts'
import { Fitter } from './text.ts'

/** Raised when the mapping below changes, so that a run after it applies the fields again. */
const MAPPING = 'task-orchestrator 1'

/** What the other tables say about tasks and phases, by their ids. */
export interface Around {
  timeZone: string
  statuses: ReadonlyMap<string, string>
  blockers: ReadonlyMap<string, Row[]>
  entries: ReadonlyMap<string, Row[]>
  /** Rows to keep beside a task, by table. */
  beside: ReadonlyMap<string, ReadonlyMap<string, Row[]>>
  phaseBlockers: ReadonlyMap<string, Row[]>
  gates: ReadonlyMap<string, Row[]>
}

const STATUSES: Record<string, PlannedTask['status']> = {
  pending: 'PENDING',
  blocked: 'PENDING',
  in_progress: 'IN_PROGRESS',
  completed: 'COMPLETED',
  cancelled: 'CANCELLED',
  canceled: 'CANCELLED',
}
const PRIORITIES = ['low', 'medium', 'high', 'critical']

/** One row of the table of tasks. @throws Error with the reason why it cannot be a task */
export function readTask(row: Row, line: number, around: Around): PlannedTask {
  const read = new Reader(row)
  const externalKey = read.key('id')
  const { timeZone } = around
  const createdBy = read.string('created_by') || null
  const texts = new Fitter(createdBy)
  const createdAt = read.localTime('created_at', timeZone) ?? new Date(0)
  const updatedAt = read.localTime('updated_at', timeZone) ?? createdAt
  const { status, holdReason } = statusOf(read, around)
  const title = texts.fit('title', read.string('title').trim(), LIMITS.title, createdAt)
  const given = takeAppended(read.string('description'))
  const odd = given.odd.length ? { code: 'FILE_LEFT_OUT' as const, message: `Files: ${given.odd.join(', ')}` } : null
  const brief = briefIn(read.string('context')) ?? briefIn(given.text)
  const isInDescription = brief !== null && briefIn(read.string('context')) === null
  if (!brief || isInDescription) texts.add('Context:', read.string('context'), createdBy, createdAt)
  const description = texts.fit('description', isInDescription ? '' : given.text, LIMITS.description, createdAt)
  const criteria = criteriaOf(read, texts, { author: createdBy, at: createdAt })
  const beside = Object.fromEntries(
    [...around.beside].flatMap(([table, rows]) => (rows.has(externalKey) ? [[table, rows.get(externalKey)]] : [])),
  )
  const [links, entries] = [linksOf(read, around, createdAt), around.entries.get(externalKey) ?? []]
  return {
    line,
    externalKey,
    hash: fingerprint(MAPPING, { row, links, entries, beside }),
    title: title || head(externalKey, LIMITS.title),
    description,
    completionSummary: texts.fit('completion_summary', read.string('completion_summary'), LIMITS.completionSummary, updatedAt),
    status,
    sourceStatus: read.string('status'),
    priority: priorityOf(read),
    tags: fitTags(given.tags, read),
    assignee: read.string('assignee') || null,
    createdBy,
    estimatedHours: hoursOf(read, 'estimated_hours', true),
    actualHours: hoursOf(read, 'actual_hours', false),
    deadline: read.localTime('deadline', timeZone),
    holdReason,
    createdAt,
    updatedAt,
    startedAt: null,
    completedAt: status === 'COMPLETED' ? (read.localTime('completed_at', timeZone) ?? updatedAt) : null,
    deletedAt: null,
    deletedBy: null,
    ...(brief ? fittedBrief(brief, texts, createdAt) : {}),
    criteria,
    files: given.files,
    ...feedbackOf(read, status, texts, updatedAt),
    entries: [...texts.entries, ...entriesOf(entries, read, timeZone)],
    links,
    record: {
      ...leftOf(row),
      ...(given.text === read.string('description') && !isInDescription ? {} : { description: row.description }),
      ...(given.metadata ? { metadata: given.metadata } : {}),
      ...beside,
    },
    findings: [...read.findings, ...texts.findings, ...(odd ? [odd] : [])],
  }
}

/** The tool calls a task blocked that waits for another. One that waits for none is held, so that it does not become ready. */
function statusOf(read: Reader, { statuses, blockers }: Around) {
  const source = read.string('status')
  const status = STATUSES[source]
  if (!status) read.note('DEFAULTED', `status "${head(source, 50)}" is unknown; taken as pending`)
  const waits = (blockers.get(read.string('id')) ?? []).some(
    ({ depends_on: id }) => (statuses.get(String(id)) ?? 'completed') !== 'completed',
  )
  return {
    status: status ?? ('PENDING' as const),
    holdReason: source === 'blocked' && !waits ? 'It was blocked in the command-line tool.' : null,
  }
}

function priorityOf(read: Reader): number {
  const given = read.string('priority').toLowerCase()
  const rank = PRIORITIES.indexOf(given)
  if (rank === -1) read.note('DEFAULTED', `priority is ${given ? `"${head(given, 50)}"` : 'missing'}; taken as MEDIUM`)
  return rank === -1 ? 1 : rank
}

function hoursOf(read: Reader, name: string, isPositive: boolean): number | null {
  const hours = read.number(name)
  if (hours === null) return null
  const fits = hours <= LIMITS.hours && (isPositive ? hours > 0 : hours >= 0)
  if (!fits) read.note('KEPT_BESIDE', `${name} is ${hours}`)
  return fits ? hours : null
}

function linksOf(read: Reader, { blockers, timeZone }: Around, createdAt: Date): PlannedLink[] {
  const id = read.string('id')
  const more = { createdBy: null, createdAt }
  const phase = read.string('phase_id')
  return [
    ...(blockers.get(id) ?? []).map((row) => ({ target: String(row.depends_on), kind: 'BLOCKS' as const, origin: 'depends_on', ...more })),
    ...(phase && timeZone ? [{ target: phaseKey(phase), kind: 'PARENT' as const, origin: 'phase', ...more }] : []),
  ]
}

export const phaseKey = (id: string) => `phase:${id}`

function fittedBrief(brief: { why: string; what: string; done: string }, texts: Fitter, at: Date) {
  const part = (name: 'why' | 'what' | 'done') => texts.fit(name, brief[name], LIMITS.brief, at)
  return { why: part('why'), what: part('what'), done: part('done') }
}

/** Kept with the task only when it is completed, as feedback is given here; else it stays beside it. */
function feedbackOf(read: Reader, status: PlannedTask['status'], texts: Fitter, at: Date): Pick<PlannedTask, 'feedback'> {
  const [quality, timeliness] = [read.number('feedback_quality'), read.number('feedback_timeliness')]
  const note = read.string('feedback_notes')
  if (quality === null && timeliness === null && !note) return {}
  const isMark = (mark: number | null) => mark === null || (Number.isInteger(mark) && mark >= 1 && mark <= 5)
  if (status === 'COMPLETED' && isMark(quality) && isMark(timeliness))
    return { feedback: { quality, timeliness, note: note ? texts.fit('feedback_notes', note, LIMITS.feedbackNote, at) : null } }
  read.note('KEPT_BESIDE', `feedback of ${status === 'COMPLETED' ? 'other marks than 1 to 5' : 'a task that is not completed'}`)
  return {}
}

const KINDS: Record<string, PlannedEntry['kind']> = {
  update: 'UPDATE',
  share: 'UPDATE',
  join: 'UPDATE',
  discovery: 'DISCOVERY',
  discover: 'DISCOVERY',
  sync: 'SYNC',
  progress: 'PROGRESS',
}

function entriesOf(rows: readonly Row[], task: Reader, timeZone: string): PlannedEntry[] {
  return rows.flatMap((row) => {
    const read = new Reader(row, task.findings)
    const author = read.string('agent_id') || null
    const texts = new Fitter(author)
    const type = read.string('event_type')
    const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined
    const at = read.localTime('created_at', timeZone) ?? new Date(0)
    const body = texts.clean('content', read.string('content'))
    if (!kind || [...body].length > LIMITS.context) texts.add(`${type || 'Entry'}:`, body, author, at)
    else if (body.trim()) return [{ body, author, at, kind }]
    return texts.entries
  })
}

/** The columns that no field tells word for word. */
function leftOf(row: Row): Row {
  const { id: _, title: __, completion_summary: ___, description: ____, context: _____, ...rest } = row
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
}
