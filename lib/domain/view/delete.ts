import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onView } from './locate.ts'
import { requireWithView } from './policy.ts'

const schema = z.object({ view: ref, idempotencyKey })

/** Deletes a saved view for good. */
export async function deleteView(caller: Caller, input: z.input<typeof schema>) {
  return onView(caller, { name: 'deleteView', input: parse(schema, input) }, async (w, view, role) => {
    requireWithView('CHANGE', { ...caller, role }, view)
    await w.tx.savedView.delete({ where: { id: view.id } })
    return { view: view.id, project: view.projectId }
  })
}
