import { codePoints } from '#lib/domain/input.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import { head, storable } from '#lib/text.ts'
import { fingerprint } from './fingerprint.ts'
import type { PlannedLink, PlannedTask } from './plan.ts'
import { Reader } from './reader.ts'
import type { Row } from './tables.ts'
import { type Around, phaseKey } from './tasks-db-task.ts'
import { Fitter } from './text.ts'

const MAPPING = 'task-orchestrator phase 1'

/** A phase is a task that its tasks are parts of; one phase after another is a dependency, and its gates are its criteria. */
export function readPhase(row: Row, line: number, { timeZone, phaseBlockers, gates }: Around): PlannedTask {
  const read = new Reader(row)
  const id = read.key('id')
  const texts = new Fitter(null)
  const createdAt = read.localTime('created_at', 'UTC') ?? new Date(0)
  const updatedAt = read.localTime('updated_at', 'UTC') ?? createdAt
  const completedAt = read.localTime('completed_at', timeZone)
  const sourceStatus = read.string('status')
  const isOver = sourceStatus === 'completed' || (sourceStatus === 'archived' && completedAt !== null)
  const status = isOver ? ('COMPLETED' as const) : sourceStatus === 'archived' ? ('CANCELLED' as const) : ('PENDING' as const)
  const own = gates.get(id) ?? []
  const criteria = own.map((gate) => {
    const passed = gate.status === 'passed' || gate.status === 'overridden'
    return { text: storable(`${gate.gate_type}: ${gate.criteria}`), state: passed ? ('MET' as const) : ('UNKNOWN' as const) }
  })
  const fitting = criteria.filter(({ text }) => codePoints(text) <= LIMITS.criterion).slice(0, LIMITS.criteriaPerTask)
  if (fitting.length < criteria.length)
    read.note('CRITERION_LEFT_OUT', `${fitting.length} of ${criteria.length} gates fit; all are kept beside the task`)
  const more = { createdBy: null, createdAt }
  const links: PlannedLink[] = (phaseBlockers.get(id) ?? []).map((link) => ({
    target: phaseKey(String(link.depends_on_phase_id)),
    kind: 'BLOCKS',
    origin: 'phase',
    ...more,
  }))
  const parent = read.string('parent_phase_id')
  if (parent) links.push({ target: phaseKey(parent), kind: 'PARENT', origin: 'phase', ...more })
  return {
    line,
    externalKey: phaseKey(id),
    hash: fingerprint(MAPPING, { row, links, own }),
    title: texts.fit('name', read.string('name').trim(), LIMITS.title, createdAt) || head(id, LIMITS.title),
    description: texts.fit('description', read.string('description'), LIMITS.description, createdAt),
    completionSummary: '',
    status,
    sourceStatus,
    priority: 1,
    tags: ['phase'],
    assignee: null,
    createdBy: null,
    estimatedHours: null,
    deadline: null,
    holdReason: sourceStatus === 'blocked' ? 'The phase was blocked in the command-line tool.' : null,
    createdAt,
    updatedAt,
    startedAt: read.localTime('started_at', timeZone),
    completedAt: isOver ? (completedAt ?? updatedAt) : null,
    deletedAt: null,
    deletedBy: null,
    criteria: fitting,
    entries: texts.entries,
    links,
    record: { phase: row, ...(own.length ? { phase_gates: own } : {}) },
    findings: [...read.findings, ...texts.findings],
  }
}
