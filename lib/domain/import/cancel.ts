import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onImport } from './locate.ts'

const schema = z.object({ import: ref, idempotencyKey })

/** Ends an import, at the latest after the write that is under way; what is stored stays. Its file goes. */
export async function cancelImport(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onImport(caller, { name: 'cancelImport', input: parsed }, async (w, row) => {
    if (row.state === 'DONE' || row.state === 'CANCELLED')
      throw new InvalidInputError([{ field: 'import', message: row.state === 'DONE' ? 'it is done' : 'it was cancelled' }])
    await w.tx.import.update({ where: { id: row.id }, data: { state: 'CANCELLED', endedAt: w.now, updatedAt: w.now } })
    return {}
  })
}
