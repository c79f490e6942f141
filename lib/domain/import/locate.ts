import type { Caller } from '#lib/auth/caller.ts'
import { db, type Prisma, type Tx } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { write, type Outcome, type Write } from '#lib/write.ts'
import { mayImport, requireMayImport } from './policy.ts'

export type ImportRow = Prisma.ImportGetPayload<object>

/** The import with this id, if the caller sees it. */
export async function locateImport(caller: Caller, id: string, tx: Pick<Tx, 'import'> = db()): Promise<ImportRow> {
  const row = await tx.import.findUnique({ where: { id } })
  if (!row || !mayImport('SEE', caller, row)) throw new NotFoundError('import', id)
  return row
}

export const importTopic = (id: string) => `import:${id}`

interface OnImport {
  name: string
  input: { import: string; idempotencyKey?: string | null | undefined } & Record<string, unknown>
}

/** One act on an import: finds it, checks the right, runs with the row read under the gate of the workspace, and wakes who watches it. */
export async function onImport<T extends Outcome>(
  caller: Caller,
  { name, input }: OnImport,
  run: (w: Write, row: ImportRow) => Promise<T>,
): Promise<T & { import: string; replayed: boolean }> {
  const { id } = await locateImport(caller, input.import)
  return write(caller, { name, input, idempotencyKey: input.idempotencyKey, gate: [] }, async (w) => {
    const row = await locateImport(caller, id, w.tx)
    requireMayImport('CHANGE', caller, row)
    const outcome = await run(w, row)
    w.wakes(importTopic(id))
    return { ...outcome, import: id }
  })
}
