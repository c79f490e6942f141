import { createHash } from 'node:crypto'
import type { Field, Mapping } from './columns.ts'
import type { Table } from './table.ts'
import { lines, list, Reading, type Priority } from './values.ts'

/** What a row says, in our words. `dependsOn` and `parent` are ids of rows of the file, or tasks. */
export interface Row {
  line: number
  /** What it is known by from one run to the next: its id, or its title when it has none. */
  key: string
  /** Changes when anything of it changes. */
  hash: string
  task: Planned
  dependsOn: string[]
  parent: string | null
  assignee: string | null
  status: 'COMPLETED' | 'CANCELLED' | null
  /** What did not fit into the description, whole. */
  overflow: string | null
  /** What was read otherwise than it stands there. */
  remarks: string[]
}
export interface Planned {
  title: string
  description: string
  priority: Priority
  tags: string[]
  estimatedHours: number | null
  deadline: string | null
  requiredCapabilities: string[]
  criteria: string[]
}
export interface Skipped {
  line: number
  key: string
  reason: string
}

/** Rows in the order of the file. Of two with one key the first counts. */
export function readRows(table: Table, mapping: Mapping, members: ReadonlySet<string>): { rows: Row[]; skipped: Skipped[] } {
  const skipped: Skipped[] = table.faults.map(({ line, reason }) => ({ line, key: '', reason }))
  const rows = new Map<string, Row>()
  for (const { line, cells } of table.records) {
    const cell = (field: Field) => (cells[mapping.columns.get(field) ?? ''] ?? '').trim()
    const row = readRow(
      line,
      cell,
      members,
      mapping.rest.map((header) => [header, cells[header] ?? '']),
    )
    const earlier = rows.get(row.key)
    if (row.task.title === '') skipped.push({ line, key: row.key, reason: 'It has no title.' })
    else if (earlier)
      skipped.push({ line, key: row.key, reason: `Line ${earlier.line} has the same ${cell('id') ? 'id' : 'title, and no id'}.` })
    else rows.set(row.key, row)
  }
  return { rows: [...rows.values()], skipped: skipped.sort((a, b) => a.line - b.line) }
}

function readRow(line: number, cell: (field: Field) => string, members: ReadonlySet<string>, rest: [string, string][]): Row {
  const reading = new Reading()
  const fields = {
    title: reading.cut('title', cell('title').replace(/\s+/g, ' '), 500),
    priority: reading.priority(cell('priority')),
    tags: reading.few('tags', list(cell('tags')), 30, 50),
    estimatedHours: reading.hours(cell('estimatedHours')),
    deadline: reading.date(cell('deadline')),
    requiredCapabilities: reading.few('required capabilities', list(cell('requiredCapabilities')), 30, 50),
    criteria: reading.few('criteria', lines(cell('criteria')), 10, 500),
  }
  const status = reading.status(cell('status'))
  const assignee = reading.member(cell('assignee'), members)
  const appendix = [...rest.filter(([, value]) => value.trim() !== ''), ...reading.kept].map(
    ([name, value]) => `- ${name}: ${value.trim()}`,
  )
  const whole = [cell('description'), appendix.join('\n')].filter((part) => part !== '').join('\n\n')
  const task = { ...fields, description: new Reading().cut('', whole, 5000) }
  const cut = task.description !== whole
  const links = { dependsOn: list(cell('dependsOn')), parent: cell('parent') || null, assignee }
  return {
    line,
    key: cell('id') || fields.title,
    hash: createHash('sha256')
      .update(JSON.stringify([task, links, status, whole]))
      .digest('hex')
      .slice(0, 16),
    task,
    ...links,
    status,
    overflow: cut ? whole : null,
    remarks: cut ? [...reading.remarks, 'description: cut to 5,000 characters, the whole stands in an update'] : reading.remarks,
  }
}
