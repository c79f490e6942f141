import { db, dialect } from '#lib/db.ts'
import { checks } from './checks.ts'

export interface Fault {
  check: string
  /** What it is about: a task's or project's key, a handle, an id. */
  ref: string
  stored: string
  expected: string
}

/** Recomputes every derived value and invariant. An empty list: all is well. */
export async function diagnose(): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const { name, sql } of checks(dialect())) {
    const rows = await db().$queryRaw<Omit<Fault, 'check'>[]>(sql)
    for (const { ref, stored, expected } of rows) faults.push({ check: name, ref, stored, expected })
  }
  return [...faults, ...(await searchFaults())]
}

/** SQLite's full text tables are kept by triggers; PostgreSQL's index is the database's own business. */
async function searchFaults(): Promise<Fault[]> {
  if (dialect() === 'postgres') return []
  const rows = await db().$queryRaw<{ ref: string; stored: number | bigint; expected: number | bigint }[]>`
    SELECT 'task_fts' AS ref, (SELECT count(*) FROM task_fts_docsize) AS stored, (SELECT count(*) FROM "Task") AS expected
    UNION ALL SELECT 'context_fts', (SELECT count(*) FROM context_fts_docsize), (SELECT count(*) FROM "ContextEntry" WHERE "kind" <> 'NOTE')`
  return rows
    .filter((row) => Number(row.stored) !== Number(row.expected))
    .map((row) => ({ check: 'search', ref: row.ref, stored: String(row.stored), expected: String(row.expected) }))
}
