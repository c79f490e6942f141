import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onTemplate } from './locate.ts'

const schema = z.object({ template: ref, idempotencyKey })

/** Deletes a template for good. What was created from it stays. */
export async function deleteTemplate(caller: Caller, input: z.input<typeof schema>) {
  return onTemplate(caller, { name: 'deleteTemplate', input: parse(schema, input) }, async (w, { id, name, projectId }) => {
    await w.tx.template.delete({ where: { id } })
    w.event({ action: 'TEMPLATE_DELETED', projectId, subjectId: id, data: { name } })
    return { template: id, project: projectId }
  })
}
