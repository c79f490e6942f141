import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { roleIn, visibleProjectIds } from '../access.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { LIMITS } from '../limits.ts'
import { AmbiguousError } from './errors.ts'
import { locateTasks } from './locate.ts'
import type { TaskRow } from './types.ts'

const CANDIDATES = 5

/**
 * The task behind an id, a key, or a prefix of 4 or more characters of an id; null when it is missing or hidden.
 * @throws AmbiguousError with up to five keys when a prefix fits several visible tasks
 */
export async function findTask(caller: Caller, ref: string): Promise<TaskRow | null> {
  const text = ref.trim()
  if (/^[0-9a-f]{8}$/i.test(text)) return visible(caller, await db().task.findUnique({ where: { id: text.toLowerCase() } }))
  if (/^[a-z][a-z0-9]{1,9}-\d{1,10}$/i.test(text))
    return visible(caller, await db().task.findUnique({ where: { key: text.toUpperCase() } }))
  if (!/^[0-9a-f]{4,7}$/i.test(text)) return null
  const rows = await tasksByIdPrefix(caller, text, CANDIDATES + 1)
  if (rows.length > 1)
    throw new AmbiguousError(
      ref,
      rows.slice(0, CANDIDATES).map((row) => row.key),
    )
  return rows[0] ?? null
}

/** The ids of the tasks behind ids and keys, in their order, in a few statements; null for what is missing or hidden. */
export async function taskIdsOf(caller: Caller, refs: readonly string[]): Promise<(string | null)[]> {
  if (refs.length > LIMITS.tasksPerBatch) throw new InvalidInputError([{ field: 'refs', message: `at most ${LIMITS.tasksPerBatch} tasks` }])
  const located = await locateTasks(caller, refs)
  return refs.map((ref) => located.get(ref)?.id ?? null)
}

/** Undeleted visible tasks whose id begins so. */
export async function tasksByIdPrefix(caller: Caller, prefix: string, take: number, projectIds?: readonly string[]): Promise<TaskRow[]> {
  const from = prefix.toLowerCase()
  const projects = projectIds ?? (await visibleProjectIds(caller))
  return db().task.findMany({
    // A range instead of `startsWith`, which would not use the index. No hex character comes after "f".
    where: { id: { gte: from, lt: `${from}g` }, deletedAt: null, ...(projects && { projectId: { in: [...projects] } }) },
    orderBy: { id: 'asc' },
    take,
  })
}

async function visible(caller: Caller, row: TaskRow | null) {
  return row && (await roleIn(caller, row.projectId)) !== null ? row : null
}
