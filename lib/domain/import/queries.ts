import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { byId } from '../grouped.ts'
import { decodeCursor, encodeCursor, pageSize, type Page, type PageInput } from '../page.ts'
import type { ImportRow } from './locate.ts'
import { mayImport } from './policy.ts'
import { reportOf, type ImportedRow } from './report.ts'

export async function importsByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, ImportRow>> {
  const found = await db().import.findMany({ where: { id: { in: [...ids] } } })
  return byId(found.filter((row) => mayImport('SEE', caller, row)))
}

const MOST = 20

/** The caller's own, newest first. */
export const recentImports = (caller: Caller): Promise<ImportRow[]> =>
  db().import.findMany({ where: { actorId: caller.actorId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: MOST })

export interface RowFilter extends PageInput {
  result?: ImportedRow['result'] | null | undefined
  finding?: string | null | undefined
}

/** Rows of the report in the order of the file. */
export function rowsOf(row: ImportRow, { result, finding, first, after }: RowFilter): Page<ImportedRow> {
  const size = pageSize(first)
  const [from] = decodeCursor('line', ['int'], after) ?? [-1]
  const fitting = (reportOf(row)?.rows ?? []).filter(
    (line) => (!result || line.result === result) && (!finding || line.findings.some(({ code }) => code === finding)),
  )
  const start = fitting.findIndex(({ line }) => line > Number(from))
  const rows = start === -1 ? [] : fitting.slice(start, start + size)
  return {
    rows,
    cursors: rows.map(({ line }) => encodeCursor('line', [line])),
    hasNextPage: start !== -1 && start + size < fitting.length,
    hasPreviousPage: start > 0 || (start === -1 && fitting.length > 0),
    count: async () => fitting.length,
  }
}
