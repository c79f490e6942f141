import type { StoredReport } from '#lib/domain/import/report.ts'
import { FINDINGS, type FindingCode } from '../plan.ts'
import type { ImportReport } from '../report.ts'

/** So many rows are kept with an import; those that say something come first. */
const MOST_ROWS = 20_000

export function storedReport(report: ImportReport, resumed: boolean): StoredReport {
  const {
    project,
    dryRun,
    lines,
    blank,
    created,
    updated,
    unchanged,
    skipped,
    statuses,
    links,
    actors,
    updates,
    findings,
    inventory,
    milliseconds,
  } = report
  const says = (row: ImportReport['rows'][number]) => row.findings.length > 0 || row.result === 'skipped'
  const kept = report.rows.toSorted((a, b) => Number(says(b)) - Number(says(a))).slice(0, MOST_ROWS)
  return {
    ...{ project, dryRun, resumed, lines, blank, created, updated, unchanged, skipped, actors, updates, inventory, milliseconds },
    statuses: Object.entries(statuses).map(([name, count]) => ({ name, count })),
    links: { found: links.found, added: links.added, kept: links.kept, removed: links.removed },
    findings: (Object.entries(findings) as [FindingCode, number][]).map(([name, count]) => ({ name, count, meaning: FINDINGS[name] })),
    rows: kept.toSorted((a, b) => a.line - b.line),
    rowsLeftOut: report.rows.length - kept.length,
  }
}
