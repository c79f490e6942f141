import { chunks } from '#lib/chunks.ts'
import { InvalidInputError } from '#lib/errors.ts'
import type { Tx } from '#lib/db.ts'

/** The id of the member behind an id or handle who may work in the project. Throws InvalidInputError with the reason. */
export async function assigneeByRef(tx: Tx, projectId: string, ref: string, field = 'assignee'): Promise<string> {
  const { ids, refused } = await assigneesByRef(tx, projectId, [ref])
  const id = ids.get(ref)
  if (id === undefined) throw new InvalidInputError([{ field, message: refused.get(ref) ?? 'is no member' }])
  return id
}

/** The same for many: ids by ref, and why the others may not be assigned. */
export async function assigneesByRef(tx: Tx, projectId: string, refs: readonly string[]) {
  const ids = new Map<string, string>()
  const refused = new Map<string, string>()
  for (const some of chunks(refs)) {
    const actors = await tx.actor.findMany({
      where: { OR: [{ id: { in: some } }, { handle: { in: some.map((ref) => ref.toLowerCase()) } }] },
      select: { id: true, handle: true, isAdmin: true, retiredAt: true, memberships: { where: { projectId }, select: { role: true } } },
    })
    for (const ref of some) {
      const actor = actors.find(({ id, handle }) => id === ref || handle === ref.toLowerCase())
      const role = actor?.memberships[0]?.role
      if (!actor || (!role && !actor.isAdmin)) refused.set(ref, `"${ref}" is no member of the project; an owner adds members first`)
      else if (actor.retiredAt) refused.set(ref, `"${ref}" is retired`)
      else if (role === 'VIEWER') refused.set(ref, `"${ref}" is a VIEWER and takes no work`)
      else ids.set(ref, actor.id)
    }
  }
  return { ids, refused }
}
