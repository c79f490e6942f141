import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { write, type Write } from '#lib/write.ts'
import { projectAccess } from '../access.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { locateProject } from '../project/locate.ts'
import { PAGES, viewName, viewQuery } from './fields.ts'
import { requireWithView } from './policy.ts'

const schema = z.object({
  project: ref,
  page: z.enum(PAGES),
  name: viewName,
  query: viewQuery,
  isShared: z
    .boolean()
    .nullish()
    .transform((isShared) => isShared ?? false),
  idempotencyKey,
})

/** Saves a page's search string under a name, for the caller or for all who see the project, also an archived one. It makes no event. */
export async function saveView(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey, ...parsed } = parse(schema, input)
  const project = await locateProject(caller, parsed.project)
  const act = { name: 'saveView', input: { ...parsed, project: project.id }, idempotencyKey, gate: [project.id] }
  return write(caller, act, async (w) => {
    const { role } = await projectAccess(caller, project, w.tx)
    const { page, name, query, isShared } = parsed
    const view = { projectId: project.id, ownerId: caller.actorId, isShared }
    requireWithView(isShared ? 'SHARE' : 'SAVE', { ...caller, role }, view)
    await refuseTooMany(w, view)
    const id = newId('vw')
    await w.tx.savedView.create({ data: { ...view, id, page, name, query, createdAt: w.now, updatedAt: w.now } })
    return { view: id }
  })
}

async function refuseTooMany(w: Write, { projectId, ownerId }: { projectId: string; ownerId: string }) {
  const saved = await w.tx.savedView.count({ where: { projectId, ownerId } })
  if (saved >= LIMITS.viewsPerPerson)
    throw new InvalidInputError([{ field: 'name', message: `you have ${saved} views in this project, the most there may be` }])
}
