import { InvalidInputError } from '#lib/errors.ts'
import type { Tx } from '#lib/db.ts'

/** The id of the member behind an id or handle who may work in the project. Throws InvalidInputError with the reason. */
export async function assigneeByRef(tx: Tx, projectId: string, ref: string, field = 'assignee'): Promise<string> {
  const actor = await tx.actor.findFirst({
    where: { OR: [{ id: ref }, { handle: ref.toLowerCase() }] },
    select: { id: true, isAdmin: true, retiredAt: true },
  })
  const member = actor && (await tx.member.findUnique({ where: { projectId_actorId: { projectId, actorId: actor.id } } }))
  if (!actor || (!member && !actor.isAdmin)) throw invalid(field, `"${ref}" is no member of the project; an owner adds members first`)
  if (actor.retiredAt) throw invalid(field, `"${ref}" is retired`)
  if (member?.role === 'VIEWER') throw invalid(field, `"${ref}" is a VIEWER and takes no work`)
  return actor.id
}

const invalid = (field: string, message: string) => new InvalidInputError([{ field, message }])
