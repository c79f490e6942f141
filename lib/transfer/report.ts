import type { ProjectRow } from '#lib/domain/task/types.ts'
import type { Cast } from './actors.ts'
import type { KnownTask, Sorted } from './known.ts'
import type { LinkPlan } from './link-plan.ts'
import { FINDINGS, type Finding, type FindingCode, type Inventory, type Plan } from './plan.ts'

export interface ReportRow {
  line: number
  externalKey: string | null
  /** Of the task; null for skipped lines. */
  title: string | null
  result: 'created' | 'updated' | 'unchanged' | 'skipped'
  /** Our key; null in a dry run and for skipped lines. */
  key: string | null
  reason?: string
  findings: Finding[]
}

/** created + updated + unchanged + skipped = lines = rows.length. */
export interface ImportReport {
  format: string
  project: string
  dryRun: boolean
  lines: number
  blank: number
  created: number
  updated: number
  unchanged: number
  skipped: number
  /** Tasks in the file by status; deleted ones apart. */
  statuses: Record<string, number>
  links: { found: number; added: number; kept: number; removed: number; byKind: Record<string, number> }
  actors: number
  updates: number
  findings: Partial<Record<FindingCode, number>>
  /** The parts of the source and what became of each, where it has several. */
  inventory: Inventory[]
  milliseconds: number
  rows: ReportRow[]
}

interface Facts {
  plan: Plan
  sorted: Sorted
  links: LinkPlan
  cast: Cast
  known: ReadonlyMap<string, KnownTask>
  project: Pick<ProjectRow, 'id' | 'key'>
  dryRun: boolean
  ms: number
}

const NONE: Finding[] = []

export function buildReport({ plan, sorted, links, cast, known, project, dryRun, ms }: Facts): ImportReport {
  const rows: ReportRow[] = []
  for (const result of ['created', 'updated', 'unchanged'] as const)
    for (const task of sorted[result]) {
      const { line, externalKey, title } = task
      const found = [...task.findings, ...(links.findings.get(task) ?? NONE)]
      rows.push({ line, externalKey, title, result, key: known.get(externalKey)?.key ?? null, findings: found.length ? found : NONE })
    }
  for (const { line, externalKey, reason } of plan.skipped)
    rows.push({ line, externalKey, title: null, result: 'skipped', key: null, reason, findings: [] })
  rows.sort((a, b) => a.line - b.line)
  return {
    format: plan.format,
    project: project.key,
    dryRun,
    lines: plan.lines,
    blank: plan.blank,
    created: sorted.created.length,
    updated: sorted.updated.length,
    unchanged: sorted.unchanged.length,
    skipped: plan.skipped.length,
    statuses: tally(plan.tasks.map((task) => (task.deletedAt ? 'deleted' : task.status))),
    links: {
      found: plan.tasks.reduce((sum, task) => sum + task.links.length, 0),
      added: links.add.length,
      kept: links.kept,
      removed: links.drop.length,
      byKind: tally(links.add.map((link) => (link.kind === 'RELATED' ? `RELATED (${link.origin})` : link.kind))),
    },
    actors: cast.missing.length,
    updates: [...sorted.created, ...sorted.updated].reduce((sum, task) => sum + task.entries.length, 0),
    findings: tally(rows.flatMap((row) => row.findings.map((finding) => finding.code))),
    inventory: plan.inventory ?? [],
    milliseconds: Math.round(ms),
    rows,
  }
}

function tally(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)))
}

const SHOWN_PER_FINDING = 20

/** The report for a person at a terminal; every line of the file stands in the JSON form. */
export function describeReport(report: ImportReport): string[] {
  const { links, findings } = report
  const rate = Math.round((report.lines / Math.max(1, report.milliseconds)) * 1000)
  const lines = [
    `${report.dryRun ? 'Dry run: nothing was written. ' : ''}${report.lines} lines into ${report.project}, ${(report.milliseconds / 1000).toFixed(1)} s (${rate} lines/s)`,
    `  ${report.created} created + ${report.updated} updated + ${report.unchanged} unchanged + ${report.skipped} skipped = ${report.lines}`,
    ...(report.blank ? [`  ${report.blank} blank lines`] : []),
    `  in the file: ${listed(report.statuses) || 'no tasks'}`,
    `  ${links.found} links in the file: ${links.added} added, ${links.kept} there already, ${links.found - links.added - links.kept} not stored; ${links.removed} removed`,
    ...(links.added ? [`    added: ${listed(links.byKind)}`] : []),
    `  ${report.actors} actors became retired agents; ${report.updates} updates`,
    ...report.inventory.map(({ name, found, became }) => `  ${name}: ${found} → ${became}`),
  ]
  for (const [code, count] of Object.entries(findings) as [FindingCode, number][]) {
    lines.push(`${count} ${FINDINGS[code]}:`)
    const all = report.rows.flatMap((row) =>
      row.findings.filter((finding) => finding.code === code).map(({ message }) => `  line ${row.line} ${row.externalKey}: ${message}`),
    )
    lines.push(...shortened(all))
  }
  const skipped = report.rows.filter((row) => row.result === 'skipped')
  if (skipped.length)
    lines.push(
      `${skipped.length} lines were skipped:`,
      ...shortened(skipped.map((row) => `  line ${row.line}${row.externalKey ? ` ${row.externalKey}` : ''}: ${row.reason}`)),
    )
  return lines
}

const listed = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')

function shortened(lines: string[]) {
  const more = lines.length - SHOWN_PER_FINDING
  return more > 0 ? [...lines.slice(0, SHOWN_PER_FINDING), `  … and ${more} more (--json lists all)`] : lines
}
