import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { viewName, viewQuery } from './fields.ts'
import { onView } from './locate.ts'
import { requireWithView } from './policy.ts'

const schema = z.object({
  view: ref,
  name: viewName.optional(),
  query: viewQuery.optional(),
  isShared: z.boolean().optional(),
  idempotencyKey,
})

/** Renames a saved view, saves other filters in it, shares it or keeps it for its owner. */
export async function updateView(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onView(caller, { name: 'updateView', input: parsed }, async (w, view, role) => {
    const { name, query, isShared } = parsed
    requireWithView('CHANGE', { ...caller, role }, view)
    if (isShared && !view.isShared) requireWithView('SHARE', { ...caller, role }, view)
    await w.tx.savedView.update({ where: { id: view.id }, data: { name, query, isShared, updatedAt: w.now } })
    return { view: view.id }
  })
}
