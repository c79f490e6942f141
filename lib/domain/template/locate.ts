import type { Caller } from '#lib/auth/caller.ts'
import { db, type Tx } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { write, type Outcome, type Write } from '#lib/write.ts'
import { roleIn } from '../access.ts'
import { ProjectArchivedError } from '../project/errors.ts'
import { SHIPPED, type TemplateItem, type TemplateRow } from './item.ts'
import { actOn, requireWithTemplate } from './policy.ts'

/** A template that the caller sees: one of theirs, everybody's, or one that ships with the product. */
export async function locateTemplate(caller: Caller, id: string): Promise<TemplateItem> {
  const shipped = SHIPPED.find((one) => one.id === id)
  const row = shipped ?? (await db().template.findUnique({ where: { id } }))
  if (!row || (row.projectId !== null && (await roleIn(caller, row.projectId)) === null)) throw new NotFoundError('template', id)
  return row
}

interface OnTemplate {
  name: string
  input: { template: string; idempotencyKey?: string | null | undefined } & Record<string, unknown>
}

/** One change of a stored template, under the gate of its project or the workspace's, with the row read and the right checked there. */
export async function onTemplate<T extends Outcome>(
  caller: Caller,
  { name, input }: OnTemplate,
  run: (w: Write, template: TemplateRow) => Promise<T>,
) {
  const { idempotencyKey, ...rest } = input
  const gate = await gateOf(caller, input.template, idempotencyKey)
  return write(caller, { name, input: rest, idempotencyKey, gate }, async (w) => {
    const template = await w.tx.template.findUnique({ where: { id: input.template } })
    const role = template?.projectId ? await roleIn(caller, template.projectId, w.tx) : null
    if (!template || (template.projectId !== null && role === null)) throw new NotFoundError('template', input.template)
    await refuseArchived(w.tx, template.projectId)
    requireWithTemplate(actOn(template, 'CHANGE'), { ...caller, role }, template)
    return run(w, template)
  })
}

export async function refuseArchived(tx: Pick<Tx, 'project'>, projectId: string | null) {
  const project = projectId === null ? null : await tx.project.findUnique({ where: { id: projectId }, select: { key: true, status: true } })
  if (project?.status === 'ARCHIVED') throw new ProjectArchivedError(project.key)
}

/** A repeated request may find the template gone; what was stored then knows whose it was. */
async function gateOf(caller: Caller, id: string, key: string | null | undefined): Promise<string[]> {
  try {
    const template = await locateTemplate(caller, id)
    if (template.createdById === null) requireWithTemplate('CHANGE', { ...caller, role: null }, template)
    return template.projectId === null ? [] : [template.projectId]
  } catch (error) {
    const earlier = key ? await db().idempotencyKey.findUnique({ where: { actorId_key: { actorId: caller.actorId, key } } }) : null
    const outcome = earlier && (JSON.parse(earlier.outcome) as { template?: string; project?: string | null })
    if (outcome?.template !== id || !(error instanceof NotFoundError)) throw error
    return outcome.project ? [outcome.project] : []
  }
}
