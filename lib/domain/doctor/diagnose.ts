import { db, dialect, type Db, type Dialect } from '#lib/db.ts'
import { checks } from './checks.ts'

export interface Fault {
  check: string
  /** What it is about: a task's or project's key, a handle, an id. */
  ref: string
  stored: string
  expected: string
}

/** Recomputes every derived value and invariant. An empty list: all is well. */
export async function diagnose(reads: Db = db(), kind: Dialect = dialect()): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const { name, sql } of checks(kind)) {
    const rows = await reads.$queryRaw<Omit<Fault, 'check'>[]>(sql)
    for (const { ref, stored, expected } of rows) faults.push({ check: name, ref, stored, expected })
  }
  return [...faults, ...(await cycles(reads, 'BLOCKS')), ...(await cycles(reads, 'PARENT')), ...(await searchFaults(reads, kind))]
}

/** Peels off tasks that depend on nothing left: what remains is on a cycle, or waits for one. Linear, where a closure in SQL is not. */
async function cycles(reads: Db, kind: 'BLOCKS' | 'PARENT'): Promise<Fault[]> {
  const edges = await reads.dependency.findMany({ where: { kind }, select: { taskId: true, dependsOnId: true } })
  const open = new Map<string, number>()
  const dependents = new Map<string, string[]>()
  for (const { taskId, dependsOnId } of edges) {
    open.set(taskId, (open.get(taskId) ?? 0) + 1)
    const list = dependents.get(dependsOnId)
    if (list) list.push(taskId)
    else dependents.set(dependsOnId, [taskId])
  }
  const free = [...dependents.keys()].filter((id) => !open.has(id))
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    for (const dependent of dependents.get(id) ?? []) {
      const left = (open.get(dependent) ?? 0) - 1
      open.set(dependent, left)
      if (left === 0) free.push(dependent)
    }
  }
  const stuck = [...open].filter(([, left]) => left > 0).map(([id]) => id)
  return stuck.map((id) => ({ check: `cycle.${kind}`, ref: id, stored: 'on or behind a cycle', expected: 'none' }))
}

/** SQLite's full text tables are kept by triggers; PostgreSQL's index is the database's own business. */
async function searchFaults(reads: Db, kind: Dialect): Promise<Fault[]> {
  if (kind === 'postgres') return []
  const rows = await reads.$queryRaw<{ ref: string; stored: number | bigint; expected: number | bigint }[]>`
    SELECT 'task_fts' AS ref, (SELECT count(*) FROM task_fts_docsize) AS stored, (SELECT count(*) FROM "Task") AS expected
    UNION ALL SELECT 'context_fts', (SELECT count(*) FROM context_fts_docsize), (SELECT count(*) FROM "ContextEntry" WHERE "kind" <> 'NOTE' AND "keyId" IS NULL)`
  return rows
    .filter((row) => Number(row.stored) !== Number(row.expected))
    .map((row) => ({ check: 'search', ref: row.ref, stored: String(row.stored), expected: String(row.expected) }))
}
