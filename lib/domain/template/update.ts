import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { roleIn } from '../access.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { locateProject } from '../project/locate.ts'
import { onTemplate, refuseArchived } from './locate.ts'
import { actOn, requireWithTemplate } from './policy.ts'
import { refuseTooMany } from './save.ts'
import { sourceOf } from './source.ts'

const schema = z.object({
  template: ref,
  source: z.string().optional(),
  project: ref.nullable().optional(),
  expectedVersion: z.int().optional(),
  idempotencyKey,
})

/** Changes the text of a template, or whose it is: a project's, or (`project: null`) everybody's. */
export async function updateTemplate(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const to = parsed.project && (await locateProject(caller, parsed.project)).id
  return onTemplate(caller, { name: 'updateTemplate', input: { ...parsed, project: to } }, async (w, template) => {
    if (parsed.expectedVersion !== undefined && parsed.expectedVersion < template.version) throw changedMeanwhile(template.version)
    if (to !== undefined && to !== template.projectId) {
      const role = to === null ? null : await roleIn(caller, to, w.tx)
      await refuseArchived(w.tx, to)
      requireWithTemplate(actOn({ projectId: to }, 'SAVE'), { ...caller, role }, { projectId: to, createdById: caller.actorId })
      await refuseTooMany(w, to)
    }
    const { source } = parsed
    const { name, description } = source === undefined ? template : sourceOf(source, w.now)
    const projectId = to === undefined ? template.projectId : to
    const data = { name, description, source, projectId, version: { increment: 1 }, updatedAt: w.now }
    await w.tx.template.update({ where: { id: template.id }, data })
    for (const stream of new Set([template.projectId, projectId]))
      w.event({ action: 'TEMPLATE_CHANGED', projectId: stream, subjectId: template.id, data: { name } })
    return { template: template.id, project: projectId }
  })
}

const changedMeanwhile = (version: number) =>
  new InvalidInputError([{ field: 'expectedVersion', message: `was changed by someone else since; it has version ${version} now` }])
