import type { Caller } from '#lib/auth/caller.ts'
import { db, type Tx } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { roleIn } from '../access.ts'

/** The id and project of the task behind an id or key. A task never changes project, so this may run before the gate. */
export async function locateTask(caller: Caller, ref: string, tx: Pick<Tx, 'task'> = db()): Promise<{ id: string; projectId: string }> {
  const row = await taskByRef(tx, ref)
  if (!row || (await roleIn(caller, row.projectId)) === null) throw new NotFoundError('task', ref)
  return row
}

export function taskByRef(tx: Pick<Tx, 'task'>, ref: string) {
  const select = { id: true, projectId: true, key: true } as const
  const isId = /^[0-9a-f]{8}$/i.test(ref)
  return tx.task.findUnique({ where: isId ? { id: ref.toLowerCase() } : { key: ref.toUpperCase() }, select })
}
