import type { Caller } from '#lib/auth/caller.ts'
import { chunks } from '#lib/chunks.ts'
import { db, type Tx } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { roleIn, rolesIn } from '../access.ts'

/** The id and project of the task behind an id or key. A task never changes project, so this may run before the gate. */
export async function locateTask(caller: Caller, ref: string, tx: Pick<Tx, 'task'> = db()): Promise<{ id: string; projectId: string }> {
  const row = await taskByRef(tx, ref)
  if (!row || (await roleIn(caller, row.projectId)) === null) throw new NotFoundError('task', ref)
  return row
}

/** The same for many in a few statements, by ref; what is missing or hidden is left out. */
export async function locateTasks(caller: Caller, refs: readonly string[]): Promise<Map<string, { id: string; projectId: string }>> {
  const found = new Map<string, { id: string; projectId: string }>()
  for (const some of chunks(refs)) {
    const named = some.map(spelled)
    const select = { id: true, projectId: true, key: true } as const
    const rows = await db().task.findMany({ where: { OR: [{ id: { in: named } }, { key: { in: named } }] }, select })
    const roles = await rolesIn(caller, [...new Set(rows.map((row) => row.projectId))])
    const byName = new Map(
      rows.filter((row) => roles.get(row.projectId)).flatMap((row) => [[row.id, row] as const, [row.key, row] as const]),
    )
    for (const ref of some) {
      const row = byName.get(spelled(ref))
      if (row) found.set(ref, { id: row.id, projectId: row.projectId })
    }
  }
  return found
}

export function taskByRef(tx: Pick<Tx, 'task'>, ref: string) {
  const select = { id: true, projectId: true, key: true } as const
  return tx.task.findUnique({ where: isId(ref) ? { id: spelled(ref) } : { key: spelled(ref) }, select })
}

const isId = (ref: string) => /^[0-9a-f]{8}$/i.test(ref)
/** Ids are lower case and keys upper case; both may be given in either. */
export const spelled = (ref: string) => (isId(ref) ? ref.toLowerCase() : ref.toUpperCase())
