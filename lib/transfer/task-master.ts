import { LIMITS } from '#lib/domain/limits.ts'
import { head } from '#lib/text.ts'
import { criteriaIn } from './criteria.ts'
import { fingerprint } from './fingerprint.ts'
import { fitTags } from './fit-tags.ts'
import type { PlannedLink, PlannedTask } from './plan.ts'
import { Reader } from './reader.ts'
import { Fitter } from './text.ts'

/** Raised when the mapping below changes, so that a run after it applies the fields again. */
const MAPPING = 'task-master 1'

const STATUSES: Record<string, { status: PlannedTask['status']; hold?: string }> = {
  pending: { status: 'PENDING' },
  'in-progress': { status: 'IN_PROGRESS' },
  review: { status: 'IN_PROGRESS' },
  done: { status: 'COMPLETED' },
  completed: { status: 'COMPLETED' },
  cancelled: { status: 'CANCELLED' },
  deferred: { status: 'PENDING', hold: 'It was deferred in Task Master.' },
  blocked: { status: 'PENDING', hold: 'It was blocked in Task Master.' },
}
const PRIORITIES = ['low', 'medium', 'high', 'critical']

/** Where a task stands in the file. Ids are numbers that count anew in each list, and those of subtasks anew in each task. */
export interface Place {
  line: number
  list: string
  /** The times of the list, for tasks that have none. */
  createdAt: Date
  updatedAt: Date
  externalKey: string
  /** The task that this is a subtask of. */
  parent: { externalKey: string; id: string; priority: unknown; siblings: ReadonlySet<string> } | null
  /** Whether a task of the list has this id. */
  isTask: (id: string) => boolean
}

/** One task or subtask. @throws Error with the reason why it cannot be a task */
export function readTaskMaster(json: unknown, place: Place): PlannedTask {
  const read = new Reader(json)
  const { line, list, externalKey, createdAt, parent } = place
  const updatedAt = read.time('updatedAt') ?? place.updatedAt
  const texts = new Fitter(null)
  const title = texts.fit('title', read.string('title').trim(), LIMITS.title, createdAt)
  if (!title) read.note('DEFAULTED', 'title is missing; the id stands in its place')
  const written = [read.string('description'), read.string('details')].filter((text) => text.trim() !== '')
  const description = texts.fit('description', written.join('\n\n'), LIMITS.description, createdAt)
  texts.add('Test strategy:', read.string('testStrategy'), null, createdAt)
  const criteria = criteriaIn(texts.clean('acceptanceCriteria', read.string('acceptanceCriteria')))
  if (!criteria) texts.add('Acceptance criteria:', read.string('acceptanceCriteria'), null, createdAt)
  const { sourceStatus, status, holdReason } = statusOf(read)
  const { id, title: _, subtasks: __, ...rest } = read.record
  const isWhole = !texts.findings.some((finding) => finding.code === 'TEXT_CHANGED')
  const told = isWhole ? new Set(['description', 'details', 'testStrategy', 'acceptanceCriteria']) : new Set<string>()
  return {
    line,
    externalKey,
    hash: fingerprint(MAPPING, { ...rest, id, title: read.record.title, parent: parent?.externalKey, priority: parent?.priority }),
    title: title || head(externalKey, LIMITS.title),
    description,
    completionSummary: '',
    unsaid: new Set(['completionSummary', 'estimatedHours', 'deadline']),
    status,
    sourceStatus,
    priority: priorityOf(read, parent),
    tags: fitTags([list], read),
    assignee: null,
    createdBy: null,
    estimatedHours: null,
    deadline: null,
    holdReason,
    createdAt,
    updatedAt,
    startedAt: null,
    completedAt: status === 'COMPLETED' ? updatedAt : null,
    deletedAt: null,
    deletedBy: null,
    criteria: criteria ?? [],
    entries: texts.entries,
    links: linksOf(read, place),
    record: {
      list,
      id,
      ...Object.fromEntries(Object.entries(rest).filter(([name, value]) => !(told.has(name) && typeof value === 'string'))),
    },
    findings: [...read.findings, ...texts.findings],
  }
}

function statusOf(read: Reader) {
  const sourceStatus = read.string('status')
  const known = Object.hasOwn(STATUSES, sourceStatus) ? STATUSES[sourceStatus] : undefined
  if (!known) read.note('DEFAULTED', `status "${head(sourceStatus, 50)}" is unknown; taken as pending`)
  const { status, hold } = known ?? { status: 'PENDING' as const }
  return { sourceStatus, status, holdReason: hold ?? null }
}

/** A subtask without a priority has that of its task. */
function priorityOf(read: Reader, parent: Place['parent']): number {
  const given = read.record.priority ?? parent?.priority
  const rank = PRIORITIES.indexOf(typeof given === 'string' ? given.toLowerCase() : '')
  if (rank === -1)
    read.note('DEFAULTED', `priority is ${given === undefined ? 'missing' : head(JSON.stringify(given), 50)}; taken as MEDIUM`)
  return rank === -1 ? 1 : rank
}

function linksOf(read: Reader, { list, parent, createdAt, isTask }: Place): PlannedLink[] {
  const more = { createdBy: null, createdAt }
  const links = read.list('dependencies').flatMap((given): PlannedLink[] => {
    const ref = typeof given === 'number' || typeof given === 'string' ? String(given).trim() : ''
    if (/^\d+(\.\d+)?$/.test(ref))
      return [{ target: keyIn(list, targetOf(ref, parent, isTask)), kind: 'BLOCKS', origin: 'dependencies', ...more }]
    read.note('DANGLING_LINK', `a dependency names no task: ${head(JSON.stringify(given) ?? '', 60)}`)
    return []
  })
  if (parent) links.unshift({ target: parent.externalKey, kind: 'PARENT', origin: 'subtask', ...more })
  return links
}

/** In a subtask a plain number is a sibling; where there is none of this number, it is a task of the list. */
function targetOf(ref: string, parent: Place['parent'], isTask: Place['isTask']) {
  if (!parent || ref.includes('.')) return ref
  return !parent.siblings.has(ref) && isTask(ref) ? ref : `${parent.id}.${ref}`
}

export const keyIn = (list: string, id: string) => `${list}:${id}`
