import { codePoints } from '#lib/domain/input.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import { criteriaIn } from './criteria.ts'
import type { CsvField } from '#lib/domain/import/csv-columns.ts'
import { head } from '#lib/text.ts'
import { hoursIn, listIn, priorityIn, statusIn } from './csv-values.ts'
import { fingerprint } from './fingerprint.ts'
import { fitTags } from './fit-tags.ts'
import type { FindingCode, PlannedTask, Sayable } from './plan.ts'
import { Reader } from './reader.ts'
import { Fitter } from './text.ts'

/** Raised when the mapping below changes, so that a run after it applies the fields again. */
const MAPPING = 'csv 1'

export interface CsvPlace {
  line: number
  externalKey: string
  columns: Readonly<Record<string, CsvField | null>>
  unsaid: ReadonlySet<Sayable>
  /** Reads a cell of a field of times. */
  time(field: CsvField, text: string): Date | null
  /** Keys of the rows that a cell names. */
  keys(text: string): string[]
  /** The one string that says this. */
  same(text: string): string
  readAt: Date
}

const SAYABLE: readonly Sayable[] = ['description', 'completionSummary', 'priority', 'estimatedHours', 'deadline', 'tags']

/** Fields that no column tells. */
export const unsaidIn = (columns: CsvPlace['columns']): ReadonlySet<Sayable> =>
  new Set(SAYABLE.filter((field) => !Object.values(columns).includes(field)))

/** One row of a table. @throws Error with the reason why it cannot be a task */
export function readCsvRow(row: Record<string, string>, place: CsvPlace): PlannedTask {
  const { line, externalKey, columns } = place
  const mapped = new Map(Object.entries(columns).flatMap(([header, field]) => (field ? [[field, row[header] ?? ''] as const] : [])))
  const cell = (field: CsvField) => mapped.get(field) ?? ''
  const read = new Reader(row)
  const odd = (code: FindingCode, field: CsvField, what: string) =>
    read.note(code, `${field} ${what}: ${head(JSON.stringify(cell(field)), 60)}`)
  const time = (field: CsvField) => {
    const found = cell(field).trim() ? place.time(field, cell(field)) : null
    if (cell(field).trim() && !found) odd('DEFAULTED', field, 'is no time')
    return found
  }
  const hours = (field: CsvField, isPositive: boolean) => {
    const found = cell(field).trim() ? hoursIn(cell(field)) : null
    const fits = found !== null && found <= LIMITS.hours && (!isPositive || found > 0)
    if (cell(field).trim() && !fits) odd('DEFAULTED', field, 'is no number of hours')
    return fits ? found : null
  }
  const people = (field: CsvField) => listIn(cell(field)).map(place.same)
  const [createdBy = null] = people('createdBy')
  const texts = new Fitter(createdBy)
  const completedAt = time('completedAt')
  const createdAt = time('createdAt') ?? time('updatedAt') ?? completedAt ?? place.readAt
  const updatedAt = time('updatedAt') ?? completedAt ?? createdAt
  const title = texts.fit('title', cell('title').trim(), LIMITS.title, createdAt)
  if (!title) throw new Error('it has no title')
  const links = linksOf(cell, place, createdAt)
  const status = statusIn(cell('status'))
  if (!status) odd('DEFAULTED', 'status', 'is unknown, taken as waiting')
  const priority = cell('priority').trim() ? priorityIn(cell('priority')) : 1
  if (priority === undefined) odd('DEFAULTED', 'priority', 'is unknown, taken as MEDIUM')
  const [assignee = null, ...others] = people('assignee')
  if (others.length) odd('KEPT_BESIDE', 'assignee', `names ${others.length + 1}, the first is taken`)
  const criteria = criteriaIn(texts.clean('criteria', cell('criteria')))
  if (!criteria) texts.add('Success criteria:', cell('criteria'), createdBy, createdAt)
  texts.add('Notes:', cell('note'), createdBy, updatedAt)
  const isHeld = status?.hold !== undefined && !links.some((link) => link.kind === 'BLOCKS')
  const at = status?.status ?? 'PENDING'
  return {
    line,
    externalKey,
    hash: fingerprint(MAPPING, { row, columns }),
    title,
    description: texts.fit('description', cell('description'), LIMITS.description, createdAt),
    completionSummary: texts.fit('completionSummary', cell('completionSummary'), LIMITS.completionSummary, updatedAt),
    unsaid: place.unsaid,
    status: at,
    sourceStatus: cell('status'),
    priority: priority ?? 1,
    tags: fitTags(listIn(cell('tags')), read),
    assignee,
    createdBy,
    estimatedHours: hours('estimatedHours', true),
    ...(mapped.has('actualHours') ? { actualHours: hours('actualHours', false) } : {}),
    deadline: time('deadline'),
    holdReason: isHeld ? (status?.hold ?? null) : null,
    createdAt,
    updatedAt,
    startedAt: null,
    completedAt: at === 'COMPLETED' ? (completedAt ?? updatedAt) : null,
    deletedAt: null,
    deletedBy: null,
    criteria: criteria ?? [],
    entries: texts.entries,
    links,
    record: recordOf(row, columns),
    findings: once([...read.findings, ...texts.findings]),
  }
}

function linksOf(cell: (field: CsvField) => string, { externalKey, keys }: CsvPlace, createdAt: Date) {
  const more = { createdBy: null, createdAt }
  const [parent] = keys(cell('parent'))
  return [
    ...keys(cell('dependsOn')).map((target) => ({ target, kind: 'BLOCKS' as const, origin: 'depends on', ...more })),
    ...(parent && parent !== externalKey ? [{ target: parent, kind: 'PARENT' as const, origin: 'parent', ...more }] : []),
  ]
}

/** The cells that no field tells word for word. */
function recordOf(row: Record<string, string>, columns: CsvPlace['columns']) {
  const isTold = (header: string, text: string) => {
    const field = columns[header]
    return (
      (field === 'title' && text.trim() === text && codePoints(text) <= LIMITS.title) ||
      field === 'description' ||
      field === 'note' ||
      field === 'key'
    )
  }
  return Object.fromEntries(Object.entries(row).filter(([header, text]) => !isTold(header, text)))
}

const once = (findings: PlannedTask['findings']) => [
  ...new Map(findings.map((finding) => [`${finding.code} ${finding.message}`, finding])).values(),
]
