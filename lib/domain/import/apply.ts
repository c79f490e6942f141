import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { refuseBusy } from './check.ts'
import { onImport } from './locate.ts'

const schema = z.object({ import: ref, idempotencyKey })

/** Brings a checked file in. One that failed goes on where it stopped. */
export async function applyImport(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onImport(caller, { name: 'applyImport', input: parsed }, async (w, row) => {
    refuseBusy(row)
    if (row.report === '') throw new InvalidInputError([{ field: 'import', message: 'it has not been checked; call checkImport first' }])
    await w.tx.import.update({ where: { id: row.id }, data: { state: 'RUNNING', error: '', done: 0, endedAt: null, updatedAt: w.now } })
    return {}
  })
}
