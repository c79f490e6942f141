import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { write, type Write } from '#lib/write.ts'
import { roleIn } from '../access.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { locateProject } from '../project/locate.ts'
import { refuseArchived } from './locate.ts'
import { actOn, requireWithTemplate } from './policy.ts'
import { sourceOf } from './source.ts'

const schema = z.object({ project: ref.nullish(), source: z.string(), idempotencyKey })

/** Saves a template in a project, or for everybody when none is named. Its name and description are those in the text. */
export async function saveTemplate(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey, source, ...parsed } = parse(schema, input)
  const project = parsed.project ? (await locateProject(caller, parsed.project)).id : null
  const act = { name: 'saveTemplate', input: { project, source }, idempotencyKey, gate: project === null ? [] : [project] }
  return write(caller, act, async (w) => {
    const role = project === null ? null : await roleIn(caller, project, w.tx)
    const owned = { projectId: project, createdById: caller.actorId }
    await refuseArchived(w.tx, project)
    requireWithTemplate(actOn(owned, 'SAVE'), { ...caller, role }, owned)
    const { name, description } = sourceOf(source, w.now)
    await refuseTooMany(w, project)
    const id = newId('tpl')
    await w.tx.template.create({ data: { ...owned, id, name, description, source, createdAt: w.now, updatedAt: w.now } })
    w.event({ action: 'TEMPLATE_SAVED', projectId: project, subjectId: id, data: { name } })
    return { template: id, project }
  })
}

export async function refuseTooMany(w: Write, projectId: string | null) {
  const saved = await w.tx.template.count({ where: { projectId } })
  if (saved >= LIMITS.templatesPerProject)
    throw new InvalidInputError([{ field: 'project', message: `there are ${saved} templates already, the most there may be` }])
}
